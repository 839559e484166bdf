/** Asks the reference about a set of examples. */
import { resolve } from 'node:path';
import type { Example, ExampleSet } from './example-sets.ts';
import { theirExampleReasons } from './example-reasons.ts';
import { compareSet, verdictOf, type ExampleVerdict, type StoredSet } from './example-verdicts.ts';
import { judgeFor, type Judged } from './judge.ts';
import { runValidator } from './run-validator.ts';

/** Returns what to keep of a set. Prints the differences that no reason explains, with what the reference says. */
export async function askAboutSet(set: ExampleSet, stored: StoredSet | undefined): Promise<StoredSet> {
  const open = set.examples.filter(({ hash }) => stored?.verdicts[hash] === undefined);
  console.log(`${set.name}: ${open.length} of ${set.examples.length} examples to ask`);
  const judge = await judgeFor(set);
  const asked = open.length > 0 ? verdictsOn(open, set.definitions, judge) : new Map<string, ExampleVerdict>();
  const verdicts: Record<string, ExampleVerdict> = {};
  for (const { hash } of set.examples) verdicts[hash] = asked.get(hash) ?? stored?.verdicts[hash] ?? missing(hash);
  const { counts, unexplained } = compareSet(set, judge, verdicts);
  for (const line of unexplained) console.error(line);
  const date = new Date().toISOString().slice(0, 10);
  return { asked: stored && open.length === 0 ? stored.asked : date, ...counts, verdicts };
}

function missing(hash: string): never {
  throw new Error(`the validator has not answered ${hash}`);
}

/** Returns the verdicts of the reference, with a reason for each error that has one. */
function verdictsOn(
  examples: readonly Example[],
  definitions: readonly string[],
  judge: (example: Example) => Judged,
): Map<string, ExampleVerdict> {
  const lines = examples.map(({ hash, path }) => `${hash}\t${resolve(path)}`);
  const answers = runValidator(
    lines,
    definitions.map((path) => resolve(path)),
  );
  const rows = new Map<string, string[][]>();
  for (const line of answers.split('\n')) {
    const [hash = '', ...row] = line.split('\t');
    rows.set(hash, [...(rows.get(hash) ?? []), row]);
  }
  return new Map(
    examples.map((example) => {
      const judged = judge(example);
      const own = rows.get(example.hash) ?? missing(example.hash);
      const errors = own.filter(([severity]) => severity === 'error' || severity === 'fatal');
      const reasons = errors.map(([, place = '', message = '']) => reasonFor(place, message, judged));
      if (reasons.includes(undefined) && judged.faults.length === 0)
        for (const [i, [, place, message]] of errors.entries())
          if (reasons[i] === undefined) console.error(`  ${example.path} ${place}: ${message}`);
      return [
        example.hash,
        verdictOf(
          own.some(([severity]) => severity === 'failed'),
          reasons,
        ),
      ];
    }),
  );
}

function reasonFor(place: string, message: string, judged: Judged): string | undefined {
  const path = place.replaceAll(/\.ofType\([A-Za-z]+\)/g, '');
  const at = { mutation: '', value: judged.value, unchecked: [], knowsExtension: judged.knowsExtension };
  return theirExampleReasons.find(({ explains }) => explains(path, at, message))?.id;
}
