/** How time grows with the size of an input, of one kind after the other. */
import { check } from 'careconnect-ems/check';
import { checkPatient, isPatient, patient } from 'careconnect-ems/careconnect';
import { fromJson } from 'careconnect-ems/json';
import { receive } from 'careconnect-ems/receive';
import { parseCriteria } from 'careconnect-ems/subscriptions';
import { toXml, fromXml } from 'careconnect-ems/xml';
import { InputError } from 'careconnect-ems/runtime';
import { messages } from './value-recipes.ts';

export interface Growth {
  readonly name: string;
  readonly size: number;
  /** Milliseconds for the smaller input. */
  readonly once: number;
  /** Time for four times the size, by time for the size: 4 where time is linear. */
  readonly factor: number;
}

interface Kind {
  readonly size: number;
  readonly make: (size: number) => unknown;
  readonly act: (input: never) => unknown;
}

type Json = Record<string, unknown>;
const times = <T>(size: number, make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));
const named = (more: Json): Json => ({ resourceType: 'Patient', name: [{ family: 'Thistlewood' }], ...more });
export const withExtensions = (size: number): Json =>
  named({ extension: times(size, (at) => ({ url: `https://larkspur.example/${at}`, valueString: 'x' })) });
export const withNames = (size: number): Json =>
  named({ name: times(size, (at) => ({ family: `F${at}`, given: ['A'] })) });
export const withBadNames = (size: number): Json => named({ name: times(size, () => ({ famly: 5 })) });
export const withUnknown = (size: number): Json => named(Object.fromEntries(times(size, (at) => [`unknown${at}`, 1])));
/** Inputs of a builder. */
export const withItems = (size: number): Json => ({
  officialName: { family: 'Thistlewood' },
  address: times(size, (at) => ({ city: `C${at}`, line: 'a' })),
});
const withText = (size: number): Json => named({ birthDate: '2'.repeat(size) });

/** A message with more entries, each of which refers to the one before. */
export function withEntries(size: number): Json {
  const [first] = messages as [Json];
  const uuid = (at: number): string => `urn:uuid:00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const more = times(size, (at) => ({
    fullUrl: uuid(at),
    resource: { resourceType: 'Basic', code: { text: 'x' }, subject: { reference: uuid(Math.max(at - 1, 0)) } },
  }));
  return { ...first, entry: [...(first['entry'] as unknown[]), ...more] };
}

function quiet(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

const xmlOf = (make: (size: number) => Json) => (size: number) => toXml(make(size));
const inXml = (text: string): string => `<Patient xmlns="http://hl7.org/fhir">${text}</Patient>`;

export const kinds: Readonly<Record<string, Kind>> = {
  'is: items of a list': { size: 2000, make: withNames, act: isPatient },
  'check: extensions that nobody knows': { size: 1000, make: withExtensions, act: checkPatient },
  'check: faults': { size: 1000, make: withBadNames, act: checkPatient },
  'check: unknown members': { size: 1000, make: withUnknown, act: checkPatient },
  'check: one long text': { size: 200_000, make: withText, act: checkPatient },
  'check: entries of a message': { size: 1000, make: withEntries, act: check },
  'receive: entries of a message, XML': { size: 500, make: xmlOf(withEntries), act: receive },
  'receive: entries of a message, JSON': { size: 500, make: (size) => JSON.stringify(withEntries(size)), act: receive },
  'fromXml: items of a list': { size: 2000, make: xmlOf(withNames), act: fromXml },
  'fromXml: elements that nobody knows': { size: 5000, make: (size) => inXml('<a/>'.repeat(size)), act: fromXml },
  'fromXml: start tags': { size: 20_000, make: (size) => '<a>'.repeat(size), act: fromXml },
  'fromXml: open angle brackets': { size: 50_000, make: (size) => '<'.repeat(size), act: fromXml },
  'fromXml: comments': { size: 20_000, make: (size) => inXml('<!---->'.repeat(size)), act: fromXml },
  'fromXml: an unclosed comment': { size: 100_000, make: (size) => `<!--${'-'.repeat(size)}`, act: fromXml },
  'fromXml: character references': {
    size: 20_000,
    make: (size) => inXml(`<id value="${'&#65;'.repeat(size)}"/>`),
    act: fromXml,
  },
  'fromXml: ampersands': { size: 50_000, make: (size) => inXml(`<id value="${'&'.repeat(size)}"/>`), act: fromXml },
  'fromJson: items of a list': { size: 4000, make: (size) => JSON.stringify(withNames(size)), act: fromJson },
  'fromJson: open brackets': { size: 100_000, make: (size) => '['.repeat(size), act: fromJson },
  'fromJson: an unclosed text of escapes': {
    size: 100_000,
    make: (size) => `{"a":"${'\\'.repeat(size)}`,
    act: fromJson,
  },
  'fromJson: members that are repeated': {
    size: 5000,
    make: (size) => `{"resourceType":"Patient"${',"id":"a"'.repeat(size)}}`,
    act: fromJson,
  },
  'a builder: items of a list': {
    size: 1000,
    make: withItems,
    act: (input) => quiet(() => patient(input)),
  },
  'a builder: faults': {
    size: 500,
    make: (size) => ({ name: times(size, () => ({ famly: 5 })) }),
    act: (input) => quiet(() => patient(input)),
  },
  'criteria: conditions': {
    size: 200,
    make: (size) => `/Bundle?type=message${'&a=b'.repeat(size)}`,
    act: parseCriteria,
  },
};

/** The shortest of some times: what else the machine does only adds to it. */
function shortest(act: () => unknown): number {
  const all = times(7, () => {
    const started = performance.now();
    act();
    return performance.now() - started;
  });
  return Math.min(...all);
}

export function measureGrowth(): Growth[] {
  return Object.entries(kinds).map(([name, { size, make, act }]) => {
    const [small, large] = [make(size), make(4 * size)] as [never, never];
    act(small);
    act(large);
    const once = shortest(() => act(small));
    return { name, size, once, factor: shortest(() => act(large)) / once };
  });
}
