import { broken } from './faults.js';
import type { Json } from './fhirpath/env.js';
import { up, type Run } from './run.js';

/**
 * Tests an invariant on a child, `owner[member]`, or on each item of a list; true means stop.
 *
 * @param name as in an element id: `telecom`, `value[x]`
 * @param holds given the value and, of a primitive, what stands beside it
 */
export function invariant(
  run: Run,
  owner: Json,
  member: string,
  name: string,
  order: number,
  holds: (value: Json, sibling: Json) => boolean,
  key: string,
  message: string,
  severity?: 'error' | 'warning',
): boolean {
  const value: Json = owner[member];
  const sibling: Json = owner[`_${member}`];
  const test = (item: Json, beside: Json, index: number): boolean => {
    if (holds(item, beside)) return false;
    const before = run.drafts.length;
    const stop = broken(run, key, message, severity);
    up(run, name, index, order, before);
    return stop;
  };
  if (!Array.isArray(value)) return (value !== undefined || sibling !== undefined) && test(value, sibling, -1);
  return value.some((item: Json, index) => test(item, Array.isArray(sibling) ? sibling[index] : undefined, index));
}
