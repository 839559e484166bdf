import type { Json } from './env.js';
import { add, itemsIn, type Pair } from './lists.js';

/** Maximum depth that is compared: without recursion no FHIR type is as deep. */
const DEEPEST = 100;
/**
 * Maximum number of values that are compared, far more than an element of a FHIR resource has. It stops at values that
 * contain themselves, which JSON cannot.
 */
const MOST = 100_000;

/** The number of values still to be compared. */
interface Budget {
  left: number;
}

/** `=`: the same items in the same order; undefined if one of the lists is empty. */
export function equals(left: Json, right: Json): boolean | undefined {
  const a: Json[] = [];
  const b: Json[] = [];
  add(a, left);
  add(b, right);
  if (a.length === 0 || b.length === 0) return undefined;
  const budget = { left: MOST };
  return a.length === b.length && a.every((item, index) => isSame(item, b[index], DEEPEST, budget));
}

function isSame(a: Json, b: Json, depth: number, budget: Budget): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth === 0 || budget.left-- <= 0) return false;
  const names = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name], depth - 1, budget));
}

/** Returns true if no two items of a list are equal. */
export function isDistinct(list: Json): boolean {
  const seen = new Set<unknown>();
  for (const item of itemsIn(list)) {
    if (item == null) continue;
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

/** Returns the items of a list without repetitions. */
export function distinct(list: Json): Json[] {
  const found = new Map<unknown, Json>();
  for (const item of itemsIn(list)) {
    const key = keyOf(item);
    if (item != null && !found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}

/** Does the same for pairs, which are compared by their items; the first of equal ones stays. */
export function distinctPairs(pairs: Json): Pair[] {
  const found = new Map<unknown, Pair>();
  for (const pair of itemsIn(pairs)) {
    if (pair?.item == null) continue;
    const key = keyOf(pair.item);
    if (!found.has(key)) found.set(key, pair);
  }
  return [...found.values()];
}

/** `|`: the items of both lists without repetitions. */
export function union(left: Json, right: Json): Json[] {
  return distinct([...itemsIn(left), ...itemsIn(right)]);
}

/** Returns a key that equal items share; the keys of texts and of objects cannot be confused. */
function keyOf(item: Json): unknown {
  return typeof item === 'object' ? `\0${write(item, DEEPEST, { left: MOST })}` : item;
}

function write(value: Json, depth: number, budget: Budget): string {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (depth === 0 || budget.left-- <= 0) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth - 1, budget)).join()}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${write(value[name], depth - 1, budget)}`).join()}}`;
}
