import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { conceptOf, displayOf, hasCode } from '../../runtime/build/concepts.ts';

const Colour = {
  red: { system: 'urn:warm', code: 'r', display: 'Red' },
  rose: { system: 'urn:cold', code: 'r', display: 'Rose' },
  plain: { code: 'p' },
  constructor: { system: 'urn:warm', code: 'toString', display: 'Odd' },
} as const;

const test = suite('concepts');

const cases: readonly (readonly [given: Parameters<typeof conceptOf<typeof Colour>>[1], want: unknown])[] = [
  ['r', Colour.red],
  ['p', Colour.plain],
  ['toString', Colour.constructor],
  ['x', undefined],
  ['', undefined],
  [{ system: 'urn:cold', code: 'r' }, Colour.rose],
  [{ system: 'urn:hot', code: 'r' }, undefined],
  [{ code: 'r' }, undefined],
  [{ code: 'p' }, Colour.plain],
  [{ system: 'urn:warm' }, undefined],
  [{}, undefined],
];

for (const [given, want] of cases) {
  test(JSON.stringify(given), () => {
    assert.is(conceptOf(Colour, given), want);
    assert.is(displayOf(Colour, given), (want as { display?: string } | undefined)?.display);
  });
}

test('membership of codes', () => {
  const values: unknown[] = ['r', 'p', 'toString', 'valueOf', 'R', '', undefined, null, 1, ['r'], { code: 'r' }];
  assert.equal(
    values.filter((value) => hasCode(Colour, value)),
    ['r', 'p', 'toString'],
  );
});

test.run();
