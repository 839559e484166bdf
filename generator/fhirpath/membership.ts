import { type Code, code } from '../code/code.ts';
import { and, simple, constant, not, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import { compareItems, decidedBy } from './equality.ts';
import { typesOf } from './items.ts';
import { commonSort } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { existsOf, notPassed, valueOf, type Many, type One, type Value } from './value.ts';

/**
 * Compiles `left in right`. Each of several items on the left has to be on the right, as in the reference validator;
 * FHIRPath allows only one.
 */
export function isMember(left: Value, right: Value, context: Context): Value {
  if (left.kind === 'none') return notPassed;
  if (left.kind === 'bool' || right.kind === 'bool') return unsupported('in with a boolean test as an operand');
  if (right.kind === 'none') return decidedBy(constant(false), left);
  const isIn = (item: One): Condition => isItemIn(item, right, context);
  if (left.kind === 'one') return decidedBy(isIn(left), left);
  return decidedBy(and(existsOf(left), not(left.some((item) => not(isIn(item))))), left);
}

function isItemIn(item: One, right: One | Many, context: Context): Condition {
  const literals = right.kind === 'many' ? right.literals : undefined;
  if (literals !== undefined && literals.length > 2) return isListed(item, literals, context);
  if (right.kind === 'one') return compareItems(item, right, context).isTrue();
  return right.some((other) => compareItems(item, other, context).isTrue());
}

function isListed(item: One, literals: NonNullable<Many['literals']>, { session }: Context): Condition {
  return simple(code`${session.list(literals)}.includes(${valueOf(item)})`);
}

/** Compiles `left in right`, if `right` is a set that is made once per resource. */
export function isInSet(left: Value, set: Code, context: Context): Value {
  if (left.kind !== 'one' || commonSort(typesOf(left), context.types) !== 'text')
    return unsupported('in %resource of what is no text');
  return decidedBy(simple(code`${set}.has(${valueOf(left)})`), left);
}
