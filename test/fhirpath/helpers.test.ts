import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as fp from '../../runtime/fhirpath/index.ts';

const test = suite('fhirpath: helpers of the runtime');

/** As a text, so that NaN is the same as NaN. */
function signOf(difference: number): string {
  return String(Math.sign(difference));
}

const dates: readonly (readonly [left: unknown, right: unknown, want: number])[] = [
  ['2026', '2025', 1],
  ['2026-03', '2026-04', -1],
  ['2026-03-04', '2026-03-04', 0],
  ['2026', '2025-12-31', 1],
  ['2026', '2026-12-31', NaN],
  ['2026-03-04', '2026-03-04T00:00:00Z', NaN],
  ['2026-03-04', '2026-03-03T23:30:00Z', 1],
  ['2026-03-04T10:00:00Z', '2026-03-04T11:00:00+01:00', 0],
  ['2026-03-04T10:00:00+01:00', '2026-03-04T09:30:00Z', -1],
  ['2026-07-01', '2026-07-01T00:30:00+01:00', NaN],
  ['-0044', '2026', NaN],
  [undefined, '2026', NaN],
  [2026, '2026', NaN],
  ['x', 'y', NaN],
];
for (const [left, right, want] of dates) {
  test(`compareDates ${String(left)} ${String(right)}`, () => {
    assert.is(signOf(fp.compareDates(left, right)), signOf(want));
    assert.is(signOf(fp.compareDates(right, left)), signOf(-want));
  });
}

const quantities: readonly (readonly [left: unknown, right: unknown, want: number])[] = [
  [{ value: 2, code: 'mg', system: 'a' }, { value: 1, code: 'mg', system: 'a' }, 1],
  [{ value: 2, code: 'mg', system: 'a' }, { value: 1, code: 'mg', system: 'b' }, NaN],
  [{ value: 2, code: 'mg', system: 'a' }, { value: 1, code: 'g', system: 'a' }, NaN],
  [{ value: 2, code: 'mg', unit: 'x' }, { value: 3, code: 'mg', unit: 'y' }, -1],
  [{ value: 2, unit: 'x' }, { value: 3, unit: 'x' }, -1],
  [{ value: 2, unit: 'x' }, { value: 3, unit: 'y' }, NaN],
  [{ value: 2 }, { value: 2 }, 0],
  [{ value: '2' }, { value: 2 }, NaN],
  [undefined, { value: 2 }, NaN],
];
for (const [left, right, want] of quantities) {
  test(`compareQuantities ${JSON.stringify([left, right])}`, () =>
    assert.is(signOf(fp.compareQuantities(left, right)), signOf(want)));
}

