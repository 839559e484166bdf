import type { Element } from 'fhir/r3.js';

/** A list with at least one item. */
export type NonEmptyList<T> = [T, ...T[]];

/**
 * A list as builders take it: an array, also one that is readonly. It is said by members and not as an array, because
 * of a union with an array the compiler reports an object that lacks a member as unfit for whatever comes first, and
 * not what it lacks. Only arrays have these members: no Set, no text and no typed array has.
 */
export interface ListOf<T> {
  readonly [index: number]: T;
  readonly [Symbol.unscopables]: unknown;
}

/** A list with at least one item, as builders take it. */
export interface NonEmptyListOf<T> extends ListOf<T> {
  readonly 0: T;
}

/**
 * The `_` sibling of a primitive list as JSON may hold it: item for item beside the list, with `null` where the
 * primitive has neither an id nor an extension. `@types/fhir` declares such siblings as `Element[]`, so a list with
 * nulls is given to, and taken from, a property by the two functions below.
 *
 * @see http://hl7.org/fhir/STU3/json.html#primitive
 */
export type AlignedSiblings = readonly (Element | null)[];

/**
 * Takes a list with nulls and returns it, unchanged, as the type that properties such as `_given` are declared with.
 *
 * @example
 * name._given = alignedSiblings([null, { id: 'second' }]);
 */
export function alignedSiblings(siblings: AlignedSiblings): Element[] {
  return siblings as Element[];
}

/**
 * The sibling of the item at an index (from 0), or undefined where it has none: for `null` as for a list that ends before.
 *
 * @example
 * siblingAt(name._given, 1)?.id; // 'second'
 */
export function siblingAt(siblings: AlignedSiblings | undefined, index: number): Element | undefined {
  return siblings?.[index] ?? undefined;
}
