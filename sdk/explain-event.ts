/** Explains events, and the elements of their messages. */
import type { StructureDefinition } from 'fhir/r3.js';
import type { Paint } from './colours.ts';
import { structureAt } from './definitions.ts';
import type { ElementFacts, InvariantFacts } from './element-facts.ts';
import type { EventFacts, EventType } from './events.ts';
import { explainElement, type ElementReport } from './explain-element.ts';
import { invariantLines, titled } from './explain-structure.ts';
import { chainOf, elementsOfChain } from './profile-elements.ts';
import { columns, paragraph } from './report.ts';
import { suggestName } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

export interface EventReport extends Omit<EventFacts, 'types'> {
  readonly kind: 'event';
  readonly types: readonly TypeReport[];
}

interface TypeReport extends EventType {
  /** What may be in a message: its entries by the names of their slices. */
  readonly entries: readonly EntryFacts[];
  readonly invariants: readonly InvariantFacts[];
}

interface EntryFacts {
  readonly name: string;
  readonly min: number;
  readonly max: string;
  readonly short: string | null;
  readonly type: string;
  /** Canonical URL of the profile of its resource. */
  readonly profile: string;
}

export function explainEvent(event: EventFacts): EventReport {
  return { kind: 'event', ...event, types: event.types.map(typeReport) };
}

function typeReport(type: EventType): TypeReport {
  const elements = elementsOf(type.bundle);
  return {
    ...type,
    entries: entriesIn(elements),
    invariants: elements.flatMap(({ invariants }) => invariants.filter((one) => one.profile !== null)),
  };
}

function elementsOf(bundle: string): readonly ElementFacts[] {
  const profile = structureAt(bundle);
  return profile ? elementsOfChain(chainOf(profile)) : [];
}

const sliceOfEntry = /^Bundle\.entry:([^.]+)$/;

function entriesIn(elements: readonly ElementFacts[]): readonly EntryFacts[] {
  return elements.flatMap(({ id, min, max, short }) => {
    const [, name] = sliceOfEntry.exec(id) ?? [];
    if (name === undefined) return [];
    const types = elements.find((one) => one.id === `${id}.resource`)?.types ?? [];
    const [, type = '', profile = ''] = /^(\w+)(?:\((.*)\))?$/.exec(types[0] ?? '') ?? [];
    return [{ name, min, max, short, type, profile }];
  });
}

/**
 * The element of the messages of an event, for each profile of its resource: types of message may have different ones.
 * Throws `WrongUse` where no message has such a resource, or no such element.
 */
export function explainEventElement(event: EventFacts, name: string): readonly ElementReport[] {
  const [root = ''] = name.split(/[.:]/);
  const profiles = new Map<StructureDefinition, string[]>();
  for (const type of event.types) {
    for (const profile of profilesFor(type, root)) {
      profiles.set(profile, [...(profiles.get(profile) ?? []), `${event.name} ${type.type}`]);
    }
  }
  if (profiles.size === 0) throw noResource(event, root);
  for (const [profile, label] of profilesOfCases(event, root)) profiles.set(profile, [label]);
  return [...profiles].map(([profile, messages]) => explainElement(profile, name, messages));
}

/** What the cases of an event say of resources of a type, each with the words that name the case. */
function profilesOfCases(
  { name, cases }: EventFacts,
  root: string,
): readonly (readonly [StructureDefinition, string])[] {
  return cases.flatMap((one) =>
    one.profiles
      .flatMap((url) => structureAt(url) ?? [])
      .filter(({ type }) => type.toLowerCase() === root.toLowerCase())
      .map((profile) => [profile, `${name} in the case ${one.name}`] as const),
  );
}

/** The profiles of the resources of a type in a message; that of the message itself for `Bundle`. */
function profilesFor({ bundle }: EventType, root: string): readonly StructureDefinition[] {
  const wanted = root.toLowerCase();
  const entries = entriesIn(elementsOf(bundle)).filter(({ type }) => type.toLowerCase() === wanted);
  const urls = wanted === 'bundle' ? [bundle] : entries.map(({ profile }) => profile);
  return [...new Set(urls)].flatMap((url) => structureAt(url) ?? []);
}

function noResource(event: EventFacts, root: string): WrongUse {
  const types = event.types.flatMap(({ bundle }) => entriesIn(elementsOf(bundle)).map(({ type }) => type));
  const known = ['Bundle', ...new Set(types)];
  const message = `No message of ${event.name} has an entry of the type ${root}: begin with ${known.join(', ')}.`;
  return new WrongUse(message + suggestName(root, known));
}

export function eventLines(report: EventReport, paint: Paint): string[] {
  const { name, code, title, description, canonical, system, types, refused, cases, catalogue } = report;
  return [
    `${paint('bold', name)}: event, ${title}`,
    canonical,
    '',
    ...paragraph(description),
    '',
    ...columns([['Code', `${code} of ${system}`], ...Object.entries(catalogue)], '  '),
    ...titled(
      'Cases',
      columns(
        cases.map((one) => [one.name, one.description]),
        '  ',
      ),
      paint,
    ),
    ...types.flatMap((type, at) => typeLines(type, types.slice(0, at), paint)),
    ...titled(
      'Types of message that it does not have',
      columns(
        refused.map(({ type, reason }) => [type, reason]),
        '  ',
      ),
      paint,
    ),
  ];
}

/** What the messages of an earlier type have in common with these is not told again. */
function typeLines(type: TypeReport, earlier: readonly TypeReport[], paint: Paint): readonly string[] {
  const lines = titled(`Message of the type ${type.type}`, paragraph(type.meaning, '  '), paint);
  const same = earlier.find((one) => contentText(one) === contentText(type));
  if (same)
    return [...lines, '', `  It contains what a message of the type ${same.type} contains, under the same rules.`];
  return [...lines, '', ...columns(rowsOf(type), '  '), '', ...type.invariants.flatMap(invariantLines)];
}

/** The header has a profile for each type, which says no more than the type. */
function rowsOf({ entries }: TypeReport): readonly (readonly string[])[] {
  return entries
    .filter(({ type }) => type !== 'MessageHeader')
    .map(({ name, min, max, type, short, profile }) => [
      name,
      `${min}..${max}`,
      type,
      `${short ?? ''} (${profile.slice(profile.lastIndexOf('/') + 1)})`,
    ]);
}

function contentText(type: TypeReport): string {
  return JSON.stringify([rowsOf(type), type.invariants.map(({ key, text }) => [key, text])]);
}
