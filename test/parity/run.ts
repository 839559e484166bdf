/** Writes `docs/parity.md`: `npm run parity`. */
import { writeFileSync } from 'node:fs';
import { compareCorpus } from './compare-corpus.ts';
import { writePage } from './page.ts';

const parity = compareCorpus();
for (const { id, mutation, comparison, unexplained } of parity.differences)
  for (const error of unexplained) console.error(`${comparison}, no reason: ${id} ${mutation}: ${error}`);
for (const one of parity.stale) console.error(`no verdict of the reference: ${one}`);
writeFileSync(new URL('../../docs/parity.md', import.meta.url), await writePage(parity));
process.exitCode =
  parity.stale.length > 0 || parity.differences.some(({ unexplained }) => unexplained.length > 0) ? 1 : 0;
