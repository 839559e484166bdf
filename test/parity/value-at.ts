/** Finds what stands at a place of a resource. */

/** A property of a resource: the name that the JSON has, which carries the type of a choice, and its value. */
export interface Property {
  readonly key: string;
  readonly value: unknown;
}

/** Returns the property at a place such as `Basic.extension[0].value`, where `value` may be any choice; else undefined. */
export function propertyAt(resource: unknown, place: string): Property | undefined {
  let found: Property | undefined = { key: '', value: resource };
  for (const [, name, index] of place.matchAll(/\.(\w+)(?:\[(\d+)\])?/g)) {
    found = propertyOf(found.value, String(name));
    if (!found) return undefined;
    if (index !== undefined) found = { key: found.key, value: (found.value as unknown[])[Number(index)] };
  }
  return found;
}

function propertyOf(owner: unknown, name: string): Property | undefined {
  if (typeof owner !== 'object' || owner === null) return undefined;
  const choice = new RegExp(`^${name}[A-Z]`);
  const key = Object.hasOwn(owner, name) ? name : Object.keys(owner).find((candidate) => choice.test(candidate));
  return key === undefined ? undefined : { key, value: (owner as Record<string, unknown>)[key] };
}
