import type { Json } from './env.js';

/** Length of a date with day precision. */
const DAY = 10;

/**
 * Compares two dates (`2026`, `2026-03`, `2026-03-04`, `2026-03-04T07:15:00+00:00`): returns a number below, equal to
 * or above 0. Returns NaN if they cannot be compared: one is no date, is before year 1, or both agree up to the
 * precision of the less precise one.
 *
 * Two moments are compared as such. A moment and a date, which has no time zone, are compared by the date in the text
 * of the moment.
 *
 * @see http://hl7.org/fhirpath/N1/#comparison
 */
export function compareDates(left: Json, right: Json): number {
  if (!isDate(left) || !isDate(right)) return NaN;
  if (left.length > DAY && right.length > DAY) return Date.parse(left) - Date.parse(right);
  const length = Math.min(left.length, right.length, DAY);
  const a = left.slice(0, length);
  const b = right.slice(0, length);
  if (a !== b) return a < b ? -1 : 1;
  return left.length === right.length ? 0 : NaN;
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d/.test(value);
}
