/**
 * Asks the reference about the cases and examples that have no verdict yet, or about all with `--all`: `npm run parity:ask`.
 * `PARITY_VALIDATOR` is the folder of a program `validate`, which CONTRIBUTING describes, and `PARITY_EXAMPLES` says where sets
 * of examples are.
 */
import { writeFileSync } from 'node:fs';
import { askAboutSet } from './ask-set.ts';
import { readVerdicts } from './compare-corpus.ts';
import { corpus, hashOf, type ParityCase } from './corpus.ts';
import { exampleSets } from './example-sets.ts';
import { readSets, writeSets, type StoredSet } from './example-verdicts.ts';
import { verdictsFrom, type Verdict } from './read-answers.ts';
import { runValidator } from './run-validator.ts';
import type { StoredVerdict, StoredVerdicts } from './verdict.ts';

const isAll = process.argv.includes('--all');
writeVerdicts(askAbout([...corpus()], isAll ? {} : readVerdicts()));
const sets: Record<string, StoredSet> = { ...readSets() };
for (const set of exampleSets()) sets[set.name] = await askAboutSet(set, isAll ? undefined : sets[set.name]);
writeSets(sets);

/** Returns the verdicts on the cases: the stored ones that fit, and new ones for the others. */
function askAbout(cases: readonly ParityCase[], stored: StoredVerdicts): StoredVerdicts {
  const open = cases.filter(({ id, mutation, value }) => stored[id]?.[mutation]?.[0] !== hashOf(value));
  console.log(`${open.length} of ${cases.length} cases to ask`);
  const lines = open.map((one) => `${keyOf(one)}\t${JSON.stringify(one.value)}`);
  const answers = open.length > 0 ? verdictsFrom(runValidator(lines)) : new Map<string, Verdict>();
  const verdicts: Record<string, Record<string, StoredVerdict>> = {};
  for (const one of cases) {
    const answer = answers.get(keyOf(one));
    const verdict = answer ? ([hashOf(one.value), ...answer] as const) : stored[one.id]?.[one.mutation];
    if (!verdict) throw new Error(`the validator has not answered ${keyOf(one)}`);
    (verdicts[one.id] ??= {})[one.mutation] = verdict;
  }
  return verdicts;
}

function keyOf({ id, mutation }: ParityCase): string {
  return `${id} ${mutation}`;
}

function writeVerdicts(verdicts: StoredVerdicts): void {
  const lines = Object.entries(verdicts).map(([id, row]) => `${JSON.stringify(id)}: ${JSON.stringify(row)}`);
  writeFileSync(new URL('verdicts.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
}
