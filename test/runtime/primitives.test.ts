import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import * as primitives from '../../runtime/primitives/primitives.ts';
import { rules, type PrimitiveName } from '../../runtime/primitives/rules.ts';

const many = (text: string, count: number): string => text.repeat(count);

/** What each type takes, and what it refuses. */
const table: Readonly<Record<PrimitiveName, { takes: readonly unknown[]; refuses: readonly unknown[] }>> = {
  base64Binary: {
    takes: ['aGkx', 'aGk=', 'aA==', 'aG k=', 'aGkx\r\n\taGk=', '+/+/'],
    refuses: ['', ' ', 'aGk', 'a', '====', 'aGk=aGk=', 'aG=k', '!!!!', 'aGk-', 'aGk\u00a0', 7],
  },
  boolean: { takes: [true, false], refuses: ['true', 'false', 0, 1, null] },
  code: {
    takes: ['a', 'a b', 'a b c', 'a-b', 'é b', 'b é'],
    refuses: ['', ' ', ' a', 'a ', 'a  b', 'a\tb', 'a\nb', 'a\u00a0b', '\u2003', 'a\u0000', 5],
  },
  date: {
    takes: ['2026', '2026-03', '2026-03-04', '2024-02-29', '2000-02-29', '0001', '9999-12-31', '-0044-03-15'],
    refuses: [
      ['', '0000', '-0000', '26', '02026', '10000', '2026-', '2026-3', '2026-00', '2026-13', '2026-03-00'],
      ['2026-03-32', '2026-04-31', '2026-02-29', '1900-02-29', '2026-02-30', '20260304', ' 2026', '2026 '],
      ['2026-03-04T07:15:00Z', '04/03/2026', '2026-03-04\n', 2026],
    ].flat(),
  },
  dateTime: {
    takes: [
      ['2026', '2026-03', '2026-03-04', '2026-03-04T07:15:00Z', '2026-03-04T07:15:00+00:00'],
      ['2026-03-04T07:15:00.123456789-05:30', '2026-03-04T07:15:00+14:00', '2026-03-04T07:15:00-14:00'],
      [
        '2016-12-31T23:59:60Z',
        '2024-02-29T00:00:00Z',
        '-0044-03-15T12:00:00Z',
        '2026-10-31T00:00:00Z',
        '2026-01-31T20:00:00Z',
      ],
    ].flat(),
    refuses: [
      ['', '0000', '2026-03-04T07:15', '2026-03-04T07:15Z', '2026-03-04T07:15:00', '2026-03-04T24:00:00Z'],
      ['2026-03-04T07:60:00Z', '2026-03-04T07:15:61Z', '2026-03-04T07:15:00+14:01', '2026-03-04T07:15:00+15:00'],
      ['2026-03-04T07:15:00+0000', '2026-03-04T07:15:00.Z', '2026-03-04t07:15:00Z', '2026-03-04T07:15:00z'],
      ['2026-02-29T07:15:00Z', '2026-13-04T07:15:00Z', '2026-03-00T07:15:00Z', '0000-03-04T07:15:00Z'],
      ['2026-04-31T07:15:00Z', '2026-03-04 07:15:00Z', '2026-03T07:15:00Z', '2026-03-04T07:15:00Z ', 0],
    ].flat(),
  },
  decimal: {
    takes: [0, -0, 1.5, -1.5, 1e-7, 1e30, Number.MAX_VALUE],
    refuses: [NaN, Infinity, -Infinity, '1.5', 5n, null],
  },
  elementId: { takes: ['a', '#1', 'a_b', many('a', 65)], refuses: ['', 'a b', ' ', 'a\t', 1] },
  id: {
    takes: ['a', 'A-1.b', '0', many('a', 64), '-', '.'],
    refuses: ['', many('a', 65), 'a_b', 'a b', 'é', 'a/b', 'a@', '[', '`', '{', 'a\n', 1],
  },
  instant: {
    takes: ['2026-03-04T07:15:00Z', '2026-03-04T07:15:00.000+01:00', '2016-12-31T23:59:60Z', '2024-02-29T00:00:00Z'],
    refuses: ['', '2026', '2026-03-04', '2026-03-04T07:15:00', '-2026-03-04T07:15:00Z', '2026-02-29T00:00:00Z', 0],
  },
  integer: {
    takes: [0, -0, 1, -1, 2147483647, -2147483648],
    refuses: [2147483648, -2147483649, 1.5, NaN, Infinity, '1', 5n],
  },
  markdown: { takes: ['*a*', 'a\n\nb'], refuses: ['', ' \n', 'a\u0000', 1] },
  oid: {
    takes: ['urn:oid:1.2.3', 'urn:oid:0', 'urn:oid:2.16.840.1'],
    refuses: ['', '1.2.3', 'urn:oid:', 'urn:oid:01', 'urn:oid:1.', 'urn:oid:1..2', 'urn:oid:1.02', 'URN:OID:1', 1],
  },
  positiveInt: { takes: [1, 2147483647], refuses: [0, -1, 1.5, 2147483648, '1'] },
  string: {
    takes: ['a', ' a ', 'a\tb\r\nc', '\u007f', 'é', '\u00a0a', many('a', 1048576)],
    refuses: [
      '',
      ' ',
      '\t\r\n',
      '\u00a0',
      '\u2003\ufeff',
      'a\u0000',
      'a\u0001b',
      '\u001f',
      'é\u0008',
      many('a', 1048577),
      7,
    ],
  },
  time: {
    takes: ['00:00:00', '20:00:00', '23:59:59', '07:15:00.5'],
    refuses: ['', '07:15', '24:00:00', '07:60:00', '07:15:60', '07:15:00.', '07:15:00Z', '7:15:00', 7],
  },
  unsignedInt: { takes: [0, 1, 2147483647], refuses: [-1, 0.5, 2147483648, '0'] },
  uri: {
    takes: ['https://example.org/a?b=c#d', 'urn:uuid:x', 'relative/path', '#a', 'é', 'a|b'],
    refuses: ['', ' ', 'a b', ' a', 'a\n', 'a\u00a0b', 'é b', 'a\u0000', 'é\u0000', 1],
  },
  uuid: {
    takes: ['urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0'],
    refuses: [
      ['', '0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', 'urn:uuid:0C3151BD-1CBF-4D64-B04D-CD9187A4C6E0'],
      ['urn:uuid:0c3151bd1cbf4d64b04dcd9187a4c6e0', 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e00', 1],
    ].flat(),
  },
  xhtml: {
    takes: ['<div xmlns="http://www.w3.org/1999/xhtml">a</div>'],
    refuses: ['', 'a', '<div>a</div>', '<div xmlns="http://www.w3.org/1999/xhtml">\u0001</div>', 1],
  },
};

const tests: Readonly<Record<PrimitiveName, (value: unknown) => boolean>> = primitives;
const names = Object.keys(table) as PrimitiveName[];
const strange = [undefined, null, [], ['a'], {}, { value: 'a' }, Symbol('a'), 5n, () => 'a', new Date(), Object('a')];

const tables = suite('runtime primitives: tables');

for (const name of names) {
  const { takes, refuses } = table[name];
  tables(`${name} takes`, () => {
    for (const value of takes) assert.is(tests[name](value), true, JSON.stringify(value).slice(0, 80));
  });
  tables(`${name} refuses`, () => {
    for (const value of [...refuses, ...strange]) assert.is(tests[name](value), false, String(value).slice(0, 80));
  });
}

tables('there is a test and a rule for every primitive type of the release', () => {
  const model = Object.keys(loadBaseModel().primitives);
  assert.equal([...names].filter((name) => name !== 'elementId').sort(), model.sort());
  for (const name of names) assert.ok(rules[name].text.length > 10, name);
});

tables('every rule names the JSON type of the release', () => {
  for (const [name, { jsonType }] of Object.entries(loadBaseModel().primitives)) {
    assert.is(rules[name as PrimitiveName].json, jsonType, name);
  }
});

tables.run();

const against = suite('runtime primitives: against the regular expressions of the specification');

/** Texts that are nearly right: pieces of each format, put together at random, and moments with a part that may be wrong. */
const scraps = fc.array(
  fc.constantFrom(
    ...[
      ['2026', '0000', '-', '-02', '-29', '-13', '-00', 'T', '07:15:00', ':', '.', '.5', 'Z', '+01:00', '+14:30'],
      ['urn:oid:', 'urn:uuid:', '0', '1', '.2', 'a', 'A', '_', ' ', '  ', '\t', '\n'],
      ['0c3151bd', '-1cbf', '-4d64', '-b04d', '-cd9187a4c6e0', 'e'],
    ].flat(),
  ),
  { maxLength: 8 },
);
const moments = fc.tuple(
  fc.constantFrom('2026', '2024', '1900', '0000', '0001', '-2025', '26'),
  fc.constantFrom('-02', '-04', '-10', '-00', '-13', ''),
  fc.constantFrom('-01', '-29', '-30', '-31', '-00', '-32', ''),
  fc.constantFrom('T07:15:00', 'T23:59:60', 'T24:00:00', 'T07:15', 'T07:15:61', ' 07:15:00', ''),
  fc.constantFrom('', '.5', '.', '.123456789'),
  fc.constantFrom('Z', '+01:00', '-14:00', '+14:30', '+0100', ''),
);
const texts = fc.oneof(scraps, moments).map((parts) => parts.join(''));

/** True where a text says a day or year that does not exist, which no expression of the specification rules out. */
function isUnreal(text: string): boolean {
  const [, year = '', month, day] = /^-?(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text) ?? [];
  if (year === '0000') return true;
  if (month === undefined || day === undefined) return false;
  const sign = text.startsWith('-') ? 1 - Number(year) : Number(year);
  const date = new Date(Date.UTC(2000 + (((sign % 400) + 400) % 400), Number(month) - 1, Number(day)));
  return date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day);
}

