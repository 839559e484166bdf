import { isObject, itemsOf } from '../core/json.js';
import { isMarked, type Mark } from '../guard/profile.js';

/** Where a slice is found, and what tells its items. */
export interface SlicePlace {
  /** Properties that lead to the list: `identifier`, or `_birthDate` and `extension`. */
  readonly path: readonly string[];
  /** What an item has at which path, or a test of it. */
  readonly marks: readonly Mark[];
  /** The property of an item that is wanted; the item itself without. */
  readonly member?: string;
}

/** Returns the first item of a slice in any of its places, or undefined. */
export function readSlice(owner: unknown, places: readonly SlicePlace[]): unknown {
  return readSlices(owner, places)[0];
}

/** Returns all items of a slice in its places. */
export function readSlices(owner: unknown, places: readonly SlicePlace[]): unknown[] {
  return places.flatMap(({ path, marks, member }) => {
    const list = path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), owner);
    const items = Array.isArray(list) ? itemsOf(list) : [list];
    const own = items.filter((item) => isObject(item) && isMarked(item, marks));
    return member === undefined
      ? own
      : own.flatMap((item) => (isObject(item) && item[member] !== undefined ? [item[member]] : []));
  });
}
