import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseVersion, compareVersions, isExact } from '../../generator/packages/versions.ts';

const test = suite('versions of packages');

const versions = ['1.0.0', '2.1.0', '2.2.4', '2.2.10', '2.3.0-beta.2', '2.3.0-beta.10', '3.0.0'];

const rows: readonly [range: string, chosen: string | undefined][] = [
  ['2.2.4', '2.2.4'],
  ['2.2.x', '2.2.10'],
  ['2.x', '2.2.10'],
  ['2.x.x', '2.2.10'],
  ['2.3.x', '2.3.0-beta.10'],
  ['*', '3.0.0'],
  ['latest', '3.0.0'],
  ['4.x', undefined],
  ['2.2', undefined],
  ['2.2.5', undefined],
];

for (const [range, chosen] of rows) {
  test(`${range} chooses ${chosen ?? 'nothing'}`, () => {
    assert.is(chooseVersion(versions, range), chosen);
    assert.is(chooseVersion(versions.toReversed(), range), chosen);
  });
}

test('the tag latest decides what the latest version is', () => {
  assert.is(chooseVersion(versions, 'latest', '2.2.4'), '2.2.4');
  assert.is(chooseVersion(versions, 'latest', '9.9.9'), '3.0.0');
});

test('pre-releases come before their release, numbers before text', () => {
  const sorted = ['1.0.0-1', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta', '1.0.0', '1.0.1', '1.10.0'];
  assert.equal(sorted.toReversed().sort(compareVersions), sorted);
});

test('a range with a wildcard is not exact', () => {
  assert.equal(['1.2.3', '1.2.x', 'latest', '*', 'current'].map(isExact), [true, false, false, false, true]);
});

test.run();