const withExpression = ['code', 'date', 'dateTime', 'id', 'instant', 'oid', 'time', 'uuid'] as const;

/** The expression of a type. The one for a code needs exponential time as published; this one takes the same texts. */
function expressionOf(name: PrimitiveName): RegExp {
  const published = loadBaseModel().primitives[name]?.regex;
  return new RegExp(published === '[^\\s]+([\\s]?[^\\s]+)*' ? '^\\S+(?:\\s\\S+)*$' : `^(?:${published})$`);
}

for (const name of withExpression) {
  against(`${name} decides as its expression does, but for days that do not exist`, () => {
    const expression = expressionOf(name);
    const isDate = name === 'date' || name === 'dateTime' || name === 'instant';
    let taken = 0;
    fc.assert(
      fc.property(texts, (text) => {
        // The expression for a code lets any single white space pass; the words of the specification only a space.
        const isTab = name === 'code' && /[\t\n]/.test(text);
        const expected = expression.test(text) && !isTab && !(isDate && isUnreal(text));
        if (expected) taken++;
        assert.is(tests[name](text), expected, text);
      }),
      { numRuns: 4000, seed: 7 },
    );
    for (const value of table[name].takes) assert.ok(expression.test(String(value)), String(value));
    assert.ok(taken > 0 || name === 'uuid', 'some texts were right');
  });
}

