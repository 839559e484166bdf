import type { Json } from './env.js';

/** The number itself; NaN, which compares with nothing, for anything else. */
export function toNumber(value: Json): number {
  return typeof value === 'number' ? value : NaN;
}

/** `toInteger()`; NaN where FHIRPath has an empty result. */
export function toInteger(value: Json): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value : NaN;
  if (typeof value !== 'string') return NaN;
  // Check digits are worked out from single ones.
  if (value.length === 1) return digitOf(value.charCodeAt(0));
  return /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
}

function digitOf(character: number): number {
  return character >= 48 && character <= 57 ? character - 48 : NaN;
}

/** An operator between two numbers: `+ - * / div mod`; NaN where FHIRPath has an empty result, as it has for a division by zero. */
export function calculate(left: Json, operator: string, right: Json): number {
  const a = toNumber(left);
  const b = toNumber(right);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return b === 0 ? NaN : divide(a, operator, b);
  }
}

function divide(a: number, operator: string, b: number): number {
  if (operator === 'mod') return a % b;
  return operator === 'div' ? Math.trunc(a / b) : a / b;
}

/**
 * Compares two quantities: less than 0, 0 or more than 0 as numbers do; NaN where they do not compare. Units are not
 * converted, so only quantities in the same unit compare.
 */
export function compareQuantities(left: Json, right: Json): number {
  return isSameUnit(left, right) ? toNumber(left?.value) - toNumber(right?.value) : NaN;
}

/** The code and its system say what the unit is; where there is no code, the text does. */
function isSameUnit(left: Json, right: Json): boolean {
  const name = left?.code == null && right?.code == null ? 'unit' : 'code';
  return left?.[name] === right?.[name] && left?.system === right?.system;
}
