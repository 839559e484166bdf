import type { Json } from './env.js';

/** Returns true if an item of a list passes a test. */
export function some(list: Json, test: (item: Json) => boolean): boolean {
  if (list == null) return false;
  if (!Array.isArray(list)) return test(list);
  for (const item of list) if (item != null && test(item)) return true;
  return false;
}

/** Returns the projections of all items: arrays are flattened, null and undefined left out. */
export function select(list: Json, project: (item: Json) => Json): Json[] {
  const found: Json[] = [];
  for (const item of itemsIn(list)) if (item != null) add(found, project(item));
  return found;
}

/** Adds one item, or each item of an array; ignores null and undefined. */
export function add(list: Json[], items: Json): void {
  if (!Array.isArray(items)) {
    if (items != null) list.push(items);
  } else for (const item of items) if (item != null) list.push(item);
}

/** Returns the items of a list; a single item counts as a list. */
export function itemsIn(list: Json): readonly Json[] {
  if (list == null) return [];
  return Array.isArray(list) ? list : [list];
}

/** Returns a list of primitives in which the sibling replaces a primitive without a value. */
export function withSiblings(list: Json, siblings: Json): readonly Json[] {
  const values = itemsIn(list);
  const others = itemsIn(siblings);
  if (others.length === 0) return values;
  return Array.from({ length: Math.max(values.length, others.length) }, (_, index) => values[index] ?? others[index]);
}

/** An item of a list of primitives with its sibling. */
export interface Pair {
  /** The value; without one, the sibling. */
  readonly item: Json;
  readonly beside: Json;
}

/** Returns a list of primitives as pairs of each item and its sibling. */
export function paired(list: Json, siblings: Json): readonly Pair[] {
  const others = itemsIn(siblings);
  return withSiblings(list, siblings).map((item, index) => ({ item, beside: others[index] }));
}

/** Returns the number of items in a list; 1 for a single item. */
export function countOf(list: Json): number {
  if (list == null) return 0;
  return Array.isArray(list) ? list.length : 1;
}

/** Returns the items of a list, or a single item, without null and undefined. */
export function present(list: Json): readonly Json[] {
  return itemsIn(list).filter((item) => item != null);
}

/** Returns a list without its first item. */
export function tail(list: Json): readonly Json[] {
  return itemsIn(list).slice(1);
}
