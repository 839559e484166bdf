/** Explains one element of a profile, of a type of FHIR, or of the messages of an event. */
import type { StructureDefinition } from 'fhir/r3.js';
import { elementAt, elementsInside, elementsOfType, typeNamed, type TypeRules } from './base-elements.ts';
import type { Paint } from './colours.ts';
import type { ElementFacts } from './element-facts.ts';
import { elementRow, invariantLines, titled } from './explain-structure.ts';
import { chainOf, elementsOfChain, pathOf } from './profile-elements.ts';
import { columns, paragraph } from './report.ts';
import { suggestName } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

export interface ElementReport {
  readonly kind: 'element';
  /** Canonical URL of the profile, or the name of the type, that the element is one of. */
  readonly of: string;
  /** The messages that it holds for, such as `admission new`; none where it is not one of an event. */
  readonly messages: readonly string[];
  readonly element: ElementFacts;
  /** Elements inside it of which something is said, and its slices. */
  readonly inside: readonly ElementFacts[];
}

/** The element of a profile with an id or a path. Throws `WrongUse` where there is none. */
export function explainElement(
  profile: StructureDefinition,
  name: string,
  messages: readonly string[] = [],
): ElementReport {
  const stated = elementsOfChain(chainOf(profile));
  const id = withRoot(name, profile.type);
  // A choice may be named without its end.
  const names = [id, `${id}[x]`];
  const element =
    first(names, (one) => stated.find((other) => other.id === one)) ??
    first(names, elementAt) ??
    stated.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (!element) throw unknown(id, profile.url, [...stated.map((one) => one.id), ...namesIn(typeNamed(profile.type))]);
  const inside = stated.filter((one) => isInside(one.id, element.id));
  return { kind: 'element', of: profile.url, messages, element, inside };
}

/** The element of a type of FHIR. Throws `WrongUse` where there is none. */
export function explainBaseElement(type: TypeRules, name: string): ElementReport {
  const { path } = type.elements;
  const id = withRoot(name, path);
  const element = first([id, `${id}[x]`], elementAt);
  if (!element) throw unknown(id, path, namesIn(type));
  return { kind: 'element', of: path, messages: [], element, inside: elementsInside(element.id) };
}

function first<Found>(names: readonly string[], find: (name: string) => Found | undefined): Found | undefined {
  for (const name of names) {
    const found = find(name);
    if (found) return found;
  }
  return undefined;
}

function withRoot(name: string, type: string): string {
  const [root = ''] = name.split(/[.:]/);
  return root.toLowerCase() === type.toLowerCase() ? type + name.slice(root.length) : `${type}.${name}`;
}

function namesIn(type: TypeRules | undefined): readonly string[] {
  return type ? elementsOfType(type).map(({ id }) => id) : [];
}

function unknown(id: string, of: string, known: readonly string[]): WrongUse {
  return new WrongUse(`There is no element ${id} in ${of}.${suggestName(id, [...new Set(known)])}`);
}

/** Its slices, what is directly inside it, and what is inside that of an element without slices. */
function isInside(id: string, parent: string): boolean {
  const isBelow = id.startsWith(`${parent}.`) || id.startsWith(`${parent}:`);
  return isBelow || (id !== parent && pathOf(id) === parent);
}

export function elementLines({ of, messages, element, inside }: ElementReport, paint: Paint): string[] {
  const { id, min, max, types, short, definition, binding, fixed, pattern, slicedBy, invariants, statedBy } = element;
  const facts: (readonly string[])[] = [
    ['Cardinality', `${min}..${max}`],
    ['Type', types.join(' | ')],
    ...(fixed === undefined ? [] : [['Value', JSON.stringify(fixed)]]),
    ...(pattern === undefined ? [] : [['Contains', JSON.stringify(pattern)]]),
    ...(binding === null ? [] : [['Binding', `${binding.strength}: ${binding.valueSet}`]]),
    ...(binding?.codes ? [['Codes', binding.codes.join(', ')]] : []),
    ...(slicedBy.length === 0 ? [] : [['Sliced by', slicedBy.join(', ')]]),
  ];
  return [
    `${paint('bold', id)} of ${of}`,
    ...messages.map((one) => `in the message ${one}`),
    ...(short === null ? [] : ['', ...paragraph(short)]),
    ...(definition === null ? [] : paragraph(definition)),
    '',
    ...columns(facts, '  '),
    ...titled('Inside', columns(inside.map(elementRow), '  '), paint),
    ...titled('Invariants', invariants.flatMap(invariantLines), paint),
    ...titled(
      'Stated by',
      statedBy.map((url) => `  ${url}`),
      paint,
    ),
  ];
}
