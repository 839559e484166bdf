/** A value of parsed JSON of which nothing is known yet: any property may be asked for. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** What an invariant is told besides its element. One is made for each resource that is checked. */
export interface FhirPathEnv {
  /** `%resource`: the resource that holds the element. */
  readonly resource: Json;
  /** Finds the resource that a reference leads to, but for `#…`; undefined where it is not at hand. */
  readonly resolve?: ((reference: string) => unknown) | undefined;
  /** What was found in the resource once and is asked for again: kept by `resourceSet`. */
  sets?: Map<string, ReadonlySet<unknown>> | undefined;
  /** Resources of the Bundle by type, and by the code of an element, once they have been asked for. */
  readonly found?: Map<string, ReadonlyMap<string, readonly Json[]>> | undefined;
}

/**
 * A compiled invariant: true when it holds for the element.
 *
 * @param sibling of a primitive, the property with `_` before its name
 */
export type Invariant = (value: Json, env: FhirPathEnv, sibling?: Json) => boolean;

/** Returns what `find` finds in the resource, as a set. It is found once per resource; the key tells searches apart. */
export function resourceSet(env: FhirPathEnv, key: string, find: (resource: Json) => Json): ReadonlySet<unknown> {
  const sets = (env.sets ??= new Map());
  const known = sets.get(key);
  if (known !== undefined) return known;
  const set = new Set<unknown>(find(env.resource));
  sets.set(key, set);
  return set;
}

/** `resolve()` of a Reference or of a text: the resource, or undefined where it is not at hand. Contained ones always are. */
export function resolve(env: FhirPathEnv, from: Json): Json {
  const reference: unknown = typeof from === 'string' ? from : from?.reference;
  if (typeof reference !== 'string') return undefined;
  if (!reference.startsWith('#')) return env.resolve?.(reference);
  const contained: unknown = env.resource?.contained;
  return Array.isArray(contained) ? contained.find((resource: Json) => resource?.id === reference.slice(1)) : undefined;
}

/** True when a resource is of a type, false when it is of another, undefined when it is none. */
export function isResource(value: Json, type: string): boolean | undefined {
  const known: unknown = value?.resourceType;
  return typeof known === 'string' ? known === type : undefined;
}
