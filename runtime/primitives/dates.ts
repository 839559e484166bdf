/**
 * Dates for builders: a moment is written with the requested precision and the offset in force at that moment. Texts
 * are checked and kept unchanged. All functions throw an InputError with the path.
 */
import { InputError } from '../core/errors.js';
import { date, dateTime, instant } from './primitives.js';
import { rules } from './rules.js';

/** The precision of a date. */
export type DatePrecision = 'year' | 'month' | 'day';

/** The precision of a moment. FHIR has no time of day without seconds. */
export type DateTimePrecision = DatePrecision | 'second' | 'millisecond';

const LENGTHS = { year: 4, month: 7, day: 10, second: 19, millisecond: 23 } as const;

/**
 * Returns a `date`: `2026-03-04`, `2026-03` or `2026`. Which day a `Date` falls on depends on the place, so that it needs a
 * zone: nothing is taken from the machine on which the program runs. A text is checked and, if it is more precise, cut to the
 * precision; a less precise one is an error.
 *
 * @param zone `Z`, an offset such as `+01:00`, or a time zone such as `Europe/London`, with its offset at that moment; a text
 * needs none
 * @throws InputError for a `Date` without a zone, an invalid `Date` or a text that is no date
 * @see http://hl7.org/fhir/STU3/datatypes.html#date
 * @example
 * formatDate(new Date('2026-07-04T23:30:00Z'), 'Europe/London'); // '2026-07-05'
 */
export function formatDate(value: Date, zone: string): string;
export function formatDate(value: Date | string, precision: DatePrecision, zone: string, path?: string): string;
export function formatDate(value: string, precision?: DatePrecision): string;
export function formatDate(value: Date | string, given = 'day', own?: string, path = 'date'): string {
  const isPrecision = given === 'year' || given === 'month' || given === 'day';
  const precision = isPrecision ? given : 'day';
  const zone = isPrecision ? own : given;
  if (typeof value !== 'string') {
    if (zone !== undefined) return localText(value, zone, path).text.slice(0, LENGTHS[precision]);
    throw new InputError(path, undefined, 'needs the time zone that decides the day of a Date, such as Europe/London');
  }
  if (!date(value)) throw new InputError(path, value, rules.date.text);
  const length = LENGTHS[precision] + (value.startsWith('-') ? 1 : 0);
  if (value.length < length) throw new InputError(path, value, `a date with ${precision}`);
  return value.slice(0, length);
}

/**
 * Returns a `dateTime`, such as `2026-03-04T07:15:00+00:00` for the precision `second`. A text is checked and returned
 * unchanged.
 *
 * @param offset `Z`, an offset such as `+01:00`, or a time zone such as `Europe/London`, with its offset at that
 * moment; the local time zone by default
 * @see http://hl7.org/fhir/STU3/datatypes.html#dateTime
 * @example
 * formatDateTime(new Date('2026-03-04T07:15:00Z'), 'second', 'Europe/London'); // '2026-03-04T07:15:00+00:00'
 */
export function formatDateTime(
  value: Date | string,
  precision: DateTimePrecision = 'second',
  offset?: string,
  path = 'dateTime',
): string {
  if (typeof value === 'string') return checked(value, dateTime, rules.dateTime.text, path);
  const { text, zone } = localText(value, offset, path);
  const cut = text.slice(0, LENGTHS[precision]);
  return cut.length > 10 ? cut + zone : cut;
}

/**
 * Returns an `instant` with milliseconds: `2026-03-04T07:15:00.000+00:00`. A text is checked and returned unchanged.
 *
 * @param offset as for `formatDateTime`
 * @see http://hl7.org/fhir/STU3/datatypes.html#instant
 * @example
 * formatInstant(new Date('2026-03-04T07:15:00Z'), 'Z'); // '2026-03-04T07:15:00.000Z'
 */
export function formatInstant(value: Date | string, offset?: string, path = 'instant'): string {
  if (typeof value === 'string') return checked(value, instant, rules.instant.text, path);
  return formatDateTime(value, 'millisecond', offset, path);
}

function checked(value: string, isAllowed: (value: unknown) => boolean, rule: string, path: string): string {
  if (!isAllowed(value)) throw new InputError(path, value, rule);
  return value;
}

/** Returns the local date and time of a moment, with milliseconds and without zone, and the zone. */
function localText(value: Date, offset: string | undefined, path: string): { text: string; zone: string } {
  const time = value instanceof Date ? value.getTime() : NaN;
  if (Number.isNaN(time)) throw new InputError(path, value, 'a valid Date');
  const zone = offset === undefined ? zoneText(-value.getTimezoneOffset()) : zoneAt(value, offset, path);
  const text = new Date(time + minutesOf(zone) * 60_000).toISOString().slice(0, -1);
  if (text.length > 23 || text.startsWith('0000')) throw new InputError(path, text, 'a date in the years 0001 to 9999');
  return { text, zone };
}

function zoneAt(value: Date, offset: string, path: string): string {
  if (/^(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$/.test(offset)) return offset;
  const rule = 'an offset up to 14:00, such as +01:00, or a time zone, such as Europe/London';
  if (/^[+-]/.test(offset)) throw new InputError(path, offset, rule);
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: offset, timeZoneName: 'longOffset' });
    const name = format.formatToParts(value).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return `${sign}${hours}:${minutes}`;
  } catch {
    throw new InputError(path, offset, rule);
  }
}

function zoneText(minutes: number): string {
  const whole = Math.trunc(Math.abs(minutes));
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(whole / 60))}:${two(whole % 60)}`;
}

function minutesOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}
