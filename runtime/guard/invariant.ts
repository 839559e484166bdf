import { describe } from '../core/describe.js';
import { broken } from './faults.js';
import type { Json } from '../fhirpath/env.js';
import { up, type Run } from './run.js';

/** Whether an invariant holds for an item and, of a primitive, what stands beside it. */
type Holds = (item: Json, sibling: Json) => boolean;

/** True where there is a value, or something beside one, and no list in its place. */
export function isThere(value: unknown, sibling?: unknown): boolean {
  return (value != null || sibling != null) && !Array.isArray(value);
}

/** How many of the values that break an invariant are named. */
const NAMED = 3;

/** The message of an invariant with what breaks it. */
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

/** Tests an invariant on each item of a list; true means stop. `siblings` is what stands beside a list of primitives. */
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
