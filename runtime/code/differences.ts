/** Finds the differences between the original and what a program makes. */
import { describe } from '../core/describe.js';
import { isObject, isSame } from '../core/json.js';
import type { Losses } from './losses.js';
import { itemPath, memberPath } from './paths.js';
import { NO_INPUT } from './place.js';

/** Records every difference between two values that is not known yet. */
export function noteDifferences(wanted: unknown, made: unknown, path: string, losses: Losses): void {
  if (isSame(wanted, made) || losses.covers(path)) return;
  if (made === undefined) losses.add(path, NO_INPUT);
  else if (wanted === undefined) losses.add(path, `the builders fill in ${shown(made)}`);
  else if (Array.isArray(wanted) && Array.isArray(made)) noteItems(wanted, made, path, losses);
  else if (isObject(wanted) && isObject(made))
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(made)]))
      noteDifferences(own(wanted, name), own(made, name), memberPath(path, name), losses);
  else losses.add(path, `the builders make ${shown(made)} of it`);
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'other content' : describe(value);
}

/** Longer lists are compared item by item, because looking for each item in the whole other list would take long. */
const LONGEST = 1000;

function noteItems(wanted: readonly unknown[], made: readonly unknown[], path: string, losses: Losses): void {
  if (wanted.length > LONGEST) {
    wanted.forEach((item, index) => noteDifferences(item, made[index], itemPath(path, index), losses));
    if (made.length > wanted.length) losses.add(path, 'the builders fill in other content');
    return;
  }
  const left = [...made];
  const missing = wanted.flatMap((item, index) => {
    const at = left.findIndex((other) => isSame(item, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : [index];
  });
  if (missing.length === 0 && left.length === 0) losses.add(path, 'the builders put its items in another order');
  else if (wanted.length === made.length)
    wanted.forEach((item, index) => noteDifferences(item, made[index], itemPath(path, index), losses));
  else {
    for (const index of missing) noteDifferences(wanted[index], undefined, itemPath(path, index), losses);
    for (const other of left) losses.add(path, `the builders fill in ${shown(other)}`);
  }
}
