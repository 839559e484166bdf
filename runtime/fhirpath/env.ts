/** A value of parsed JSON about which nothing is known: any property may be read. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** What an invariant can use besides its element. One is created for each resource that is checked. */
export interface FhirPathEnv {
  /** `%resource`: the resource that contains the element. */
  readonly resource: Json;
  /** Returns the target of a reference other than `#…`; undefined if it is not available. */
  readonly resolve?: ((reference: string) => unknown) | undefined;
  /** Results of searches in the resource that are used repeatedly: filled by `resourceSet`. */
  sets?: Map<string, ReadonlySet<unknown>> | undefined;
  /** Resources of the Bundle by type, and by the code of an element, once these have been used. */
  readonly found?: Map<string, ReadonlyMap<string, readonly Json[]>> | undefined;
}

/**
 * A compiled invariant: returns true if it holds for the element.
 *
 * @param sibling of a primitive, the property with `_` before its name
 */
export type Invariant = (value: Json, env: FhirPathEnv, sibling?: Json) => boolean;

/** Returns what `find` finds in the resource, as a set. It runs once per resource and key. */
export function resourceSet(env: FhirPathEnv, key: string, find: (resource: Json) => Json): ReadonlySet<unknown> {
  const sets = (env.sets ??= new Map());
  const known = sets.get(key);
  if (known !== undefined) return known;
  const set = new Set<unknown>(find(env.resource));
  sets.set(key, set);
  return set;
}

/**
 * `resolve()` of a Reference or of a text: returns the resource, or undefined if it is not available. Contained
 * resources always are.
 */
export function resolve(env: FhirPathEnv, from: Json): Json {
  const reference: unknown = typeof from === 'string' ? from : from?.reference;
  if (typeof reference !== 'string') return undefined;
  if (!reference.startsWith('#')) return env.resolve?.(reference);
  const contained: unknown = env.resource?.contained;
  return Array.isArray(contained) ? contained.find((resource: Json) => resource?.id === reference.slice(1)) : undefined;
}

/** Returns true if a resource has a type, false if it has another, undefined if the value is no resource. */
export function isResource(value: Json, type: string): boolean | undefined {
  const known: unknown = value?.resourceType;
  return typeof known === 'string' ? known === type : undefined;
}
