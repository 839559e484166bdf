import { displayOfCode } from '../../runtime/core/display-of-code.ts';
import type { CodeSystemModel, StructureModel, ValueSetModel } from '../model/model.ts';
import type { MessageModel, PackageModel } from '../model/package-model.ts';
import { type Code, typeName, valueName, literal, list } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { codesName, rulesName } from '../declare/names.ts';
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

/** Returns an extension's rules, the names of the places where it may be used, and whether it is a modifier. */
function extensionEntry({ name, module, usage }: StructureModel): Code {
  const places = literal(usage?.contexts.join(' ') ?? '');
  return list([valueName(rulesName(name), module), places, ...(usage?.isModifier ? [literal(true)] : [])]);
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
    systems: systemsOf(model),
    displays: displaysOf(model),
    messages: messages.map(({ module }) => valueName('messageRules', module)),
    extensions: extensions.map(extensionEntry),
    profiles: profiles.map(({ name, module }) => valueName(rulesName(name), module)),
  };
}

/** The code systems with their codes; in place of those that a value set has too there is its table. */
function systemsOf({ families, codeSystems }: PackageModel): Code[] {
  const sets = new Map(families.flatMap(({ valueSets }) => valueSets.flatMap(keyedByCodes)).toReversed());
  return codeSystems.map(({ canonical, codes }) => {
    const set = sets.get(codesKey(canonical, codes));
    if (set) return valueName(codesName(set.name), set.module);
    const all = codes.some((one) => one.includes(' ')) ? literal(codes) : literal(codes.join(' '));
    return list([literal(canonical), all]);
  });
}

/** The displays of the codes of each code system as rows of text: see `createRegistry`. */
function displaysOf({ codeSystems }: PackageModel): Code[] {
  return codeSystems.flatMap((system) => {
    const rows = rowsOf(system);
    return rows.length === 0 ? [] : [list([literal(system.canonical), literal(rows.join('\n'))])];
  });
}

function rowsOf({ displays }: CodeSystemModel): string[] {
  return displays.flatMap(({ code, displays: texts }) => rowOf(code, texts));
}

/** A row has no display if that is the code with a capital letter at its start; a text that no row can hold is left out. */
function rowOf(code: string, displays: readonly string[]): string[] {
  if ([code, ...displays].some((text) => /[|\n]/.test(text))) return [];
  return displays.length === 1 && displays[0] === displayOfCode(code) ? [code] : [[code, ...displays].join('|')];
}

/** A value set by what it is made of, if those are all codes that it has, and of one system. */
function keyedByCodes(set: ValueSetModel): [key: string, set: ValueSetModel][] {
  const [system, ...others] = new Set(set.concepts.map((concept) => concept.system));
  if (system === undefined || others.length > 0 || set.open.length > 0) return [];
  return [[codesKey(system, [...new Set(set.concepts.map(({ code }) => code))]), set]];
}

function codesKey(system: string, codes: readonly string[]): string {
  return JSON.stringify([system, ...[...codes].sort()]);
}
