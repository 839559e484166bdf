/** The corpus of mutants: made anew from seeds each time, so that only verdicts are kept. */
import { createHash } from 'node:crypto';
import { registry } from 'careconnect-ems/check';
import { random } from 'careconnect-ems/random';
import { Prng } from '../../runtime/random/prng.ts';
import { messages } from '../support/examples.ts';
import { classes, type MutantClass, type Place } from './classes.ts';

/** A mutant, or a random instance as it is. */
export interface ParityCase {
  readonly id: string;
  readonly mutation: string;
  readonly value: unknown;
}

/** Definitions of ours, which no reference knows. */
const OURS = 'https://careconnect-codegen.example/';

/** Returns the random instances that are changed: every published profile and extension, every kind of message, and our examples. */
export function* instances(): Generator<readonly [id: string, value: unknown], void, undefined> {
  for (const url of registry.profiles.keys())
    if (!url.startsWith(OURS)) yield [`${nameOf(url)} 1`, random(url, { seed: 1 })];
  for (const url of registry.extensions.keys())
    if (!url.startsWith(OURS)) yield [`${nameOf(url)} 1`, holderOf(random(url, { seed: 1 }))];
  for (const { kinds } of registry.messages.values())
    for (const { profile } of Object.values(kinds))
      yield [`${nameOf(profile)} 1`, random(profile, { seed: 1, size: 'minimal' })];
  yield* Object.entries(messages);
}

/** Returns all cases: each instance, and one mutant of it for each class that fits. */
export function* corpus(): Generator<ParityCase, void, undefined> {
  for (const [id, value] of instances()) {
    yield { id, mutation: 'none', value };
    for (const mutation of classes) {
      const mutant = mutantOf(value, mutation, new Prng(`${id} ${mutation.name}`));
      if (mutant !== undefined) yield { id, mutation: mutation.name, value: mutant };
    }
  }
}

/** Returns the hash of a case. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8);
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function holderOf(extension: unknown): object {
  return { resourceType: 'Basic', code: { text: 'Holder' }, extension: [extension] };
}

function mutantOf(value: unknown, { fits, change }: MutantClass, random: Prng): unknown {
  const root = { value: structuredClone(value) };
  const places = [...placesIn(root.value, root, 'value', '')].filter(fits);
  const place = random.pick(places);
  if (!place) return undefined;
  change(place, random);
  return root.value;
}

function* placesIn(
  value: unknown,
  owner: object,
  key: string | number,
  name: string,
): Generator<Place, void, undefined> {
  if (name !== '' || typeof value === 'object') yield { owner: owner as Place['owner'], key, value, name };
  if (typeof value !== 'object' || value === null) return;
  for (const [inner, part] of Object.entries(value))
    yield* placesIn(part, value, Array.isArray(value) ? Number(inner) : inner, Array.isArray(value) ? name : inner);
}
