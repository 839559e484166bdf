import type { Json } from './env.js';

/** How many characters a date has that goes as far as the day. */
const DAY = 10;

/**
 * Compares two dates (`2026`, `2026-03`, `2026-03-04`, `2026-03-04T07:15:00+00:00`): less than 0, 0 or more than 0 as
 * numbers do. NaN where they do not compare: where one is no date, is before year 1, or where both agree as far as
 * the one with less precision goes.
 *
 * Two moments are compared as such. A moment and a date, which knows no time zone, are compared by the date that the
 * moment is written with.
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
