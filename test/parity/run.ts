/**
 * Writes `docs/parity.md`: `npm run parity`. Where `PARITY_EXAMPLES` says that sets of examples are at hand, it compares the verdicts
 * on them anew and fails if they are not the ones that are kept.
 */
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { compareCorpus } from './compare-corpus.ts';
import { exampleSets } from './example-sets.ts';
import { compareSet, readSets } from './example-verdicts.ts';
import { judgeFor } from './judge.ts';
import { writePage } from './page.ts';

const parity = compareCorpus();
for (const { id, mutation, comparison, unexplained } of parity.differences)
  for (const error of unexplained) console.error(`${comparison}, no reason: ${id} ${mutation}: ${error}`);
for (const one of parity.stale) console.error(`no verdict of the reference: ${one}`);
const faults = [...parity.stale, ...parity.differences.flatMap(({ unexplained }) => unexplained)];

const sets = readSets();
for (const set of exampleSets()) {
  const stored = sets[set.name];
  const { counts, unexplained } = compareSet(set, await judgeFor(set), stored?.verdicts ?? {});
  const { asked: _, verdicts: __, ...kept } = stored ?? { asked: '', verdicts: {} };
  const changed = isDeepStrictEqual(counts, kept) ? [] : [`${set.name}: ${JSON.stringify(counts)} is not what is kept`];
  for (const line of [...unexplained, ...changed]) console.error(line);
  faults.push(...unexplained, ...changed);
}

writeFileSync(new URL('../../docs/parity.md', import.meta.url), await writePage(parity, sets));
process.exitCode = faults.length > 0 ? 1 : 0;
