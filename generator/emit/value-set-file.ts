import { formatCanonical } from '../fhir/canonical.ts';
import type { ConceptModel, ValueSetModel } from '../model/model.ts';
import type { CodedForm } from './builder/parts.ts';
import {
  call,
  chain,
  type Code,
  nothing,
  ident,
  key,
  typeName,
  valueName,
  quoted,
  literal,
  code,
  list,
  object,
  entry,
  union,
} from '../code/code.ts';
import { docLines, seeLine } from '../code/comment.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { sentence } from './member-doc.ts';
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
  const view = {
    systems: [...systems].map(([url, name]) => ({ name: ident(name), url: quoted(url) })),
    doc: setDoc(set),
    name: ident(set.name),
    ...conceptsView(set, systems),
    namesType: ident(`${set.name}Name`),
    namesDoc: docLines(`Names of the codes of \`${set.name}\`.`),
    codesDoc: set.isClosed ? docLines(`A code of \`${set.name}\`.`) : false,
    ...codesView(set),
  };
  const source = formatCanonical({ url: set.canonical, ...(set.version !== undefined && { version: set.version }) });
  const sections = [templates.render('value-set', view), ...inputs(set, forms ?? new Set(), templates)];
  return emitFile(set.module, source, [], sections);
}

/** The constants of all concepts; where a compiler would not write their type out whole, in several parts. */
function conceptsView({ concepts }: ValueSetModel, systems: ReadonlyMap<string, string>): object {
  const entries = (some: readonly ConceptModel[]): object[] =>
    some.map((concept) => ({
      key: key(concept.key),
      value: object(conceptMembers(concept, systems)),
    }));
  const parts = inParts(concepts);
  if (parts.length < 2) return { parts: [], concepts: entries(concepts) };
  const names = parts.map((_, index) => ident(`part${index + 1}`));
  return {
    parts: parts.map((part, index) => ({ name: names[index], concepts: entries(part) })),
    type: chain(
      names.map((part) => code`typeof ${part}`),
      '&',
    ),
    whole: call(code`Object.assign`, [object([]), ...names]),
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

/** What builders take where no other codes are allowed. Of a concept it is the first coding that counts for the compiler. */
function inputs(set: ValueSetModel, forms: ReadonlySet<CodedForm>, templates: Templates): Code[] {
  const render = (form: CodedForm, words: string, module: string, members: object[]): Code =>
    templates.render('interface', {
      doc: docLines(words),
      name: ident(codedInputName(set.name, form)),
      parent: typeName({ name: `${form}Input`, module }),
      members,
    });
  const words = (what: string, where: string): string => `A ${what} with a code of \`${set.name}\`${where}.`;
  return [
    ...(forms.has('Coding') ? [render('Coding', words('coding', ''), 'base/coding', codingMembers(set))] : []),
    ...(forms.has('CodeableConcept')
      ? [
          render(
            'CodeableConcept',
            words('concept', ' in its first coding'),
            'base/codeable-concept',
            conceptInput(set),
          ),
        ]
      : []),
  ];
}

function codingMembers(set: ValueSetModel): object[] {
  const systems = [...new Set(set.concepts.flatMap((concept) => concept.system ?? []))];
  return [
    ...(systems.length > 0 ? [member('system', union(systems.map(quoted)))] : []),
    member('code', ident(set.name)),
  ];
}

function conceptInput(set: ValueSetModel): object[] {
  const coding = ident(codedInputName(set.name, 'Coding'));
  const anyCoding = typeName({ name: 'CodingInput', module: 'base/coding' });
  return [member('coding', union([coding, code`readonly ${list([coding, code`...${anyCoding}[]`])}`]))];
}

function member(name: string, type: Code): object {
  return { doc: [], key: key(name), mark: nothing, type };
}

/** The codes without their displays, for guards; of an open set also what has to be asked about the others. */
function codesView(set: ValueSetModel): object {
  const systems = [...new Set(set.concepts.map((concept) => concept.system ?? ''))];
  const codes = systems.map((system) => {
    const own = set.concepts.filter((concept) => (concept.system ?? '') === system).map((concept) => concept.code);
    return entry(system, codesOf(own));
  });
  const open = [...new Set(set.open.map((part) => part.system ?? ''))];
  const make = valueName(open.length > 0 ? 'openCodeSet' : 'codeSet', codeSetModule);
  const parts =
    open.length > 0
      ? [entry('canonical', quoted(set.canonical)), entry('open', literal(open)), entry('codes', object(codes))]
      : codes;
  return {
    codesName: ident(codesName(set.name)),
    codeSetType: typeName({ name: 'CodeSet', module: codeSetModule }),
    codes: call(make, [quoted(set.name), object(parts)]),
  };
}

/** The codes of one system: one text where none of them has a space. */
function codesOf(codes: readonly string[]): Code {
  return codes.some((one) => one.includes(' ')) ? literal(codes) : quoted(codes.join(' '));
}

/** One constant per code system, in order of appearance. */
function systemNames(concepts: readonly ConceptModel[]): Map<string, string> {
  const urls = [...new Set(concepts.flatMap((concept) => concept.system ?? []))];
  return new Map(urls.map((url, index) => [url, urls.length === 1 ? 'system' : `system${index + 1}`]));
}

function conceptMembers(concept: ConceptModel, systems: ReadonlyMap<string, string>): Code[] {
  const system = concept.system === undefined ? undefined : systems.get(concept.system);
  return [
    ...(system === undefined ? [] : [entry('system', ident(system))]),
    entry('code', quoted(concept.code)),
    ...(concept.display === undefined ? [] : [entry('display', quoted(concept.display))]),
  ];
}

function setDoc(set: ValueSetModel): string[] {
  const said = set.description ?? set.title ?? `The codes of ${set.name}.`;
  const open = set.open.map(
    (part) => `Not listed here${part.system === undefined ? '' : ` of ${part.system}`}: ${part.reason}.`,
  );
  return [...docLines([sentence(said), ...new Set(open)].join(' ')), '', seeLine(set.canonical)];
}
