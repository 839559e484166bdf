import type { Element } from 'fhir/r3.js';

/** A list with at least one item. */
export type NonEmptyList<T> = [T, ...T[]];

/**
 * A list in which one item has to belong to a slice, in any place. A single item is of the slice, so that
 * `SlicedList<Official, HumanName>` is one official name, or two or more names; which of several are official is for the
 * guard to tell.
 */
// The form of a single item stands last: that is the one of which the compiler then reports a fault.
export type SlicedList<Slice, Other> =
  [Slice | Other, Slice | Other, ...(Slice | Other)[]] | [Slice, ...(Slice | Other)[]];

/** The same of a list in which that many items have to belong to slices. */
export type SlicedListOf<Count extends keyof Places<Slice>, Slice, Other> =
  [...Places<Slice | Other>[Count], ...NonEmptyList<Slice | Other>] | [...Places<Slice>[Count], ...(Slice | Other)[]];

/** So many items of a type. */
interface Places<T> {
  readonly 2: [T, T];
  readonly 3: [T, T, T];
  readonly 4: [T, T, T, T];
}

/**
 * A list that builders accept: an array, which may be readonly. It is declared by its members, because for a union with
 * an array the compiler does not report which member an object lacks. Only arrays have these members: a Set, a text or
 * a typed array does not.
 */
export interface ListOf<T> {
  readonly [index: number]: T;
  readonly [Symbol.unscopables]: unknown;
}

/** A list with at least one item that builders accept. */
export interface NonEmptyListOf<T> extends ListOf<T> {
  readonly 0: T;
}

/**
 * The `_` sibling of a primitive list as in JSON: item for item beside the list, with `null` where the
 * primitive has neither an id nor an extension. `@types/fhir` declares such siblings as `Element[]`, so a list with
 * nulls is given to, and taken from, a property by the two functions below.
 *
 * @see http://hl7.org/fhir/STU3/json.html#primitive
 */
export type AlignedSiblings = readonly (Element | null)[];

/**
 * Returns a list with nulls, unchanged, as the type that properties such as `_given` are declared with.
 *
 * @example
 * name._given = alignedSiblings([null, { id: 'second' }]);
 */
export function alignedSiblings(siblings: AlignedSiblings): Element[] {
  return siblings as Element[];
}

/**
 * Returns the sibling of the item at an index (from 0); undefined if it is `null` or the list ends before it.
 *
 * @example
 * siblingAt(name._given, 1)?.id; // 'second'
 */
export function siblingAt(siblings: AlignedSiblings | undefined, index: number): Element | undefined {
  return siblings?.[index] ?? undefined;
}
