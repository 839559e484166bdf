/** Finds the constants of value sets for a coding. */
import { isObject, isSame } from '../core/json.js';
import type { Expression, ImportedSet } from './expression.js';

/** Finds a constant that equals a coding. */
export type FindConstant = (coding: unknown) => Expression | undefined;

/**
 * Creates a search in all value sets. If several have the same coding, the first one counts.
 *
 * @param sets the preferred ones first
 */
export function constantFinder(sets: readonly ImportedSet[]): FindConstant {
  let index: ReadonlyMap<string, Expression> | undefined;
  return (coding) => {
    if (!isObject(coding) || typeof coding['code'] !== 'string') return undefined;
    const found = (index ??= indexOf(sets)).get(keyOf(coding));
    return found?.kind === 'constant' && isSame(found.from.set[found.name], coding) ? found : undefined;
  };
}

function indexOf(sets: readonly ImportedSet[]): ReadonlyMap<string, Expression> {
  const index = new Map<string, Expression>();
  for (const from of sets)
    for (const [name, concept] of Object.entries(from.set)) {
      const key = keyOf({ ...concept });
      if (!index.has(key)) index.set(key, { kind: 'constant', from, name });
    }
  return index;
}

function keyOf({ system, code, display }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([system, code, display]);
}