const lists: readonly (readonly [title: string, got: unknown, want: unknown])[] = [
  ['equals in any order of properties', fp.equals([{ a: 1, b: [2] }], [{ b: [2], a: 1 }]), true],
  ['equals nothing', fp.equals([], [1]), undefined],
  ['equals with another order', fp.equals([1, 2], [2, 1]), false],
  ['equals with an inherited name', fp.equals([{ toString: undefined }], [{ a: undefined }]), false],
  ['equals of an array and an object', fp.equals([{ a: [] }], [{ a: {} }]), false],
  ['isDistinct of a text and a number', fp.isDistinct(['1', 1]), true],
  ['isDistinct of an object and its text', fp.isDistinct([{ a: 1 }, '{"a":1}']), true],
  [
    'isDistinct of the same objects',
    fp.isDistinct([
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]),
    false,
  ],
  ['isDistinct of objects that only join alike', fp.isDistinct([{ a: ['x', 'y'] }, { a: ['x,y'] }]), true],
  ['distinct', fp.distinct(['a', 'b', 'a']), ['a', 'b']],
  ['union', fp.union(['a'], ['b', 'a']), ['a', 'b']],
  ['union with nothing', fp.union(undefined, ['b', 'b']), ['b']],
  ['select', fp.select([1, null, 2], (item: number) => (item === 1 ? [item, item] : undefined)), [1, 1]],
  ['some of one item', fp.some('a', (item: string) => item === 'a'), true],
  ['some of nothing', fp.some(undefined, () => true), false],
  ['some of null', fp.some([null], () => true), false],
  ['withSiblings', fp.withSiblings(['a', null], [null, { id: 'x' }, { id: 'y' }]), ['a', { id: 'x' }, { id: 'y' }]],
  ['withSiblings of siblings alone', fp.withSiblings(undefined, [{ id: 'x' }]), [{ id: 'x' }]],
  ['countOf', [fp.countOf(undefined), fp.countOf('a'), fp.countOf(['a', 'b'])], [0, 1, 2]],
  ['tail', fp.tail([1, 2, 3]), [2, 3]],
  ['members', fp.members([{ a: 1 }, { a: [2, 3] }, { _a: { id: 'x' } }, 5, null], 'a'), [1, 2, 3, { id: 'x' }]],
  [
    'children',
    fp.children({ resourceType: 'Patient', a: [1, 2], _a: [null, { id: 'x' }], _b: { id: 'y' } }),
    [1, 2, { id: 'y' }],
  ],
  ['hasChoice', [fp.hasChoice({ valueCode: 'a' }, 'value'), fp.hasChoice({ _valueCode: {} }, 'value')], [true, true]],
  [
    'hasChoice of what only starts alike',
    fp.hasChoice({ value: 1, values: 2, otherCode: 3, valueCode: undefined }, 'value'),
    false,
  ],
  [
    'hasContent',
    [fp.hasContent({ id: 'a' }), fp.hasContent({ id: 'a', b: 1 }), fp.hasContent(undefined)],
    [false, true, false],
  ],
  ['toInteger', [fp.toInteger('12'), fp.toInteger('-1'), fp.toInteger(true), fp.toInteger(3)], [12, -1, 1, 3]],
  [
    'toInteger of what is none',
    [fp.toInteger('1.5'), fp.toInteger(''), fp.toInteger(1.5), fp.toInteger({})].map(Number.isNaN),
    [true, true, true, true],
  ],
  [
    'toText',
    [fp.toText(1.5), fp.toText('a'), fp.toText(false), fp.toText({}), fp.toText(undefined)],
    ['1.5', 'a', 'false', undefined, undefined],
  ],
  [
    'substring',
    [fp.substring('abc', 1), fp.substring('abc', 0, 2), fp.substring('abc', 3), fp.substring(5, 0)],
    ['bc', 'ab', undefined, undefined],
  ],
  [
    'isResource',
    [fp.isResource({ resourceType: 'A' }, 'A'), fp.isResource({ resourceType: 'B' }, 'A'), fp.isResource({}, 'A')],
    [true, false, undefined],
  ],
  [
    'resolve of what is contained',
    fp.resolve({ resource: { contained: [null, { id: 'a', b: 1 }] } }, { reference: '#a' }),
    { id: 'a', b: 1 },
  ],
  ['resolve without a way to', fp.resolve({ resource: {} }, { reference: 'Patient/a' }), undefined],
  ['resolve of what is no reference', fp.resolve({ resource: {}, resolve: () => 1 }, { display: 'a' }), undefined],
];
for (const [title, got, want] of lists) test(title, () => assert.equal(got, want));

test('a set of one resource is not that of another', () => {
  const find = (resource: { ids: string[] }): string[] => resource.ids;
  const first = { resource: { ids: ['a'] } };
  assert.ok(fp.resourceSet(first, 'ids', find).has('a'));
  first.resource.ids.push('b');
  assert.not(fp.resourceSet(first, 'ids', find).has('b'));
  assert.ok(fp.resourceSet(first, 'other', find).has('b'));
  assert.ok(fp.resourceSet({ resource: { ids: ['c'] } }, 'ids', find).has('c'));
});

test('what holds itself ends', () => {
  const cycle = (): unknown => {
    const value: Record<string, unknown> = {};
    return Object.assign(value, { a: value, b: [value, value], c: value });
  };
  assert.not(fp.equals([cycle()], [cycle()]));
  assert.type(fp.isDistinct([cycle(), cycle()]), 'boolean');
  assert.is(fp.descendants(cycle()).length, 4);
});

test.run();
