import { chain, code, parenthesised, type Code } from '../code/code.ts';
import { always, constant, isPresent, never, not, or, type Condition } from './condition.ts';

/**
 * What an expression comes to, as far as it is known at generation time. FHIRPath knows collections only; here the
 * cases are kept apart so that the usual ones become plain tests of properties.
 */
export type Value = None | Bool | One | Many;

/** The empty collection. */
export interface None {
  readonly kind: 'none';
}

/**
 * A boolean, or empty: the outcome of a test. Empty has two readings. FHIRPath's own is three-valued (`isTrue` and
 * `isFalse`, neither of which is true when it is empty). `holds` and `fails` are the reading for the logic of a
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
  /** One for each type that it may have. */
  readonly variants: readonly Variant[];
  /** There is an item, be it a primitive that has only an id or extensions. */
  readonly exists: () => Condition;
  /** Known at generation time. */
  readonly literal?: string | number | boolean;
  /** True for what was found elsewhere by its reference, so that being absent says nothing. */
  readonly isResolved?: boolean;
}

export interface Variant {
  /** Name or path of a type, or `System.String` and its like. */
  readonly type: string;
  /** The JSON value; undefined (of a number also NaN) where there is none. */
  readonly value: Code;
  /** Of a primitive, the property with `_` before its name. */
  readonly sibling?: Code;
  /** The value of a primitive without one is its sibling: so it is for items of lists. */
  readonly isMixed?: boolean;
  /** Of a primitive that is an item of a list, its sibling, whether it has a value or not. */
  readonly beside?: Code;
  /** Never null: what a function is called with. */
  readonly isSolid?: boolean;
  /** Comes from outside the element that the constraint stands on, so nothing is known of its structure. */
  readonly isDoubtful?: boolean;
}

/** A list. */
export interface Many {
  readonly kind: 'many';
  readonly types: readonly string[];
  /** One of the items passes a test. */
  readonly some: (test: (item: One) => Condition) => Condition;
  /** An array (or undefined) of what each item is mapped to; undefined is left out, arrays are flattened. */
  readonly map: (body: (item: One) => Code) => Code;
  /** As `map`, of the items themselves. */
  readonly items: () => Code;
  /** As `items`, each with what stands beside it: `{ item, beside }`. Only where primitives may have something there. */
  readonly pairs?: (() => Code) | undefined;
  /** All items, where they are known at generation time. */
  readonly literals?: readonly (string | number | boolean)[];
  /** Where it was reached by names from the items of another list. */
  readonly steps?: { readonly outer: Many; readonly body: (item: One) => Value };
  /** No two items are the same. */
  readonly isDistinct?: boolean;
}

export const none: None = { kind: 'none' };

/** A boolean that is never empty. */
export function total(condition: Condition): Bool {
  const isTrue = () => condition;
  const isFalse = () => not(condition);
  return { kind: 'bool', isTrue, isFalse, holds: isTrue, fails: isFalse, isTotal: true };
}

/** The outcome of a test, which is empty where `isDecided` is false. */
export function test(isTrue: Condition, isDecided: () => Condition, isFalse: () => Condition): Bool {
  if (isDecided().constant === true) return total(isTrue);
  return { kind: 'bool', isTrue: () => isTrue, isFalse, holds: () => isTrue, fails: () => not(isTrue), isTotal: false };
}

/** The outcome of a test of nothing. */
export const notPassed: Bool = test(
  never,
  () => never,
  () => never,
);

/** As `test`, of what cannot always be told from the data: empty speaks for the constraint, whichever way round it is asked. */
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

/** A value that is text, a number or a boolean of the expression itself. */
export function known(literalCode: Code, type: string, literal: string | number | boolean): One {
  return { kind: 'one', variants: [{ type, value: literalCode }], exists: () => always, literal };
}

/** A computed value; `exists` tells when it is there. */
export function computed(type: string, value: Code, exists: () => Condition): One {
  return { kind: 'one', variants: [{ type, value }], exists };
}

/** Code with `??` between its parts, in parentheses where it has several. */
export function coalesce(parts: readonly Code[]): Code {
  const [first, ...rest] = [...new Map(parts.map((part) => [part.text, part])).values()];
  if (first === undefined) throw new Error('nothing to choose from');
  return rest.length === 0 ? first : parenthesised(chain([first, ...rest], '??'));
}

/** The JSON value of whichever variant is there. */
export function valueOf(one: One): Code {
  return coalesce(one.variants.map((variant) => variant.value));
}

/** As `valueOf`; a primitive without a value is its sibling. */
export function itemOf(one: One): Code {
  return coalesce([...one.variants.map(({ value }) => value), ...one.variants.flatMap(({ sibling }) => sibling ?? [])]);
}

/** An item and what stands beside it, as an object. */
export function pairOf(one: One): Code {
  const besides = one.variants.flatMap(({ sibling, beside }) => sibling ?? beside ?? []);
  return code`({ item: ${itemOf(one)}, beside: ${besides.length === 0 ? code`undefined` : coalesce(besides)} })`;
}

/** True when it is known at generation time that there is an item. */
export function isCertain(one: One): boolean {
  return one.exists().constant === true;
}

/** There is an item, or more than one. */
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
