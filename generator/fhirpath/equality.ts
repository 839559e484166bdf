import { literal, code } from '../code/code.ts';
import { sameBools, toBool } from './booleans.ts';
import { always, and, isEqual, isOrdered, never, not, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import { arrayOf, describeTypes, typesOf } from './items.ts';
import { hasValue } from './variants.ts';
import { commonSort, isPrimitive, sortOf, type Sort } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { existsOf, isCertain, test, valueOf, type Bool, type Many, type One, type Variant } from './value.ts';

/** A value that can be compared: the empty collection is handled before. */
export type Operand = Bool | One | Many;

/** Compiles `=`. Primitives are compared by value, without ids and extensions. */
export function compareEqual(left: Operand, right: Operand, context: Context): Bool {
  if (left.kind === 'bool' || right.kind === 'bool') return sameBools(toBool(left, context), toBool(right, context));
  if (left.kind === 'one' && right.kind === 'one') return compareItems(left, right, context);
  return compareDeep(left, right, context);
}

export function compareItems(left: One, right: One, context: Context): Bool {
  const [a, b] = [left, right].map((one) => commonSort(typesOf(one), context.types));
  if (a === 'boolean' && isTruthText(right)) return compareItems(left, truth(right), context);
  if (a === 'date' && b === 'date') return compareMoments(left, right, context);
  if (a === undefined && right.literal !== undefined) return compareLiteral(left, right, context);
  if (b === undefined && left.literal !== undefined) return compareLiteral(right, left, context);
  const isPlain = a !== undefined && a === b && isPrimitive(a) && a !== 'time';
  return isPlain ? decidedBy(compareValues(left, right, context), left, right) : compareDeep(left, right, context);
}

/**
 * Compares with a literal. Of a choice, only types of the literal's sort can be equal to it. Dates are texts in JSON,
 * but not equal to one.
 */
function compareLiteral(one: One, literalOne: One, context: Context): Bool {
  const sortsOf = (variant: Variant): Sort => sortOf(variant.type, context.types);
  const sort = commonSort(typesOf(literalOne), context.types);
  const variants = one.variants.filter((variant) => sortsOf(variant) === sort);
  if (isLikeDate(literalOne) || sort === 'date') return unsupported(`= between a date and ${describeTypes(one)}`);
  const equal = variants.length === 0 ? never : isEqual(valueOf({ ...one, variants }), valueOf(literalOne));
  return decidedBy(equal, one);
}

function isLikeDate({ literal: value }: One): boolean {
  return typeof value === 'string' && /^\d/.test(value);
}

const deepSorts: readonly (Sort | undefined)[] = ['text', 'number', 'boolean', 'complex', 'resource'];

/**
 * Compares values as a whole. Equal dates and quantities may be written differently, so that lists of them are not
 * supported.
 */
function compareDeep(left: One | Many, right: One | Many, context: Context): Bool {
  const [a, b] = [left, right].map((value) => commonSort(typesOf(value), context.types));
  const isLiteral = [left, right].some(
    (value) => value.kind === 'one' && value.literal !== undefined && !isLikeDate(value),
  );
  const isSafe = a === b ? deepSorts.includes(a) : isLiteral && (a === undefined || b === undefined);
  if (!isSafe) return unsupported(`= between ${describeTypes(left)} and ${describeTypes(right)}`);
  const equal = context.session.call('equals', arrayOf(left), arrayOf(right));
  return decidedBy(isEqual(equal, literal(true)), left, right);
}

/** Returns a test that is empty if one of its operands is. */
export function decidedBy(isTrue: Condition, ...operands: readonly Operand[]): Bool {
  const exist = (): Condition => and(...operands.map(existsOf));
  return test(isTrue, exist, () => and(exist(), not(isTrue)));
}

/**
 * Recognises `'true'` and `'false'`, which are compared with a boolean as true and false. In FHIRPath they would differ
 * from any boolean; the reference validator compares primitives as they are written, and mad-3 of STU3 relies on it.
 */
function isTruthText(one: One): boolean {
  return one.literal === 'true' || one.literal === 'false';
}

function truth(one: One): One {
  const value = one.literal === 'true';
  return {
    kind: 'one',
    variants: [{ type: 'System.Boolean', value: literal(value) }],
    exists: () => always,
    literal: value,
  };
}

function compareValues(left: One, right: One, context: Context): Condition {
  const equal = isEqual(valueOf(left), valueOf(right));
  const isKnown = [left, right].some(
    (one) =>
      one.literal !== undefined || (isCertain(one) && one.variants.every(({ sibling }) => sibling === undefined)),
  );
  return isKnown ? equal : and(hasValue(left, context), equal);
}

function compareMoments(left: One, right: One, { session }: Context): Bool {
  const difference = session.call('compareDates', valueOf(left), valueOf(right));
  const differs = isOrdered(code`Math.abs(${difference})`, '>', literal(0));
  return test(
    isEqual(difference, literal(0)),
    () => differs,
    () => differs,
  );
}
