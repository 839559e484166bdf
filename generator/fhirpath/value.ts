import { chain, code, parenthesised, type Code } from '../code/code.ts';
import { always, constant, isPresent, never, not, or, type Condition } from './condition.ts';

/**
 * The value of an expression, with everything that is known about it at generation time. FHIRPath has only collections;
 * here the cases are separate, so that the usual ones become plain tests of properties.
 */
export type Value = None | Bool | One | Many;

/** The empty collection. */
export interface None {
  readonly kind: 'none';
}

/**
 * A boolean, or empty: the result of a test. Empty has two readings. FHIRPath's own is three-valued (`isTrue` and
 * `isFalse`, neither of which is true for an empty result). `holds` and `fails` are the reading in the logic of a
 * constraint itself: see `compileInvariant`.
 */
export interface Bool {
  readonly kind: 'bool';
  readonly isTrue: () => Condition;
  readonly isFalse: () => Condition;
  readonly holds: () => Condition;
  readonly fails: () => Condition;
  /** Never empty. */
  readonly isTotal: boolean;
}

/** At most one item. */
export interface One {
  readonly kind: 'one';
  /** One for each possible type. */
  readonly variants: readonly Variant[];
  /** Tests whether there is an item, even if it is a primitive with only an id or extensions. */
  readonly exists: () => Condition;
  /** The value, if it is known at generation time. */
  readonly literal?: string | number | boolean;
  /** True for the target of a reference, whose absence means nothing. */
  readonly isResolved?: boolean;
}

export interface Variant {
  /** Name or path of a type, or `System.String` and its like. */
  readonly type: string;
  /** The JSON value; undefined (or NaN for a number) if there is none. */
  readonly value: Code;
  /** Of a primitive, the property with `_` before its name. */
  readonly sibling?: Code;
  /** True for items of lists, in which the sibling replaces a primitive without a value. */
  readonly isMixed?: boolean;
  /** Of a primitive in a list, its sibling, whether it has a value or not. */
  readonly beside?: Code;
  /** Never null, as the argument of a function. */
  readonly isSolid?: boolean;
  /** From outside the element that states the constraint, so that its structure is not known to be sound. */
  readonly isDoubtful?: boolean;
}

/** A list. */
export interface Many {
  readonly kind: 'many';
  readonly types: readonly string[];
  /** Tests whether one of the items passes a test. */
  readonly some: (test: (item: One) => Condition) => Condition;
  /** Returns an array (or undefined) of what each item is mapped to; undefined is left out, arrays are flattened. */
  readonly map: (body: (item: One) => Code) => Code;
  /** Returns the items themselves, in the same form. */
  readonly items: () => Code;
  /** Returns the items with their siblings: `{ item, beside }`. Only if primitives may have siblings. */
  readonly pairs?: (() => Code) | undefined;
  /** All items, if they are known at generation time. */
  readonly literals?: readonly (string | number | boolean)[];
  /** Set if the list consists of members of another list's items. */
  readonly steps?: { readonly outer: Many; readonly body: (item: One) => Value };
  /** True if no two items are equal. */
  readonly isDistinct?: boolean;
}

export const none: None = { kind: 'none' };

/** Creates a boolean that is never empty. */
export function total(condition: Condition): Bool {
  const isTrue = () => condition;
  const isFalse = () => not(condition);
  return { kind: 'bool', isTrue, isFalse, holds: isTrue, fails: isFalse, isTotal: true };
}

/** Creates the result of a test, which is empty if `isDecided` is false. */
export function test(isTrue: Condition, isDecided: () => Condition, isFalse: () => Condition): Bool {
  if (isDecided().constant === true) return total(isTrue);
  return { kind: 'bool', isTrue: () => isTrue, isFalse, holds: () => isTrue, fails: () => not(isTrue), isTotal: false };
}

/** The result of a test on an empty collection. */
export const notPassed: Bool = test(
  never,
  () => never,
  () => never,
);

/**
 * Creates the result of a test that the data cannot always decide: empty counts in favour of the constraint, negated or
 * not.
 */
export function tentativeTest(isTrue: Condition, isFalse: Condition): Bool {
  return {
    kind: 'bool',
    isTrue: () => isTrue,
    isFalse: () => isFalse,
    holds: () => not(isFalse),
    fails: () => not(isTrue),
    isTotal: false,
  };
}

/** Creates a value from a literal of the expression. */
export function known(literalCode: Code, type: string, literal: string | number | boolean): One {
  return { kind: 'one', variants: [{ type, value: literalCode }], exists: () => always, literal };
}

/** Creates a computed value; `exists` tests its presence. */
export function computed(type: string, value: Code, exists: () => Condition): One {
  return { kind: 'one', variants: [{ type, value }], exists };
}

/** Joins code by `??`, in parentheses if there are several parts. */
export function coalesce(parts: readonly Code[]): Code {
  const [first, ...rest] = [...new Map(parts.map((part) => [part.text, part])).values()];
  if (first === undefined) throw new Error('nothing to choose from');
  return rest.length === 0 ? first : parenthesised(chain([first, ...rest], '??'));
}

/** Returns the JSON value of the variant that is present. */
export function valueOf(one: One): Code {
  return coalesce(one.variants.map((variant) => variant.value));
}

/** Does the same; the sibling replaces a primitive without a value. */
export function itemOf(one: One): Code {
  return coalesce([...one.variants.map(({ value }) => value), ...one.variants.flatMap(({ sibling }) => sibling ?? [])]);
}

/** Returns an item and its sibling as an object. */
export function pairOf(one: One): Code {
  const besides = one.variants.flatMap(({ sibling, beside }) => sibling ?? beside ?? []);
  return code`({ item: ${itemOf(one)}, beside: ${besides.length === 0 ? code`undefined` : coalesce(besides)} })`;
}

/** Returns true if it is known at generation time that there is an item. */
export function isCertain(one: One): boolean {
  return one.exists().constant === true;
}

/** Returns a condition that there is at least one item. */
export function existsOf(value: Value): Condition {
  switch (value.kind) {
    case 'none':
      return constant(false);
    case 'bool':
      return value.isTotal ? always : or(value.isTrue(), value.isFalse());
    case 'one':
      return value.exists();
    case 'many':
      return value.some(() => always);
  }
}

export function existsByItem(variants: readonly Variant[]): () => Condition {
  return () => isPresent(itemOf({ kind: 'one', variants, exists: () => always }));
}
