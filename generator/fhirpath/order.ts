import { type Code, literal } from '../code/code.ts';
import { constant, isOrdered, type Condition, type Order } from './condition.ts';
import type { Context } from './context.ts';
import { describeTypes, typesOf } from './items.ts';
import { commonSort } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { isCertain, tentativeTest, test, total, valueOf, type Bool, type One } from './value.ts';

const reverse: Readonly<Record<Order, Order>> = { '<': '>=', '>': '<=', '<=': '>', '>=': '<' };

export function isOrder(op: string): op is Order {
  return Object.hasOwn(reverse, op);
}

/**
 * Compiles `<`, `>`, `<=` and `>=`. With undefined and NaN, which stand for values that cannot be compared, all four
 * are false.
 */
export function compareOrder(op: Order, left: One, right: One, context: Context): Bool {
  const [a, b] = [left, right].map((one) => commonSort(typesOf(one), context.types));
  if (a !== b) return unsupported(`${op} between ${describeTypes(left)} and ${describeTypes(right)}`);
  if (a === 'date') return compareBy('compareDates', op, left, right, context);
  if (a === 'quantity') return compareBy('compareQuantities', op, left, right, context);
  return a === 'number'
    ? compareNumbers(op, left, right, context)
    : unsupported(`${op} between ${describeTypes(left)}`);
}

function compareBy(helper: string, op: Order, left: One, right: One, { session }: Context): Bool {
  const difference = session.call(helper, valueOf(left), valueOf(right));
  return compareCodes(difference, op, literal(0), tentativeTest);
}

function compareCodes(
  left: Code,
  op: Order,
  right: Code,
  outcome: (isTrue: Condition, isFalse: Condition) => Bool,
): Bool {
  return outcome(isOrdered(left, op, right), isOrdered(left, reverse[op], right));
}

/** Compares numbers. A calculated number, such as `max.toInteger()`, may be absent because its source is no number. */
function compareNumbers(op: Order, left: One, right: One, context: Context): Bool {
  const a = number(left, context);
  const b = number(right, context);
  if (isNumber(left) && isNumber(right)) return total(isOrdered(a, op, b));
  const isWorkedOut = [left, right].some(
    (one) => !isNumber(one) && one.variants.every(({ type }) => type.startsWith('System.')),
  );
  return compareCodes(a, op, b, isWorkedOut ? strictTest : tentativeTest);
}

function strictTest(isTrue: Condition, isFalse: Condition): Bool {
  return test(
    isTrue,
    () => constant(false),
    () => isFalse,
  );
}

/** Returns true if there is a number whatever the data. */
export function isNumber(one: One): boolean {
  return isCertain(one) && one.variants.every(({ sibling, isMixed }) => sibling === undefined && !isMixed);
}

/** Returns code for the number, or NaN; anything else might throw. */
export function number(one: One, { session }: Context): Code {
  const isWorkedOut = one.variants.every(({ type }) => type.startsWith('System.'));
  return isWorkedOut ? valueOf(one) : session.call('toNumber', valueOf(one));
}
