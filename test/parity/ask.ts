/**
 * Asks the reference about the cases that have no verdict yet, or about all with `--all`: `npm run parity:ask`.
 * `PARITY_VALIDATOR` is the folder of a program `validate`, which CONTRIBUTING describes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVerdicts } from './compare-corpus.ts';
import { corpus, hashOf, type ParityCase } from './corpus.ts';
import { verdictsFrom, type Verdict } from './read-answers.ts';
import type { StoredVerdict, StoredVerdicts } from './verdict.ts';

const folder = process.env['PARITY_VALIDATOR'];
if (!folder) throw new Error('PARITY_VALIDATOR must name the folder of the validator');
writeVerdicts(askAbout(folder, [...corpus()], process.argv.includes('--all') ? {} : readVerdicts()));

/** Returns the verdicts on the cases: the stored ones that fit, and new ones for the others. */
function askAbout(where: string, cases: readonly ParityCase[], stored: StoredVerdicts): StoredVerdicts {
  const open = cases.filter(({ id, mutation, value }) => stored[id]?.[mutation]?.[0] !== hashOf(value));
  console.log(`${open.length} of ${cases.length} cases to ask`);
  const answers = open.length > 0 ? verdictsFrom(runValidator(where, open)) : new Map<string, Verdict>();
  const verdicts: Record<string, Record<string, StoredVerdict>> = {};
  for (const one of cases) {
    const answer = answers.get(keyOf(one));
    const verdict = answer ? ([hashOf(one.value), ...answer] as const) : stored[one.id]?.[one.mutation];
    if (!verdict) throw new Error(`the validator has not answered ${keyOf(one)}`);
    (verdicts[one.id] ??= {})[one.mutation] = verdict;
  }
  return verdicts;
}

function runValidator(where: string, cases: readonly ParityCase[]): string {
  const work = mkdtempSync(join(tmpdir(), 'parity-'));
  try {
    const lines = cases.map((one) => `${keyOf(one)}\t${JSON.stringify(one.value)}\n`);
    writeFileSync(join(work, 'cases'), lines.join(''));
    const { status } = spawnSync(join(where, 'validate'), [join(work, 'cases'), join(work, 'answers')], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`the validator ended with ${status}`);
    return readFileSync(join(work, 'answers'), 'utf8');
  } finally {
    rmSync(work, { recursive: true });
  }
}

function keyOf({ id, mutation }: ParityCase): string {
  return `${id} ${mutation}`;
}

function writeVerdicts(verdicts: StoredVerdicts): void {
  const lines = Object.entries(verdicts).map(([id, row]) => `${JSON.stringify(id)}: ${JSON.stringify(row)}`);
  writeFileSync(new URL('verdicts.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
}
