import type { PackageModel, StructureModel } from '../model/model.ts';
import { code, docLines, literal } from './code.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { Imports } from './imports.ts';
import { guardName, rulesName } from './names.ts';
import type { Templates } from './templates.ts';

const runtime = '#runtime/check.js';

/** The file with `check` and `identify`, which know every resource type and every profile of the package. */
export function emitCheck(model: PackageModel, templates: Templates): EmittedFile {
  const resources = model.families
    .flatMap((family) => family.structures)
    .filter((structure) => structure.kind === 'resource' && !structure.isAbstract && structure.part === undefined);
  const imports = new Imports('check', ['check', 'identify', 'registry']);
  const section = templates.render('check', checkView(resources, model, imports));
  return emitFile('src/check.ts', 'every definition', imports, [section], templates);
}

function checkView(resources: readonly StructureModel[], model: PackageModel, imports: Imports): object {
  const structures = model.families.flatMap((family) => family.structures);
  const extensions = structures.filter((structure) => structure.isExtension && structure.role === 'profile');
  const types = resources.filter((structure) => structure.role === 'base');
  const profiles = resources.filter((structure) => structure.role === 'profile');
  return {
    registryType: imports.use({ name: 'Registry', module: runtime }),
    create: imports.value('createRegistry', runtime),
    checkAny: imports.value('checkAny', runtime),
    options: imports.use({ name: 'CheckAnyOptions', module: runtime }),
    issue: imports.use({ name: 'Issue', module: '#runtime/issue.js' }),
    doc: docLines(
      'Checks a resource of any type by what it says of itself, its type and the profiles it claims. Returns every issue in element order.',
    ),
    identity: imports.use({ name: 'Identity', module: runtime }),
    identifyAny: imports.value('identifyAny', runtime),
    identifyDoc: docLines(
      'Tells what a value says it is: its type, the profiles it claims, and the event it tells of.',
    ),
    types: types.map(
      ({ name, module, fhirType }) => code`[${literal(fhirType)}, ${imports.value(guardName(name), module)}]`,
    ),
    systems: model.codeSystems.map(({ canonical, codes }) => {
      const list = codes.some((one) => one.includes(' ')) ? literal(codes) : literal(codes.join(' '));
      return code`[${literal(canonical)}, ${list}]`;
    }),
    messages: model.messages.map(({ module }) => imports.value('messageRules', module)),
    extensions: extensions.map(
      ({ name, module, canonical }) => code`[${literal(canonical)}, ${imports.value(rulesName(name), module)}]`,
    ),
    profiles: profiles.map(
      ({ name, module, canonical, fhirType }) =>
        code`[${literal(canonical)}, ${literal(fhirType)}, ${imports.value(rulesName(name), module)}]`,
    ),
  };
}
