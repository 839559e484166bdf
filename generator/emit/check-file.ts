import type { StructureModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import { typeName, valueName, literal, list } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { rulesName } from '../declare/names.ts';
import type { Templates } from './templates.ts';

const runtime = '#runtime/check.js';

/** Emits the file with `check` and `identify`, which know every resource type and every profile of the package. */
export function emitCheck(model: PackageModel, messages: readonly MessageModel[], templates: Templates): EmittedFile {
  const resources = model.families
    .flatMap((family) => family.structures)
    .filter((structure) => structure.kind === 'resource' && !structure.isAbstract && structure.part === undefined);
  const section = templates.render('check', checkView(resources, messages, model));
  return emitFile('check', 'every definition', ['check', 'identify', 'registry'], [section]);
}

function checkView(
  resources: readonly StructureModel[],
  messages: readonly MessageModel[],
  model: PackageModel,
): object {
  const structures = model.families.flatMap((family) => family.structures);
  const extensions = structures.filter((structure) => structure.isExtension && structure.role === 'profile');
  const types = resources.filter((structure) => structure.role === 'base');
  const profiles = resources.filter((structure) => structure.role === 'profile');
  return {
    registryDoc: docLines('All that the package can check, for `receive`.'),
    registryType: typeName({ name: 'Registry', module: runtime }),
    create: valueName('createRegistry', runtime),
    checkAny: valueName('checkAny', runtime),
    options: typeName({ name: 'CheckAnyOptions', module: runtime }),
    issue: typeName({ name: 'Issue', module: '#runtime/core/issue.js' }),
    doc: docLines(
      'Checks a resource of any type against its type, the profiles that it claims and its event. Returns all issues in element order.',
    ),
    identity: typeName({ name: 'Identity', module: runtime }),
    identifyAny: valueName('identifyAny', runtime),
    identifyDoc: docLines(
      'Identifies a value by its own statements: its type, the profiles that it claims and the event that it reports.',
    ),
    types: types.map(({ name, module }) => valueName(rulesName(name), module)),
    systems: model.codeSystems.map(({ canonical, codes }) => {
      const all = codes.some((one) => one.includes(' ')) ? literal(codes) : literal(codes.join(' '));
      return list([literal(canonical), all]);
    }),
    messages: messages.map(({ module }) => valueName('messageRules', module)),
    extensions: extensions.map(({ name, module }) => valueName(rulesName(name), module)),
    profiles: profiles.map(({ name, module }) => valueName(rulesName(name), module)),
  };
}
