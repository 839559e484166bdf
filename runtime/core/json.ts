/** A JSON object whose properties are not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * Returns true for a JSON object, that is, neither null nor a list. Instances of classes pass, because testing for them
 * would cost a tenth of a guard's time: the JSON of a Date or a Map is an object without content.
 */
export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns what is read from a value; undefined where reading throws, as of a revoked proxy or a getter that fails. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Returns the message of what was thrown, whatever that is. */
export function reasonOf(error: unknown): string {
  return ifReadable(() => (error instanceof Error ? String(error.message) : String(error))) ?? 'unknown';
}

/** Returns a list as it is, and an empty list for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

const NONE: readonly unknown[] = [];

/** Returns whether two JSON values are equal, whatever the order of members. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

/** Returns a copy of a JSON value that shares no object with it. */
export function cloneJson<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneJson) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, cloneJson(part)])) as T;
}
