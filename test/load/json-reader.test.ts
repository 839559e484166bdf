import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { JsonReader } from '../../generator/load/json-reader.ts';

interface Reading {
  readonly reader: JsonReader;
  /** `code path: message` of what was reported. */
  readonly reports: string[];
}

function read(json: object): Reading {
  const reports: string[] = [];
  const report = (code: string, message: string, path: string): void =>
    void reports.push(`${code} ${path}: ${message}`);
  return { reader: new JsonReader(json as Record<string, unknown>, '', report), reports };
}

const test = suite('JsonReader');

/** How a property is read, what is read, and of which complaint if any. */
const readings: [what: string, value: unknown, use: (json: JsonReader) => unknown, want: unknown, fault?: string][] = [
  ['text', 'x', (json) => json.string('a'), 'x'],
  ['text that is blank', ' ', (json) => json.string('a'), undefined, 'a is not a string with text; it is " ".'],
  ['a number as text', 1, (json) => json.string('a'), undefined, 'a is not a string with text; it is 1.'],
  ['a count', 0, (json) => json.number('a'), 0],
  ['a count that is too large to be exact', 2 ** 53, (json) => json.number('a'), undefined, 'a is not a whole number'],
  ['a flag', false, (json) => json.boolean('a'), false],
  ['a code', 'x', (json) => json.code('a', ['x', 'y']), 'x'],
  [
    'a code that there is not',
    'z',
    (json) => json.code('a', ['x', 'y']),
    undefined,
    'a is not one of x, y; it is "z".',
  ],
  ['a form', '12', (json) => json.formed('a', /^\d+$/, 'digits'), '12'],
  ['a number in place of its digits', 0, (json) => json.formed('a', /^\d+$/, 'digits'), '0', 'a is 0 in place of "0".'],
  ['a number that does not fit', -1, (json) => json.formed('a', /^\d+$/, 'digits'), undefined, 'a is not a string'],
  ['digits in place of a count', '2', (json) => json.number('a'), 2, 'a is "2" in place of 2.'],
  ['text in place of a count', 'two', (json) => json.number('a'), undefined, 'a is not a whole number'],
  ['text in place of a flag', 'true', (json) => json.boolean('a'), true, 'a is "true" in place of true.'],
  [
    'a form that does not fit',
    'b',
    (json) => json.formed('a', /^\d+$/, 'digits'),
    undefined,
    'a is not digits; it is "b".',
  ],
  ['any value', { b: 1 }, (json) => json.value('a'), { b: 1 }],
  ['null', null, (json) => json.value('a'), undefined, 'a is not a value; it is null.'],
  ['an object', { b: 'x' }, (json) => json.object('a')?.string('b'), 'x'],
  ['a list as object', [], (json) => json.object('a'), undefined, 'a is not an object; it is a list.'],
  ['null as object', null, (json) => json.object('a'), undefined, 'a is not an object; it is null.'],
  ['objects', [{ b: 1 }], (json) => json.objects('a').map((one) => one.number('b')), [1]],
  ['a text among objects', [{}, 'x'], (json) => json.objects('a').length, 1, 'a[1] is not an object; it is "x".'],
  [
    'deep inside',
    [{ b: [1] }],
    (json) => json.objects('a')[0]?.strings('b'),
    [],
    'a[0].b[0] is not a string; it is 1.',
  ],
  ['an object as text', {}, (json) => json.string('a'), undefined, 'a is not a string with text; it is an object.'],
  [
    'a long text',
    'x'.repeat(50),
    (json) => json.code('a', ['y']),
    undefined,
    `a is not one of y; it is "${'x'.repeat(40)}…".`,
  ],
  ['what is missing', undefined, (json) => json.requiredString('a'), '', 'a is missing.'],
];

for (const [what, value, use, want, fault] of readings) {
  test(what, () => {
    const { reader, reports } = read(value === undefined ? {} : { a: value });
    assert.equal(use(reader), want);
    assert.is(reports.length, fault === undefined ? 0 : 1);
    assert.match(reports[0] ?? '', fault ?? '');
  });
}

test('absent properties are no faults', () => {
  const { reader, reports } = read({});
  const got = [reader.string('a'), reader.number('a'), reader.boolean('a'), reader.object('a'), reader.value('a')];
  assert.equal(got, [undefined, undefined, undefined, undefined, undefined]);
  assert.equal([reader.objects('a'), reader.strings('a'), reports], [[], [], []]);
});

test('what every object has is not there unless it was said', () => {
  for (const key of ['constructor', 'toString', '__proto__']) assert.is(read({}).reader.raw(key), undefined);
  const said = JSON.parse('{"__proto__": "x", "constructor": "y"}') as object;
  assert.equal([read(said).reader.raw('__proto__'), read(said).reader.raw('constructor')], ['x', 'y']);
});

test.run();
