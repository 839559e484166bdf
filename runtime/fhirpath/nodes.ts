import type { Json } from './env.js';
import { add, itemsIn, withSiblings } from './lists.js';

const UNDERSCORE = 95;

/** Returns the elements of one name in an object, or in each object of a list. */
export function members(from: Json, name: string): Json[] {
  const found: Json[] = [];
  for (const holder of itemsIn(from)) if (isObject(holder)) add(found, member(holder, name));
  return found;
}

function member(holder: Json, name: string): Json {
  const value = holder[name];
  const sibling = holder[`_${name}`];
  return sibling == null ? value : withSiblings(value, sibling);
}

/** Returns all direct child elements of an object, or of each object of a list. */
export function children(from: Json): Json[] {
  const found: Json[] = [];
  for (const holder of itemsIn(from)) if (isObject(holder)) addChildren(found, holder);
  return found;
}

function addChildren(found: Json[], holder: Json): void {
  for (const key in holder) {
    const name = key.charCodeAt(0) === UNDERSCORE ? key.slice(1) : key;
    const isCounted = name !== key && holder[name] != null;
    if (!isCounted && name !== 'resourceType') add(found, member(holder, name));
  }
}

/**
 * Returns all elements in an object, or in each object of a list, at any depth and in no particular order, including
 * the id and extensions of primitives.
 */
export function descendants(from: Json): Json[] {
  const found: Json[] = [];
  const holders: Json[] = itemsIn(from).filter(isObject);
  const seen = new Set<unknown>(holders);
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    addChildren(found, holder);
    for (const key in holder) for (const inner of itemsIn(holder[key])) enter(inner, holders, seen);
  }
  return found;
}

function enter(value: Json, holders: Json[], seen: Set<unknown>): void {
  if (!isObject(value) || seen.has(value)) return;
  seen.add(value);
  holders.push(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns true if a choice is present, by its name without the type: `value` for `valueCode` or `_valueCode`. */
export function hasChoice(holder: Json, name: string): boolean {
  for (const key in holder) {
    const start = key.charCodeAt(0) === UNDERSCORE ? 1 : 0;
    const type = key.charCodeAt(start + name.length);
    if (type >= 65 && type <= 90 && key.startsWith(name, start) && holder[key] != null) return true;
  }
  return false;
}

/** Returns true if an element has anything besides an id. */
export function hasContent(holder: Json): boolean {
  if (!isObject(holder)) return false;
  for (const key in holder)
    if (key !== 'id' && key !== '_id' && key !== 'resourceType' && holder[key] != null) return true;
  return false;
}
