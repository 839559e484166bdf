import type { Reference, Resource } from 'fhir/r3.js';
import { InputError } from './errors.js';
import { idOf, isUuid, type IdOptions } from './ids.js';
import type { Ref } from './reference.js';
import { isObject } from './json.js';

declare const madeByRef: unique symbol;

/**
 * A reference that builders accept: made by `ref` or `refTo`, so that its target type is known. A plain object is not
 * accepted, whatever its members. Reading it is like reading any other Reference.
 */
export interface RefInput<Target extends string = string> extends Ref<Target> {
  readonly [madeByRef]: Target;
}

/** The parts of a literal reference. */
export interface ReferenceParts {
  readonly form: 'relative' | 'absolute' | 'fragment' | 'urn';
  /** Resource type; undefined if the text has none. */
  readonly type?: string;
  /** Id of the resource or, for a fragment, of the contained resource. */
  readonly id?: string;
}

/**
 * Resource type that the compiler infers from the text of a reference: `Organization` from `Organization/123`; any type
 * if the text has none.
 */
export type ReferenceTarget<Text extends string> = Text extends `${string}:${string}` | `#${string}`
  ? never
  : Text extends `${infer Type}/${string}`
    ? Type
    : never;

const LITERAL = 'a literal reference: Type/id, an absolute URL, a URN or #id';
const RELATIVE = /^([A-Z][A-Za-z]*)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
/** Type, id and version at the end of a URL. */
const TAIL = /\/([A-Z][A-Za-z]*)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const FRAGMENT = /^#\S+$/;
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/;

/** The targets of references that `refTo` has made. */
const targets = /*@__PURE__*/ new WeakMap<object, Resource>();

/**
 * Returns the parts of a literal reference, or undefined if the text is neither `Type/id` (with or without a version),
 * nor an absolute URL or URN, nor a fragment.
 *
 * @see http://hl7.org/fhir/STU3/references.html#literal
 * @example
 * readReference('Patient/123')?.id; // '123'
 */
export function readReference(text: string): ReferenceParts | undefined {
  if (text.startsWith('#')) return FRAGMENT.test(text) ? { form: 'fragment', id: text.slice(1) } : undefined;
  const relative = RELATIVE.exec(text);
  if (relative) return typed('relative', relative);
  if (!ABSOLUTE.test(text)) return undefined;
  return isUrn(text) ? { form: 'urn' } : typed('absolute', TAIL.exec(text));
}

/**
 * Returns true for a text that starts with `urn:`, in upper or lower case. It looks at four characters, which is
 * fastest.
 */
export function isUrn(text: string): boolean {
  return text.charCodeAt(3) === 58 && isLetter(text, 0, 117) && isLetter(text, 1, 114) && isLetter(text, 2, 110);
}

function isLetter(text: string, index: number, lowerCase: number): boolean {
  return (text.charCodeAt(index) | 32) === lowerCase;
}

function typed(form: ReferenceParts['form'], match: RegExpExecArray | null): ReferenceParts {
  const [, type, id] = match ?? [];
  return type === undefined || id === undefined ? { form } : { form, type, id };
}

/**
 * Returns a reference to a resource elsewhere: `Organization/123`, an absolute URL, a `urn:uuid:…` or a fragment. The
 * compiler infers the type from the first only; for the others you can state it, `ref<'Organization'>('urn:uuid:…')`,
 * and without it any type fits.
 *
 * @throws InputError if the text is not a literal reference
 *
 * @example
 * const provider = ref('Organization/123');
 */
export function ref<const Text extends string>(reference: Text): RefInput<ReferenceTarget<Text>>;
export function ref<Target extends string>(reference: string): RefInput<Target>;
export function ref(reference: string): RefInput {
  if (typeof reference !== 'string' || readReference(reference) === undefined)
    throw new InputError('reference', reference, LITERAL);
  return { reference } as RefInput;
}

/**
 * Returns a reference to a resource of the same message: `urn:uuid:` and its id, which is made now if it has none.
 * A resource whose id is not a UUID is referred to as `Type/id`.
 *
 * @throws InputError for what is no object
 * @example
 * const subject = refTo(patient);
 */
export function refTo<R extends Resource>(resource: R, options?: IdOptions): RefInput<R['resourceType']> {
  if (!isObject(resource)) throw new InputError('resource', resource, 'a resource');
  const id = idOf(resource, options);
  const reference = { reference: isUuid(id) ? `urn:uuid:${id}` : `${resource.resourceType}/${id}` };
  targets.set(reference, resource);
  return reference as RefInput<R['resourceType']>;
}

/**
 * Returns the Reference for the input of a builder: for a resource as `refTo` does; a reference is checked and returned
 * unchanged.
 *
 * @throws InputError with the path, for anything else and for a malformed literal reference
 */
export function toReference(given: unknown, path: string, options?: IdOptions): Reference {
  if (!isObject(given)) throw new InputError(path, given, 'a resource, or a reference from ref or refTo');
  if (typeof given['resourceType'] === 'string') return refTo(given as unknown as Resource, options);
  const { reference } = given;
  const isMalformed = reference !== undefined && (typeof reference !== 'string' || !readReference(reference));
  if (isMalformed) throw new InputError(`${path}.reference`, reference, LITERAL);
  return given as Reference;
}

/**
 * Returns the resource for which `refTo` made a reference; undefined for any other reference, including copies.
 *
 * @example
 * resourceOf(refTo(patient)) === patient; // true
 */
export function resourceOf(reference: object): Resource | undefined {
  return targets.get(reference);
}

/**
 * Returns whether a reference leads to a contained resource, or by a full address to a resource outside the message.
 */
export function isElsewhere(text: string): boolean {
  return text.startsWith('#') || (!isUrn(text) && readReference(text)?.form === 'absolute');
}
