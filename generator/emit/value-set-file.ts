import { formatCanonical } from '../fhir/canonical.ts';
import type { ConceptModel, ValueSetModel } from '../model/model.ts';
import type { CodedForm } from './builder/parts.ts';
import { code, Code, docLines, ident, join, key, quoted, seeLine } from './code.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { assigned, assignedList, isPlain, lineWidth, objectEntry, type DataMember } from './layout.ts';
import { sentence } from './member-doc.ts';
import { Imports } from './imports.ts';
import { codedInputName, codesName } from './names.ts';
import type { Templates } from './templates.ts';

const codeSetModule = '#runtime/code-set.js';

/**
 * The file of one value set: its codes as constants, the union of their names and, of a closed set, of their codes; and
 * what builders take for a coding or a concept that may have nothing but those.
 */
export function emitValueSet(
  set: ValueSetModel,
  forms: ReadonlySet<CodedForm> | undefined,
  templates: Templates,
): EmittedFile {
  const systems = systemNames(set.concepts);
  const imports = new Imports(set.module, []);
  const view = {
    systems: [...systems].map(([url, name]) => Code.trusted(assigned(`const ${name} =`, quoted(url).text, ';'))),
    doc: setDoc(set),
    name: ident(set.name),
    ...conceptsView(set, systems),
    namesType: ident(`${set.name}Name`),
    namesDoc: docLines(`Names of the codes of \`${set.name}\`.`),
    codes: codesConstant(set, imports),
    codesDoc: set.isClosed ? docLines(`A code of \`${set.name}\`.`) : false,
  };
  const source = formatCanonical({ url: set.canonical, ...(set.version !== undefined && { version: set.version }) });
  const sections = [templates.render('value-set', view), ...inputs(set, forms ?? new Set(), imports, templates)];
  const emitted = emitFile(`src/${set.module}.ts`, source, imports, sections, templates);
  const pieces = emitted.pieces?.map(({ text }) => ({ text, isLaidOut: isPlain(text) && isShort(text) }));
  return { ...emitted, ...(pieces && { pieces }) };
}

/** The constants of all concepts; where a compiler would not write their type out whole, in several parts. */
function conceptsView({ concepts }: ValueSetModel, systems: ReadonlyMap<string, string>): object {
  const entries = (some: readonly ConceptModel[]): object[] =>
    some.map((concept) => ({
      doc: docLines(concept.display === undefined ? `\`${concept.code}\`` : `${concept.display} (\`${concept.code}\`)`),
      entry: Code.trusted(objectEntry(nameOf(concept.key), conceptMembers(concept, systems))),
    }));
  const parts = inParts(concepts);
  if (parts.length < 2) return { parts: [], concepts: entries(concepts) };
  const names = parts.map((_, index) => ident(`part${index + 1}`));
  return {
    parts: parts.map((part, index) => ({ name: names[index], concepts: entries(part) })),
    type: join(
      names.map((part) => code`typeof ${part}`),
      ' & ',
    ),
    names: join(names, ', '),
  };
}

/** Characters of a type that every compiler writes out; TypeScript 7.0 gives up on longer ones (TS7056). */
const longestType = 200_000;

function inParts(concepts: readonly ConceptModel[]): ConceptModel[][] {
  const parts: ConceptModel[][] = [[]];
  let length = 0;
  for (const concept of concepts) {
    const { key: name, system = '', code: own, display = '' } = concept;
    const size = name.length + system.length + own.length + display.length + membersLength;
    if (length + size > longestType) parts.push([]);
    length = (length + size > longestType ? 0 : length) + size;
    parts.at(-1)?.push(concept);
  }
  return parts;
}

/** What the names of the members of a concept come to, with marks and quotes. */
const membersLength = 80;

/** Whether everything fits that is not laid out piece by piece: declarations of types, and starts of constants. */
function isShort(text: string): boolean {
  return text.split('\n').every((line) => line.length <= lineWidth || !/^export |^  \w+: .*;$/.test(line));
}

