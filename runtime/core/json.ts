/** A JSON object whose properties are not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * True for what JSON calls an object: neither null nor a list. Objects with a class of their own pass, as to look for it
 * costs a tenth of a guard's time: what JSON can hold of a Date or a Map is an object without content.
 */
export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a list as it is, and for anything else an empty one. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

const NONE: readonly unknown[] = [];

/** Whether two JSON values are equal, whatever the order of members. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}
