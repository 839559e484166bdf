import { literal, code } from '../code/code.ts';
import { always, and, simple, not } from './condition.ts';
import type { Context } from './context.ts';
import { describeTypes, typesOf } from './items.ts';
import { hasValue } from './variants.ts';
import { isNumber } from './order.ts';
import { commonSort } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { computed, valueOf, type One } from './value.ts';

const arithmetic: readonly string[] = ['+', '-', '*', '/', 'div', 'mod'];

export function isArithmetic(op: string): boolean {
  return arithmetic.includes(op);
}

/** Compiles an operator between two numbers, or `+` between two texts. */
export function calculate(op: string, left: One, right: One, context: Context): One {
  const [a, b] = [left, right].map((one) => commonSort(typesOf(one), context.types));
  if (a === 'text' && b === 'text' && op === '+') return joinTexts(left, right, context);
  if (a !== 'number' || b !== 'number')
    return unsupported(`${op} between ${describeTypes(left)} and ${describeTypes(right)}`);
  return calculateNumbers(op, left, right, context);
}

function joinTexts(left: One, right: One, context: Context): One {
  const value = context.session.call('plus', valueOf(left), valueOf(right));
  return computed('System.String', value, () => and(hasValue(left, context), hasValue(right, context)));
}

function calculateNumbers(op: string, left: One, right: One, context: Context): One {
  const type =
    [left, right].some((one) => typesOf(one).some(isDecimal)) || op === '/' ? 'System.Decimal' : 'System.Integer';
  if (isNumber(left) && isNumber(right) && (op === '+' || op === '-')) {
    const value =
      op === '+' ? code`${valueOf(left)} + ${valueOf(right)}` : code`${valueOf(left)} - (${valueOf(right)})`;
    return computed(type, value, () => always);
  }
  const value = context.session.call('calculate', valueOf(left), literal(op), valueOf(right));
  return computed(type, value, () => not(simple(code`Number.isNaN(${value})`)));
}

function isDecimal(type: string): boolean {
  return type === 'decimal' || type === 'System.Decimal';
}
