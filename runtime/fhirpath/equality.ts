import type { Json } from './env.js';
import { add, itemsIn, type Pair } from './lists.js';

/** Deeper than this nothing is looked at: no type of FHIR goes that deep without recursion. */
const DEEPEST = 100;
/** Nor is more than this, which is far more than an element of a FHIR resource holds: JSON ends, what holds itself does not. */
const MOST = 100_000;

/** How much may still be looked at. */
interface Budget {
  left: number;
}

/** `=`: the same items in the same order; undefined where one of the two lists is empty. */
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

/** True when no two items of a list are the same. */
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

/** Returns the items of a list, each of them once. */
export function distinct(list: Json): Json[] {
  const found = new Map<unknown, Json>();
  for (const item of itemsIn(list)) {
    const key = keyOf(item);
    if (item != null && !found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}

/** As `distinct`, of pairs: their items are what is compared, and the first of the same stays. */
export function distinctPairs(pairs: Json): Pair[] {
  const found = new Map<unknown, Pair>();
  for (const pair of itemsIn(pairs)) {
    if (pair?.item == null) continue;
    const key = keyOf(pair.item);
    if (!found.has(key)) found.set(key, pair);
  }
  return [...found.values()];
}

/** `|`: the items of both lists, each of them once. */
export function union(left: Json, right: Json): Json[] {
  return distinct([...itemsIn(left), ...itemsIn(right)]);
}

/** Two items have the same key when they are the same; texts and the keys of objects cannot be confused. */
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
