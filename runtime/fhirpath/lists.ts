import type { Json } from './env.js';

/** True when an item of a list passes a test. */
export function some(list: Json, test: (item: Json) => boolean): boolean {
  if (list == null) return false;
  if (!Array.isArray(list)) return test(list);
  for (const item of list) if (item != null && test(item)) return true;
  return false;
}

/** Returns what each item of a list comes to, one after the other: arrays are flattened, null and undefined left out. */
export function select(list: Json, project: (item: Json) => Json): Json[] {
  const found: Json[] = [];
  for (const item of itemsIn(list)) if (item != null) add(found, project(item));
  return found;
}

/** Adds one item, or each of an array; null and undefined are none. */
export function add(list: Json[], items: Json): void {
  if (!Array.isArray(items)) {
    if (items != null) list.push(items);
  } else for (const item of items) if (item != null) list.push(item);
}

/** The items of a list, or the one item that is given instead. */
export function itemsIn(list: Json): readonly Json[] {
  if (list == null) return [];
  return Array.isArray(list) ? list : [list];
}

/** A list of primitives in which one without a value is its sibling. */
export function withSiblings(list: Json, siblings: Json): readonly Json[] {
  const values = itemsIn(list);
  const others = itemsIn(siblings);
  if (others.length === 0) return values;
  return Array.from({ length: Math.max(values.length, others.length) }, (_, index) => values[index] ?? others[index]);
}

/** An item of a list of primitives, and what stands beside it. */
export interface Pair {
  /** The value; the sibling where there is none. */
  readonly item: Json;
  readonly beside: Json;
}

/** A list of primitives as pairs of each item and its sibling. */
export function paired(list: Json, siblings: Json): readonly Pair[] {
  const others = itemsIn(siblings);
  return withSiblings(list, siblings).map((item, index) => ({ item, beside: others[index] }));
}

/** How many items a list has; of one item, 1. */
export function countOf(list: Json): number {
  if (list == null) return 0;
  return Array.isArray(list) ? list.length : 1;
}

/** What there is of a list, or of the one item that is given instead. */
export function present(list: Json): readonly Json[] {
  return itemsIn(list).filter((item) => item != null);
}

/** A list without its first item. */
export function tail(list: Json): readonly Json[] {
  return itemsIn(list).slice(1);
}
