import type { Targets } from '../targets.ts';
import type { ConceptModel, ValueSetModel } from '../model/model.ts';
import type { CodedForm } from './builder/parts.ts';
import type {
  ConceptDeclaration,
  Declaration,
  Doc,
  InterfaceDeclaration,
  SourceFileDeclaration,
} from './declarations.ts';
import { docOf, noDoc, sentence } from './doc-text.ts';
import {
  call,
  entry,
  literal,
  local,
  named,
  object,
  type TypeExpression,
  union,
  type ValueExpression,
  valueOf,
} from './expressions.ts';
import { codedInputName, codesName } from './names.ts';
import { sourceOf } from './source.ts';

const codeSetModule = '#runtime/guard/code-set.js';

/**
 * Declares the file of one value set: its codes as constants, the union of their names and, of a closed set, of their
 * codes; and the builder input for codings or concepts that are restricted to it.
 */
export function declareValueSet(
  set: ValueSetModel,
  targets: Targets,
  forms: ReadonlySet<CodedForm> = new Set(),
): SourceFileDeclaration {
  const systems = systemNames(set.concepts);
  const concepts: Declaration = {
    kind: 'value-set',
    name: set.name,
    doc: setDoc(set),
    systems: [...systems].map(([url, name]) => ({ name, url })),
    parts: inParts(set.concepts).map((part) => part.map((concept) => declareConcept(concept, systems))),
    namesType: { name: `${set.name}Name`, doc: docOf(`Names of the codes of \`${set.name}\`.`) },
    ...(set.isClosed && { codesDoc: docOf(`A code of \`${set.name}\`.`) }),
    // Builders look codes up in them too.
    ...((targets.builders || targets.guards) && {
      codes: {
        name: codesName(set.name),
        type: named({ name: 'CodeSet', module: codeSetModule }),
        value: codesValue(set),
      },
    }),
  };
  return {
    module: set.module,
    source: sourceOf(set),
    declared: [],
    declarations: [concepts, ...(targets.builders ? inputs(set, forms) : [])],
  };
}

function declareConcept(concept: ConceptModel, systems: ReadonlyMap<string, string>): ConceptDeclaration {
  const { key, system, code, display } = concept;
  const constant = system === undefined ? undefined : systems.get(system);
  return {
    name: key,
    doc: docOf(display === undefined ? `\`${code}\`` : `${display} (\`${code}\`)`),
    value: object([
      ...(constant === undefined ? [] : [entry('system', valueOf({ name: constant, module: '' }))]),
      entry('code', literal(code)),
      ...(display === undefined ? [] : [entry('display', literal(display))]),
    ]),
  };
}

/** Length of a type in characters that every compiler writes out; TypeScript 7.0 gives up on longer ones (TS7056). */
const longestType = 200_000;

/** Splits the concepts into several parts, if a compiler would not write out their type in full. */
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

/** Length of the names of a concept's members, with punctuation and quotes. */
const membersLength = 80;

/**
 * Declares the builder input if no other codes are allowed. Of a concept, only the first coding is restricted at
 * compile time.
 */
function inputs(set: ValueSetModel, forms: ReadonlySet<CodedForm>): InterfaceDeclaration[] {
  const words = (what: string, where: string): string => `A ${what} with a code of \`${set.name}\`${where}.`;
  const coding = codedInput(set, 'Coding', words('coding', ''), 'base/coding', codingMembers(set));
  const where = ' in its first coding';
  const concept = codedInput(set, 'CodeableConcept', words('concept', where), 'base/codeable-concept', [
    ['coding', firstCoding(set)],
  ]);
  return [...(forms.has('Coding') ? [coding] : []), ...(forms.has('CodeableConcept') ? [concept] : [])];
}

type TypedName = readonly [name: string, type: TypeExpression];

function codedInput(
  set: ValueSetModel,
  form: CodedForm,
  words: string,
  module: string,
  members: readonly TypedName[],
): InterfaceDeclaration {
  return {
    kind: 'interface',
    name: codedInputName(set.name, form),
    doc: docOf(words),
    extends: [named({ name: `${form}Input`, module })],
    members: members.map(([name, type]) => ({ name, isOptional: false, type, doc: noDoc })),
  };
}

function codingMembers(set: ValueSetModel): TypedName[] {
  const systems = [...new Set(set.concepts.flatMap((concept) => concept.system ?? []))];
  const system = union(systems.map(literal));
  return [...(systems.length > 0 ? [['system', system] as const] : []), ['code', local(set.name)]];
}

function firstCoding(set: ValueSetModel): TypeExpression {
  const coding = local(codedInputName(set.name, 'Coding'));
  const anyCoding = named({ name: 'CodingInput', module: 'base/coding' });
  return union([coding, { kind: 'tuple', items: [coding], rest: anyCoding, isReadonly: true }]);
}

/** Declares the codes without their displays, for guards; of an open set also what is needed to look up other codes. */
function codesValue(set: ValueSetModel): ValueExpression {
  const systems = [...new Set(set.concepts.map((concept) => concept.system ?? ''))];
  const codes = systems.map((system) => {
    const own = set.concepts.filter((concept) => (concept.system ?? '') === system).map((concept) => concept.code);
    return entry(system, codesOf(own));
  });
  const open = [...new Set(set.open.map((part) => part.system ?? ''))];
  const make = { name: open.length > 0 ? 'openCodeSet' : 'codeSet', module: codeSetModule };
  const parts =
    open.length > 0
      ? [entry('canonical', literal(set.canonical)), entry('open', literal(open)), entry('codes', object(codes))]
      : codes;
  return call(make, [literal(set.name), object(parts)]);
}

/** Declares the codes of one system, as one text if none of them contains a space. */
function codesOf(codes: readonly string[]): ValueExpression {
  return literal(codes.some((one) => one.includes(' ')) ? codes : codes.join(' '));
}

/** Names one constant per code system, in order of appearance. */
function systemNames(concepts: readonly ConceptModel[]): Map<string, string> {
  const urls = [...new Set(concepts.flatMap((concept) => concept.system ?? []))];
  return new Map(urls.map((url, index) => [url, urls.length === 1 ? 'system' : `system${index + 1}`]));
}

function setDoc(set: ValueSetModel): Doc {
  const said = set.description ?? set.title ?? `The codes of ${set.name}.`;
  const open = set.open.map(
    (part) => `Some codes${part.system === undefined ? '' : ` of ${part.system}`} are not listed: ${part.reason}.`,
  );
  return { ...docOf([sentence(said), ...new Set(open)].join(' ')), see: set.canonical };
}