against('every day of 1896 to 2104 is one exactly when the calendar has it', () => {
  const two = (number: number): string => String(number).padStart(2, '0');
  for (let year = 1896; year <= 2104; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 28; day <= 31; day++) {
        const text = `${year}-${two(month)}-${two(day)}`;
        assert.is(primitives.date(text), new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day, text);
      }
    }
  }
});

against.run();

const bait = suite('runtime primitives: long texts');

/** Texts on which a careless expression takes for ever; three million characters each. */
const long = [
  many('a', 3_000_000),
  many('a ', 1_500_000),
  `${many('a ', 1_500_000)} `,
  `urn:oid:${many('1.', 1_500_000)}`,
  `2026-03-04T07:15:00.${many('1', 3_000_000)}`,
  `${many('aaaa', 750_000)}=`,
  many(' ', 3_000_000),
  many('\u00a0', 3_000_000),
  many('-', 3_000_000),
  `<div xmlns="http://www.w3.org/1999/xhtml">${many('<p ', 1_000_000)}`,
  `<div xmlns="http://www.w3.org/1999/xhtml" ${many(' a="1"', 500_000)}`,
  `<div xmlns="http://www.w3.org/1999/xhtml">${many('<!--', 750_000)}`,
  `<div xmlns="http://www.w3.org/1999/xhtml">${many('<p>', 1_000_000)}`,
];

for (const [index, text] of long.entries()) {
  bait(`text ${index} of three million characters is decided by every type`, () => {
    for (const name of names) assert.type(tests[name](text), 'boolean');
  });
}

bait.run();
