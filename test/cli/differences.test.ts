/** What `--check` prints. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { printDifferences } from '../../generator/commands/output.ts';
import type { OutputChanges } from '../../generator/write/compare-output.ts';

const none: OutputChanges = { added: [], changed: [], stale: [], unchanged: [], kept: [], stray: [] };

/** The lines that are printed, without the remedy behind them. */
function printed(changes: Partial<OutputChanges>): string[] {
  const lines: string[] = [];
  const { error } = console;
  console.error = (text: string) => lines.push(...text.trim().split('\n').slice(0, -1));
  try {
    assert.is(printDifferences({ format: 'text' }, { ...none, ...changes }), lines.length > 0);
  } finally {
    console.error = error;
  }
  return lines;
}

const rows: [what: string, changes: Partial<OutputChanges>, want: string[]][] = [
  ['nothing that differs', { unchanged: ['a'] }, []],
  ['a folder without the package', { added: ['a', 'b'] }, ['missing  all 2 files']],
  ['such a folder with somebody’s files', { added: ['a', 'b'], stray: ['c'] }, ['missing  all 2 files', 'foreign  c']],
  ['two files that are missing', { added: ['a', 'b'], unchanged: ['c'] }, ['missing  a', 'missing  b']],
  ['one of two that is changed', { added: ['a'], changed: ['b'] }, ['missing  a', 'differs  b']],
  ['one of two that is edited', { added: ['a'], kept: ['b'] }, ['missing  a', 'differs  b']],
];

const test = suite('differences');

for (const [what, changes, want] of rows) test(what, () => assert.equal(printed(changes), want));

test.run();
