import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codeOf, reasonOf } from '../../generator/diagnostics/thrown.ts';

const test = suite('thrown');

const causedBy = (cause: unknown): Error => new Error('fetch failed', { cause });

const cases: [thrown: unknown, reason: string, code: string | undefined][] = [
  [new Error('no such file'), 'no such file', undefined],
  [Object.assign(new Error('no such file'), { code: 'ENOENT' }), 'no such file', 'ENOENT'],
  // What is no error may still carry what an error does.
  [{ code: 'ENOENT', toString: () => 'text' }, 'text', undefined],
  [Object.assign(new Error('refused'), { code: 5 }), 'refused', undefined],
  ['text', 'text', undefined],
  [undefined, 'undefined', undefined],
  [causedBy(new Error('connection refused')), 'fetch failed (connection refused)', undefined],
  [causedBy(new Error('')), 'fetch failed', undefined],
  [causedBy('connection refused'), 'fetch failed', undefined],
];

for (const [thrown, reason, code] of cases) {
  test(`the reason is ${reason}, the code ${code}`, () => {
    assert.is(reasonOf(thrown), reason);
    assert.is(codeOf(thrown), code);
  });
}

test.run();
