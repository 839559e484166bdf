/** Looks into objects that may be anything. */
export type Properties = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a property; null where it has none. */
export function textIn(value: object, name: string): string | null {
  const found = own(value, name);
  return typeof found === 'string' ? found : null;
}

/** The object in a property; undefined where there is none. */
export function recordIn(value: object, name: string): Properties | undefined {
  const found = own(value, name);
  return isObject(found) ? found : undefined;
}

/** The items of a list in a property, or its only value. */
export function itemsIn(value: object, name: string): readonly unknown[] {
  const found = own(value, name);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Properties)[name] : undefined;
}
