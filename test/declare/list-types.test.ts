/** The types of lists by their slices: what is required, what a code discriminates, and what no type may say. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { keyword, local, type TypeExpression } from '../../generator/declare/expressions.ts';
import { listOf, otherItems } from '../../generator/declare/list-types.ts';
import type { ContentModel, ElementModel, SliceModel } from '../../generator/model/model.ts';
import { typeCode } from '../../generator/emit/type-code.ts';

/** As much of a slice as its list asks for. */
type Slice = Pick<SliceModel, 'sliceName' | 'min'> & Partial<SliceModel>;

const mark = (path: string, value: string): SliceModel['discriminators'] => [{ type: 'value', path, value }];
const official: Slice = { sliceName: 'Official', min: 1, discriminators: mark('use', 'official') };
const nickname: Slice = { sliceName: 'Nickname', min: 0, discriminators: mark('use', 'nickname') };
const closedCode = { strength: 'required', valueSet: { isClosed: true } };
const content = {
  elements: [
    { name: 'use', isList: false, types: [{ code: 'code' }], binding: closedCode },
    { name: 'system', isList: false, types: [{ code: 'uri' }] },
  ],
} as unknown as ContentModel;

const print = (type: TypeExpression): string => typeCode(type).text;
const slicesOf = (slices: readonly Slice[]): SliceModel[] => slices as SliceModel[];

const others: readonly (readonly [what: string, slices: readonly Slice[], want: string])[] = [
  ['a code', [official, nickname], "OtherThan<Name, 'use', 'official' | 'nickname'>"],
  ['a system', [{ ...official, discriminators: mark('system', 'urn:x') }], 'Name'],
  ['two marks', [{ ...official, discriminators: [...mark('use', 'official'), ...mark('system', 'urn:x')] }], 'Name'],
  ['a code further inside', [{ ...official, discriminators: mark('period.use', 'official') }], 'Name'],
  ['a breach that is a warning when received', [{ ...official, severityWhenReceived: 'warning' }], 'Name'],
  ['a slice inside of another', [{ ...official, within: 'Formal' }], 'Name'],
  ['a slice that cannot be told', [{ ...official, undiscriminated: 'no discriminator' }], 'Name'],
];

const lists: readonly (readonly [what: string, slices: readonly Slice[], want: string])[] = [
  ['no slice', [], 'Name[]'],
  ['an optional slice', [nickname], 'Array<Nickname | Name>'],
  ['a required slice', [official], 'SlicedList<Official, Name>'],
  ['one of two is required', [official, nickname], 'SlicedList<Official, Nickname | Name>'],
  ['both are', [official, { ...nickname, min: 1 }], 'SlicedListOf<2, Official | Nickname, Name>'],
  ['twice the same', [{ ...official, min: 2 }], 'SlicedListOf<2, Official, Name>'],
  ['more than types tell', [{ ...official, min: 5 }], 'NonEmptyList<Official | Name>'],
  [
    'a breach that is a warning when received',
    [{ ...official, severityWhenReceived: 'warning' }],
    'NonEmptyList<Official | Name>',
  ],
];

const test = suite('types of lists');

for (const [what, slices, want] of others)
  test(`other items, where what discriminates is ${what}`, () => {
    assert.is(print(otherItems(local('Name'), content, slicesOf(slices))), want);
  });

for (const [what, slices, want] of lists)
  test(`a list with ${what}`, () => {
    const minItems = slices.reduce((sum, { min }) => sum + min, 0);
    const element = { max: Infinity, minItems, slices } as unknown as ElementModel;
    const ofSlice = ({ sliceName }: SliceModel): TypeExpression => local(sliceName);
    assert.is(print(listOf(element, { ofSlice, other: local('Name') })), want);
  });

test('a list of one item that has to be of the slice, and one that is closed', () => {
  const element = { minItems: 1, slices: [official] } as unknown as ElementModel;
  const ofSlice = (): TypeExpression => local('Official');
  assert.is(print(listOf({ ...element, max: 1 }, { ofSlice, other: keyword('string') })), '[Official]');
  assert.is(print(listOf({ ...element, max: Infinity }, { ofSlice })), 'NonEmptyList<Official>');
});

test.run();
