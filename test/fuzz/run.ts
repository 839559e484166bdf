/**
 * Gives every public function that takes untrusted input many values, and tells what came of it.
 *
 *   npm run fuzz -- [--seed N] [--count N] [--target NAME]
 *
 * `--count` is the number of values in all, 100,000 unless given; `--target` keeps the targets whose name contains it, with
 * all the values among them. The same seed gives the same values. The exit code is 1 if there is a finding.
 *
 * fast-check makes the values: it shrinks, repeats by a seed, and needs nothing besides. A tool that is guided by coverage is
 * not used: Jazzer.js, the only one for Node that is still kept, comes as native code, whose build for Linux asks for
 * version 2.38 of the GNU C library, newer than that of Debian 12, and brings a hundred packages, a compiler driver among them.
 */
import { parseArgs } from 'node:util';
import { measureGrowth } from './growth.ts';
import { printFindings, printGrowth, printTable } from './report.ts';
import { targets } from './targets.ts';
import { tryTarget, type Result } from './try-target.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20260304' },
    count: { type: 'string', default: '100000' },
    target: { type: 'string', default: '' },
  },
});

const chosen = targets.filter(({ name }) => name.includes(values.target));
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
const results: Result[] = [];
for (const target of chosen) {
  const count = Math.max(1, Math.round((Number(values.count) * target.share) / shares));
  results.push(await tryTarget(target, count, Number(values.seed)));
  console.error(`${target.name}: ${count} values`);
}

printTable(results);
printFindings(results);
if (values.target === '') printGrowth(measureGrowth());
process.exitCode = results.length > 0 && results.every(({ findings }) => findings.length === 0) ? 0 : 1;
