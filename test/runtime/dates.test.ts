import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatDate, formatDateTime, formatInstant } from '../../runtime/primitives/dates.ts';
import { InputError } from '../../runtime/core/errors.ts';
import { date, dateTime, instant } from '../../runtime/primitives/primitives.ts';

const spring = new Date('2026-03-04T07:15:30.250Z');
const summer = new Date('2026-07-04T23:30:00Z');
const london = 'Europe/London';

const given: readonly (readonly [what: string, text: () => string, want: string])[] = [
  ['day', () => formatDate(spring, 'day', 'Z'), '2026-03-04'],
  ['month', () => formatDate(spring, 'month', 'Z'), '2026-03'],
  ['year', () => formatDate(spring, 'year', 'Z'), '2026'],
  ['day where the moment is', () => formatDate(summer, 'day', london), '2026-07-05'],
  ['day of a zone', () => formatDate(summer, london), '2026-07-05'],
  ['day of an offset', () => formatDate(summer, '-11:30'), '2026-07-04'],
  ['day by default', () => formatDate('2026-03-04'), '2026-03-04'],
  ['text cut to the month', () => formatDate('2026-03-04', 'month'), '2026-03'],
  ['text cut to the year', () => formatDate('-0044-03-15', 'year'), '-0044'],
  ['text of that precision', () => formatDate('2026-03', 'month'), '2026-03'],
  ['seconds by default', () => formatDateTime(spring, undefined, '+00:00'), '2026-03-04T07:15:30+00:00'],
  ['milliseconds', () => formatDateTime(spring, 'millisecond', 'Z'), '2026-03-04T07:15:30.250Z'],
  ['dateTime of a day has no offset', () => formatDateTime(spring, 'day', '+01:00'), '2026-03-04'],
  ['dateTime of a year', () => formatDateTime(spring, 'year', 'Z'), '2026'],
  ['winter in London', () => formatDateTime(spring, 'second', london), '2026-03-04T07:15:30+00:00'],
  ['summer in London', () => formatDateTime(summer, 'second', london), '2026-07-05T00:30:00+01:00'],
  ['New York', () => formatDateTime(summer, 'second', 'America/New_York'), '2026-07-04T19:30:00-04:00'],
  ['Kathmandu', () => formatDateTime(summer, 'second', 'Asia/Kathmandu'), '2026-07-05T05:15:00+05:45'],
  ['Kiritimati', () => formatDateTime(summer, 'second', 'Pacific/Kiritimati'), '2026-07-05T13:30:00+14:00'],
  ['negative offset', () => formatDateTime(spring, 'second', '-09:30'), '2026-03-03T21:45:30-09:30'],
  ['text as it is', () => formatDateTime('2026-03'), '2026-03'],
  ['instant', () => formatInstant(spring, '+01:00'), '2026-03-04T08:15:30.250+01:00'],
  ['instant as text', () => formatInstant('2026-03-04T07:15:00Z'), '2026-03-04T07:15:00Z'],
  ['year 1', () => formatDate(new Date('0001-01-01T00:00:00Z'), 'day', 'Z'), '0001-01-01'],
];

const refused: readonly (readonly [what: string, run: () => string, message: RegExp])[] = [
  ['no moment', () => formatDate(new Date(NaN), 'day', 'Z'), /^date: .*is not a valid Date$/],
  ['no Date', () => formatInstant(5 as unknown as Date), /^instant: 5 is not a valid Date/],
  ['path', () => formatInstant(new Date(NaN), 'Z', 'patient.meta.lastUpdated'), /^patient\.meta\.lastUpdated: /],
  ['a Date without a zone', () => formatDate(summer, undefined as never), /^date: needs the time zone/],
  ['a Date with a precision alone', () => formatDate(summer, 'month' as never), /^date: needs the time zone/],
  ['text that is none', () => formatDate('2026-02-30'), /^date: "2026-02-30" is not a valid date/],
  ['less than asked for', () => formatDate('2026', 'month'), /"2026" is not a date with month/],
  ['dateTime text', () => formatDateTime('2026-03-04T07:15'), /^dateTime: /],
  ['instant text', () => formatInstant('2026-03-04'), /^instant: /],
  ['offset too far', () => formatDateTime(spring, 'second', '+14:30'), /"\+14:30" is not an offset/],
  ['offset without colon', () => formatDateTime(spring, 'second', '+0100'), /"\+0100" is not an offset/],
  ['zone unknown', () => formatDateTime(spring, 'second', 'Europe/Larkspur'), /"Europe\/Larkspur" is not an offset/],
  ['year 10000', () => formatDate(new Date('+010000-01-01T00:00:00Z'), 'day', 'Z'), /years 0001 to 9999/],
  ['year 0', () => formatDate(new Date('0000-06-01T00:00:00Z'), 'day', 'Z'), /years 0001 to 9999/],
];

const dates = suite('runtime dates');

for (const [what, text, want] of given) dates(what, () => assert.is(text(), want));

for (const [what, run, message] of refused) {
  dates(`refuses: ${what}`, () => {
    assert.throws(run, (error: unknown) => error instanceof InputError && message.test(error.message));
  });
}

const moments = fc.date({ min: new Date('1700-01-02'), max: new Date('2200-01-01'), noInvalidDate: true });
const zones = fc.constantFrom(undefined, 'Z', '+14:00', '-11:30', london, 'America/St_Johns', 'Africa/Monrovia');

dates('what is written is a valid value that means the same moment', () => {
  fc.assert(
    fc.property(moments, zones, (moment, zone) => {
      assert.ok(date(formatDate(moment, zone ?? 'Z')));
      const text = formatInstant(moment, zone);
      assert.ok(instant(text), text);
      assert.is(Date.parse(text), moment.getTime(), text);
      const seconds = formatDateTime(moment, 'second', zone);
      assert.ok(dateTime(seconds), seconds);
      assert.is(Date.parse(seconds), Math.floor(moment.getTime() / 1000) * 1000, seconds);
    }),
    { seed: 7, numRuns: 300 },
  );
});

dates('the local offset is the one that held then', () => {
  const offset = -summer.getTimezoneOffset();
  assert.is(Date.parse(formatDateTime(summer)), summer.getTime());
  assert.match(formatDateTime(summer), offset < 0 ? /-\d\d:\d\d$/ : /\+\d\d:\d\d$/);
});

dates.run();
