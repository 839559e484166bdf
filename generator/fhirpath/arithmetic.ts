import { calculation, call, code, literal, type Code } from '../code/code.ts';
import { always, and, simple, not } from './condition.ts';
import type { Context } from './context.ts';
import { describeTypes, typesOf } from './items.ts';
import { hasValue } from './variants.ts';
import { isNumber, number } from './order.ts';
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
  const isCertain = isNumber(left) && isNumber(right) && (op === '+' || op === '-' || op === '*');
  const value = numberFrom(op, left, right, context);
  return computed(type, value, () => (isCertain ? always : not(simple(code`Number.isNaN(${value})`))));
}

/** Returns code for the result: NaN if there is none, as for an absent number or a division by zero. */
function numberFrom(op: string, left: One, right: One, context: Context): Code {
  const [a, b] = [number(left, context), number(right, context)];
  switch (op) {
    case '+':
    case '-':
    case '*':
      return calculation(a, op, b);
    case 'mod':
      return calculation(a, '%', b);
    default: {
      if (typeof right.literal !== 'number' || right.literal === 0)
        return context.session.call('divide', a, literal(op), b);
      const quotient = calculation(a, '/', b);
      return op === 'div' ? call(code`Math.trunc`, [quotient]) : quotient;
    }
  }
}

function isDecimal(type: string): boolean {
  return type === 'decimal' || type === 'System.Decimal';
}
