/** A JSON object whose properties are not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * True for a plain object, which is all that JSON can hold beside lists and primitives: not null, no list, and nothing
 * with a class of its own such as a Date or a Map. Plain objects of another window or context are plain too.
 */
export function isObject(value: unknown): value is Properties {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === Object.prototype || parent === null || Object.getPrototypeOf(parent) === null;
}

/** Returns a list as it is, and for anything else an empty one. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

const NONE: readonly unknown[] = [];
