import { describe } from '../core/describe.js';
import { broken } from './faults.js';
import type { Json } from '../fhirpath/env.js';
import { up, type Run } from './run.js';

/** Tests an item and, of a primitive, its sibling against an invariant. */
type Holds = (item: Json, sibling: Json) => boolean;

/** Returns true if a value or its sibling is present, and neither is a list. */
export function isThere(value: unknown, sibling?: unknown): boolean {
  return (value != null || sibling != null) && !Array.isArray(value);
}

/** The number of values that a message names as breaking an invariant. */
const NAMED = 3;

/** Adds the values that break an invariant to its message. */
export function naming(message: string, found: readonly Json[]): string {
  const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
  return `${message}: ${found.slice(0, NAMED).map(describe).join(', ')}${more}`;
}

/**
 * An invariant does not hold for a child; true means stop.
 *
 * @param name as in an element id: `fullUrl`, `value[x]`
 */
export function brokenAt(
  run: Run,
  name: string,
  order: number,
  key: string,
  message: string,
  severity?: 'error' | 'warning',
  index = -1,
): boolean {
  const before = run.drafts.length;
  const stop = broken(run, key, message, severity);
  up(run, name, index, order, before);
  return stop;
}

/** Tests an invariant on each item of a list; true means stop. `siblings` has the ids and extensions of primitives. */
export function eachHolds(
  run: Run,
  list: Json,
  siblings: Json,
  name: string,
  order: number,
  holds: Holds,
  key: string,
  message: string,
  severity?: 'error' | 'warning',
): boolean {
  const items = Array.isArray(list) ? list : [];
  const besides = Array.isArray(siblings) ? siblings : [];
  for (let i = 0; i < items.length || i < besides.length; i++) {
    if (!holds(items[i], besides[i]) && brokenAt(run, name, order, key, message, severity, i)) return true;
  }
  return false;
}
