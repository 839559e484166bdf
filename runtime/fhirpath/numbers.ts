import type { Json } from './env.js';

/** Returns a number unchanged; NaN, which cannot be compared, for anything else. */
export function toNumber(value: Json): number {
  return typeof value === 'number' ? value : NaN;
}

/** `toInteger()`; NaN if FHIRPath has an empty result. */
export function toInteger(value: Json): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value : NaN;
  if (typeof value !== 'string') return NaN;
  // Check digits are calculated from single digits.
  if (value.length === 1) return digitOf(value.charCodeAt(0));
  return /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
}

function digitOf(character: number): number {
  return character >= 48 && character <= 57 ? character - 48 : NaN;
}

/** Applies `/` or `div` to two numbers; NaN if FHIRPath has an empty result, as for a division by zero. */
export function divide(a: number, operator: string, b: number): number {
  if (b === 0) return NaN;
  return operator === 'div' ? Math.trunc(a / b) : a / b;
}

/**
 * Compares two quantities: returns a number below, equal to or above 0, or NaN if they cannot be compared. Units are
 * not converted, so quantities need the same unit.
 */
export function compareQuantities(left: Json, right: Json): number {
  return isSameUnit(left, right) ? toNumber(left?.value) - toNumber(right?.value) : NaN;
}

/** The code and its system define the unit; without a code, its text does. */
function isSameUnit(left: Json, right: Json): boolean {
  const name = left?.code == null && right?.code == null ? 'unit' : 'code';
  return left?.[name] === right?.[name] && left?.system === right?.system;
}
