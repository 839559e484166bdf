import { type Code, code } from '../code/code.ts';
import { always, and, isPresent, or, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import { isPrimitive, sortOf } from './type-sorts.ts';
import { existsByItem, none, valueOf, type One, type Value, type Variant } from './value.ts';

/** Splits the variants of a value into those with a type and the others, for `is`, `as` and `ofType`. */
export function splitByType(
  one: One,
  type: string,
  { types }: Context,
): { readonly of: readonly Variant[]; readonly other: readonly Variant[] } {
  const of = one.variants.filter((variant) => types.isA(variant.type, type));
  return { of, other: one.variants.filter((variant) => !of.includes(variant)) };
}

export function withVariants(one: One, variants: readonly Variant[]): Value {
  if (variants.length === one.variants.length) return one;
  return variants.length === 0 ? none : { kind: 'one', variants, exists: existsByItem(variants) };
}

/** Returns a condition that there is a value, and not only an id or extensions. */
export function hasValue(one: One, { types }: Context): Condition {
  if (one.literal !== undefined) return always;
  const leaves = one.variants.filter(({ type }) => isPrimitive(sortOf(type, types)));
  const plain = leaves.filter(({ isMixed }) => !isMixed);
  const mixed = leaves.filter(({ isMixed }) => isMixed);
  const present = plain.length === 0 ? [] : [presence(one, plain)];
  return or(...present, ...mixed.map(({ value }) => and(isPresent(value), isPrimitiveCode(value))));
}

function presence(one: One, variants: readonly Variant[]): Condition {
  const isComputed = variants.every(({ type }) => type.startsWith('System.'));
  return isComputed ? one.exists() : isPresent(valueOf({ ...one, variants }));
}

function isPrimitiveCode(value: Code): Condition {
  return {
    code: code`typeof ${value} !== 'object'`,
    level: 'compare',
    opposite: () => ({ code: code`typeof ${value} === 'object'`, level: 'compare' }),
  };
}
