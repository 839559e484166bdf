import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { limited, type Limits } from '../../runtime/guard/profile.ts';
import { finish, start } from '../../runtime/guard/run.ts';

const rows: readonly (readonly [value: unknown, limits: Limits, want: string[]])[] = [
  [undefined, { min: 1 }, []],
  [1, { min: 1, max: 1 }, []],
  [0, { min: 1 }, ['.rank: 0 is less than the minimum of 1']],
  [2, { max: 1 }, ['.rank: 2 is more than the maximum of 1']],
  ['abc', { length: 3 }, []],
  ['💉💉💉', { length: 3 }, []],
  ['abcd', { length: 3 }, ['.rank: "abcd" is longer than the maximum of 3 characters']],
  [[1, 0, 0], { min: 1 }, ['.rank[1]: 0 is less than the minimum of 1', '.rank[2]: 0 is less than the minimum of 1']],
  [{ value: 0 }, { min: 1, length: 1 }, []],
];

const test = suite('limits of values');

for (const [value, limits, want] of rows) {
  test(`${JSON.stringify(value)} within ${JSON.stringify(limits)}`, () => {
    const check = start('check');
    assert.is(limited(check, value, 'rank', 5, limits), false);
    assert.equal(
      finish(check, '').map(({ expression, message }) => `${expression}: ${message}`),
      want,
    );
    assert.is(limited(start('is'), value, 'rank', 5, limits), want.length > 0);
  });
}

test.run();
