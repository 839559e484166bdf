/** Faults for tests: changes of one place in a JSON value, and the path with which an issue should name that place. */

/** A place in a JSON value: property names and indexes from the root. */
export type Place = readonly (string | number)[];

/** Returns every place in a value except the root, parents before their parts. */
export function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys: Place = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return keys.flatMap((key) => [[...at, key], ...placesOf((value as Record<string, unknown>)[key], [...at, key])]);
}

/** Returns the value at a place. */
export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], value);
}

/** Returns a copy with another value at a place; `undefined` removes the property or item. */
export function replaceAt(value: unknown, place: Place, by: unknown): unknown {
  const copy = structuredClone(value);
  const parent = valueAt(copy, place.slice(0, -1)) as Record<string, unknown>;
  const key = place.at(-1) as string;
  if (by !== undefined) parent[key] = by;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}

/**
 * Returns the FHIRPath of a place below a root: siblings of primitives have the path of the primitive, a member of a
 * choice the name of the choice. `stems` are the names of choices.
 */
export function pathOf(root: string, place: Place, stems: readonly string[]): string {
  return place.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = key.replace(/^_/, '');
    const stem = stems.find((choice) => name.startsWith(choice) && /[A-Z]/.test(name.charAt(choice.length)));
    return `${path}.${stem ?? name}`;
  }, root);
}
