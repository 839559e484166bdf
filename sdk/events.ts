/** The events that the package knows, as their MessageDefinitions state them. */
import type { Extension, MessageDefinition } from 'fhir/r3.js';
import { definitionsOf, idsOf, ourExtensions, partText } from './definitions.ts';
import { suggestName } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

export interface EventFacts {
  readonly code: string;
  /** As it is written on the command line: the code without the number of its version. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  readonly system: string;
  readonly types: readonly EventType[];
  readonly refused: readonly { readonly type: string; readonly reason: string }[];
  readonly cases: readonly EventCase[];
  /** Facts about the event by name, such as `workflowId`. */
  readonly catalogue: Readonly<Record<string, string>>;
}

export interface EventCase {
  readonly name: string;
  readonly description: string;
  /** Canonical URLs of the profiles that resources conform to in this case. */
  readonly profiles: readonly string[];
}

export interface EventType {
  readonly type: string;
  readonly meaning: string;
  /** Canonical URL of the profile of its Bundle. */
  readonly bundle: string;
}

export function allEvents(): readonly EventFacts[] {
  return definitionsOf('MessageDefinition').map(factsOf);
}

/** Names of events, as suggestions. */
export function eventNames(): readonly string[] {
  return idsOf('MessageDefinition').map(nameOf);
}

/** The event with a name or a code, letter case aside; undefined where there is none. */
export function findEvent(word: string): EventFacts | undefined {
  const wanted = word.toLowerCase();
  return allEvents().find(({ code, name }) => code === wanted || name === wanted);
}

/** The same. Throws `WrongUse` with a suggestion where there is none. */
export function eventNamed(word: string): EventFacts {
  const found = findEvent(word);
  if (found) return found;
  throw new WrongUse(`There is no event ${word}.${suggestName(word, eventNames())} list events shows all.`);
}

/** The type of message of an event. Throws `WrongUse`, with the reason where the event is known not to have it. */
export function typeNamed(event: EventFacts, word: string): EventType {
  const found = event.types.find(({ type }) => type === word.toLowerCase());
  if (found) return found;
  const types = event.types.map(({ type }) => type);
  const refused = event.refused.find(({ type }) => type === word.toLowerCase());
  const why = refused ? ` ${refused.reason}` : suggestName(word, types);
  throw new WrongUse(`${event.name} has no message of the type ${word}: it has ${types.join(', ')}.${why}`);
}

/** The name of a case; undefined where the event has none. Throws `WrongUse` where it is not one of the event. */
export function caseNamed(event: EventFacts, word: string | undefined): string | undefined {
  const names = event.cases.map(({ name }) => name);
  if (word === undefined) return names[0];
  const found = names.find((name) => name === word.toLowerCase());
  if (found !== undefined) return found;
  if (names.length === 0) throw new WrongUse(`${event.name} has no cases: leave --case out.`);
  throw new WrongUse(`${event.name} has no case ${word}: it has ${names.join(', ')}.${suggestName(word, names)}`);
}

function nameOf(code: string): string {
  return code.replace(/-\d+$/, '');
}

function factsOf(definition: MessageDefinition): EventFacts {
  const { event } = definition;
  const code = event.code ?? '';
  const texts = (name: string, ...parts: readonly string[]): readonly (readonly string[])[] =>
    ourExtensions(definition, name).map((one) => parts.map((part) => partText(one, part) ?? ''));
  return {
    code,
    name: nameOf(code),
    title: definition.title ?? code,
    description: definition.description ?? '',
    canonical: definition.url ?? '',
    system: event.system ?? '',
    types: texts('message', 'type', 'meaning', 'bundle').map(([type = '', meaning = '', bundle = '']) => ({
      type,
      meaning,
      bundle,
    })),
    refused: texts('refused-message', 'type', 'reason').map(([type = '', reason = '']) => ({ type, reason })),
    cases: ourExtensions(definition, 'case').map(caseOf),
    catalogue: Object.fromEntries(
      texts('catalogue', 'name', 'value').map(([name = '', value = '']): [string, string] => [name, value]),
    ),
  };
}

function caseOf(extension: Extension): EventCase {
  return {
    name: partText(extension, 'name') ?? '',
    description: partText(extension, 'description') ?? '',
    profiles: ourExtensions(extension, 'case-profile').flatMap((one) => partText(one, 'profile') ?? []),
  };
}
