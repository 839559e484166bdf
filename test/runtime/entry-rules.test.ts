import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { report } from '../../runtime/guard/face.ts';
import { fault } from '../../runtime/guard/faults.ts';
import { entryRules } from '../../runtime/guard/profile.ts';
import type { Guard } from '../../runtime/guard/run.ts';

const named: Guard = (value, run) =>
  typeof value === 'object' && value !== null && 'name' in value
    ? true
    : !fault(run, 'name', 3, 'required', 'is required') && false;

const rules = entryRules({ sender: named, anything: () => true }, 5);

const rows: [slice: keyof typeof rules, entry: unknown, paths: string[]][] = [
  ['sender', { resource: { name: 'Ada' } }, []],
  ['sender', { resource: {} }, ['entry.resource.name']],
  ['sender', {}, []],
  ['sender', { resource: 'text' }, []],
  ['sender', 'text', []],
  ['anything', { resource: {} }, []],
];

const test = suite('what entries are held to');

for (const [slice, entry, paths] of rows) {
  test(`${slice}: ${JSON.stringify(entry)}`, () => {
    const got = report(rules[slice], 'entry', entry).map(({ expression }) => expression);
    assert.equal(got, paths);
  });
}

test('a slice may have any name', () => {
  const odd = entryRules({ ['__proto__']: named }, 5);
  assert.equal(Object.keys(odd), ['__proto__']);
});

test.run();
