import type { Resource } from 'fhir/r3.js';

/** Sources of new ids and of the current time; set them for repeatable output, for example in tests. */
export interface IdOptions {
  /** Returns a new UUID in lower case. */
  readonly uuid?: (() => string) | undefined;
  readonly now?: (() => Date) | undefined;
}

/** The part of Web Crypto that is used, declared here so that a project needs no type declarations of a browser. */
interface RandomSource {
  readonly crypto: { randomUUID(): string };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Generated ids of resources without an id of their own. */
const ids = /*@__PURE__*/ new WeakMap<Resource, string>();

/**
 * Returns a random UUID, without `urn:uuid:`.
 *
 * @example
 * const id = newUuid();
 */
export function newUuid(options?: IdOptions): string {
  return options?.uuid?.() ?? (globalThis as unknown as RandomSource).crypto.randomUUID();
}

/** Returns true for a UUID in lower case, without `urn:uuid:`. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Returns the id of a resource: its own, or a new UUID that is made on the first call and stays the same for that
 * object. The resource is not changed.
 *
 * @example
 * const fullUrl = `urn:uuid:${idOf(patient)}`;
 */
export function idOf(resource: Resource, options?: IdOptions): string {
  if (resource.id !== undefined) return resource.id;
  const known = ids.get(resource) ?? newUuid(options);
  ids.set(resource, known);
  return known;
}

/**
 * Gives a changed copy of a resource the same generated id as the original, if neither has an id. Returns the copy.
 *
 * @example
 * const corrected = keepId({ ...patient, active: false }, patient);
 */
export function keepId<R extends Resource>(copy: R, original: Resource, options?: IdOptions): R {
  ids.set(copy, idOf(original, options));
  return copy;
}
