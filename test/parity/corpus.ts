/** The corpus of mutants: made anew from seeds each time, so that only verdicts are kept. */
import { createHash } from 'node:crypto';
import { registry } from 'careconnect-ems/check';
import { random } from 'careconnect-ems/random';
import { Prng } from '../../runtime/random/prng.ts';
import { messages } from '../support/examples.ts';
import { holderOf } from '../support/holder-of.ts';
import { classes, type MutantClass, type Place } from './classes.ts';

/** A mutant, or a random instance as it is. */
export interface ParityCase {
  readonly id: string;
  readonly mutation: string;
  readonly value: unknown;
}

/** Definitions of ours, which no reference knows. */
const OURS = 'https://careconnect-codegen.example/';

/** Definitions that FHIR publishes itself. There are more of them than of all others, so that each has few of the classes. */
const HL7 = 'http://hl7.org/fhir/';

const CLASSES_OF_HL7 = 2;

/**
 * Classes that break invariants of the holder or of the extension as a whole. We do not look at those if the extension is out
 * of its context, as it is in most holders.
 */
const NOT_IN_A_HOLDER: ReadonlySet<string> = new Set(['contained-unreferenced', 'remove-property']);

const RANDOM_UUID = /(?!00000000-0000-4000-8000-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** A random instance, and how many classes of mutants it has, if not all that fit. */
type Instance = readonly [id: string, value: unknown, most?: number];

/** Returns the random instances that are changed: every profile and extension, every kind of message, and our examples. */
export function* instances(): Generator<Instance, void, undefined> {
  for (const url of registry.profiles.keys())
    if (!isIn(url, OURS, HL7)) yield [`${nameOf(url)} 1`, random(url, { seed: 1 })];
  for (const url of registry.extensions.keys())
    if (!isIn(url, OURS, HL7)) yield [`${nameOf(url)} 1`, holderOf(random(url, { seed: 1 }))];
  for (const url of registry.extensions.keys())
    if (isIn(url, HL7)) yield [`fhir/${nameOf(url)} 1`, holderOf(random(url, { seed: 1 })), CLASSES_OF_HL7];
  for (const { kinds } of registry.messages.values())
    for (const { profile } of Object.values(kinds))
      yield [`${nameOf(profile)} 1`, random(profile, { seed: 1, size: 'minimal' })];
  for (const [id, message] of Object.entries(messages)) yield [id, withStableIds(message)];
}

/** Returns all cases: each instance, and one mutant of it for each of its classes. */
export function* corpus(): Generator<ParityCase, void, undefined> {
  for (const [id, value, most] of instances()) {
    yield { id, mutation: 'none', value };
    const places = [...placesIn({ owner: { value }, key: 'value', value, name: '', path: [] })];
    const mutants: ParityCase[] = [];
    for (const mutation of classes) {
      if (isHolder(value) && NOT_IN_A_HOLDER.has(mutation.name)) continue;
      const mutant = mutantOf(value, places, mutation, new Prng(`${id} ${mutation.name}`));
      if (mutant !== undefined) mutants.push({ id, mutation: mutation.name, value: mutant });
    }
    yield* most === undefined ? mutants : sample(mutants, most, new Prng(id));
  }
}

/** Returns some of the items, in their order. */
function sample<T>(items: readonly T[], most: number, prng: Prng): T[] {
  const chosen = new Set<T>();
  while (chosen.size < Math.min(most, items.length)) chosen.add(prng.pick(items) as T);
  return items.filter((item) => chosen.has(item));
}

function isIn(url: string, ...spaces: readonly string[]): boolean {
  return spaces.some((space) => url.startsWith(space));
}

/** Returns the hash of a case. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8);
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function isHolder(value: unknown): boolean {
  return (value as { resourceType?: unknown }).resourceType === 'Basic';
}

/** Returns a message with the ids that an example draws at its start replaced by numbers. */
function withStableIds(message: unknown): unknown {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(message).replace(RANDOM_UUID, (uuid) => {
    if (!numbers.has(uuid)) numbers.set(uuid, `10000000-0000-4000-8000-${String(numbers.size + 1).padStart(12, '0')}`);
    return numbers.get(uuid) as string;
  });
  return JSON.parse(text);
}

function mutantOf(value: unknown, places: readonly Located[], { fits, change }: MutantClass, prng: Prng): unknown {
  const place = prng.pick(places.filter(fits));
  if (!place) return undefined;
  const root = structuredClone({ value });
  const owner = place.path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], root);
  change({ ...place, owner: owner as Place['owner'], value: (owner as Place['owner'])[place.key] }, prng);
  return root.value;
}

/** A place, and the keys that lead from the root to its owner. */
interface Located extends Place {
  readonly path: readonly (string | number)[];
}

function* placesIn(place: Located): Generator<Located, void, undefined> {
  const { value, name } = place;
  if (name !== '' || typeof value === 'object') yield place;
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  const path = [...place.path, place.key];
  for (const [key, part] of Object.entries(value))
    yield* placesIn({
      owner: value as Place['owner'],
      key: isList ? Number(key) : key,
      value: part,
      name: isList ? name : key,
      path,
    });
}
