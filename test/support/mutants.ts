/** Values with random faults, the same ones in every run. */
import { placesOf, replaceAt, valueAt } from './json-faults.ts';

/** Returns pseudo-random numbers, the same ones in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const oddities: readonly (() => unknown)[] = [
  () => null,
  () => '',
  () => ' ',
  () => 'x',
  () => 0,
  () => -1.5,
  () => Number.NaN,
  () => true,
  () => [],
  () => [null],
  () => [[]],
  () => ({}),
  () => ({ id: 'x' }),
  () => ({ coding: [null] }),
  () => ({ reference: 5 }),
  () => ({ url: 'x', valueString: 'y' }),
  () => '2026-02-30',
  () => 'urn:uuid:x',
  () => ({ constructor: 1 }),
  () => JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
  () => Symbol('odd'),
  () => 10n,
  () => new Date(0),
  () => new Map(),
  () => () => 1,
  () => undefined,
];

/** Returns a value with one to three changes: something odd in place of a part, a moved part, or a new property. */
export function mutate(value: unknown, random: () => number): unknown {
  let mutant = structuredClone(value);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const places = placesOf(mutant);
    if (places.length === 0) return mutant;
    const place = pick(places);
    const kind = random();
    if (kind < 0.6) mutant = withOddity(mutant, place, pick(oddities)());
    else if (kind < 0.85) mutant = replaceAt(mutant, place, valueAt(mutant, pick(places)));
    else if (!Array.isArray(valueAt(mutant, place.slice(0, -1)))) {
      const name = pick(['_value', 'valueFoo', 'extension', 'id', 'constructor']);
      mutant = replaceAt(mutant, [...place.slice(0, -1), name], pick(['x', 1, [], {}]));
    }
  }
  return mutant;
}

/** Adds oddities that cannot be cloned at the end. */
function withOddity(value: unknown, place: readonly (string | number)[], oddity: unknown): unknown {
  const copy = replaceAt(value, place, 0) as never;
  const parent = valueAt(copy, place.slice(0, -1)) as Record<string | number, unknown>;
  parent[place.at(-1) as string] = typeof oddity === 'symbol' || typeof oddity === 'function' ? 'odd' : oddity;
  return copy;
}