/** What builders take where no other codes are allowed. Of a concept it is the first coding that counts for the compiler. */
function inputs(set: ValueSetModel, forms: ReadonlySet<CodedForm>, imports: Imports, templates: Templates): Code[] {
  const systems = [...new Set(set.concepts.flatMap((concept) => concept.system ?? []))];
  const coding = ident(codedInputName(set.name, 'Coding'));
  const render = (form: CodedForm, words: string, module: string, members: object[]): Code => {
    const parent = imports.use({ name: `${form}Input`, module });
    return templates.render('interface', {
      doc: docLines(words),
      name: ident(codedInputName(set.name, form)),
      parent,
      members,
    });
  };
  const member = (name: string, type: Code): object => ({ doc: [], key: key(name), mark: Code.trusted(''), type });
  const system = systems.length > 0 ? [member('system', join(systems.map(quoted), ' | '))] : [];
  const anyCoding = (): Code => imports.use({ name: 'CodingInput', module: 'base/coding' });
  return [
    ...(forms.has('Coding')
      ? [
          render('Coding', `A coding with a code of \`${set.name}\`.`, 'base/coding', [
            ...system,
            member('code', ident(set.name)),
          ]),
        ]
      : []),
    ...(forms.has('CodeableConcept')
      ? [
          render(
            'CodeableConcept',
            `A concept with a code of \`${set.name}\` in its first coding.`,
            'base/codeable-concept',
            [member('coding', code`${coding} | readonly [${coding}, ...${anyCoding()}[]]`)],
          ),
        ]
      : []),
  ];
}

/** The codes without their displays, for guards; of an open set also what has to be asked about the others. */
function codesConstant(set: ValueSetModel, imports: Imports): Code {
  const systems = [...new Set(set.concepts.map((concept) => concept.system ?? ''))];
  const entries = (indent: string): Code[] =>
    systems.map((system) => {
      const codes = set.concepts.filter((concept) => (concept.system ?? '') === system).map((concept) => concept.code);
      return codesEntry(system, codes, indent);
    });
  const open = [...new Set(set.open.map((part) => part.system ?? ''))];
  const type = imports.use({ name: 'CodeSet', module: codeSetModule });
  const make = imports.value(open.length > 0 ? 'openCodeSet' : 'codeSet', codeSetModule);
  const start = code`export const ${ident(codesName(set.name))}: ${type} = /*@__PURE__*/ ${make}(${quoted(set.name)}, {`;
  const inside = open.length > 0 ? openEntries(set, open, entries('    ')) : entries('  ');
  return join([start, ...inside, Code.trusted('});')], '\n');
}

function openEntries(set: ValueSetModel, open: readonly string[], codes: readonly Code[]): Code[] {
  return [
    Code.trusted(assigned('canonical:', quoted(set.canonical).text, ',', '  ')),
    Code.trusted(assignedList('open:', texts(open), '  ')),
    Code.trusted('  codes: {'),
    ...codes,
    Code.trusted('  },'),
  ];
}

/** The codes of one system: one text where none of them has a space. */
function codesEntry(system: string, codes: readonly string[], indent: string): Code {
  const name = `${system === '' ? "''" : nameOf(system)}:`;
  const isPacked = codes.every((one) => !one.includes(' '));
  return Code.trusted(
    isPacked ? assigned(name, quoted(codes.join(' ')).text, ',', indent) : assignedList(name, texts(codes), indent),
  );
}

function nameOf(name: string): string {
  const plain = key(name).text;
  return plain === name ? plain : name === '__proto__' ? "['__proto__']" : quoted(name).text;
}

function texts(values: readonly string[]): string[] {
  return values.map((value) => quoted(value).text);
}

/** One constant per code system, in order of appearance. */
function systemNames(concepts: readonly ConceptModel[]): Map<string, string> {
  const urls = [...new Set(concepts.flatMap((concept) => concept.system ?? []))];
  return new Map(urls.map((url, index) => [url, urls.length === 1 ? 'system' : `system${index + 1}`]));
}

function conceptMembers(concept: ConceptModel, systems: ReadonlyMap<string, string>): DataMember[] {
  const system = concept.system === undefined ? undefined : systems.get(concept.system);
  return [
    ...(system === undefined ? [] : [system === 'system' ? { name: system } : { name: 'system', value: system }]),
    { name: 'code', value: quoted(concept.code).text },
    ...(concept.display === undefined ? [] : [{ name: 'display', value: quoted(concept.display).text }]),
  ];
}

function setDoc(set: ValueSetModel): string[] {
  const said = set.description ?? set.title ?? `The codes of ${set.name}.`;
  const open = set.open.map(
    (part) => `Not listed here${part.system === undefined ? '' : ` of ${part.system}`}: ${part.reason}.`,
  );
  return [...docLines([sentence(said), ...new Set(open)].join(' ')), '', seeLine(set.canonical)];
}
