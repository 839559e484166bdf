/** Our verdicts on the sets of examples, compared with those of the reference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { hashOfSet, type Example, type ExampleSet } from './example-sets.ts';
import { ourExampleReasons } from './example-reasons.ts';
import type { Judged } from './judge.ts';
import { ACCEPTED, FAILED, REJECTED } from './verdict.ts';

/** What the reference makes of an example, and the reasons if each of its errors has one. */
export type ExampleVerdict = readonly [outcome: number, ...reasons: string[]];

/** What is kept of a set: no file of it, no name of a file, and no text. */
export interface StoredSet {
  readonly asked: string;
  readonly files: number;
  readonly hash: string;
  readonly bothAccept: number;
  readonly bothReject: number;
  /** Number of files by reason; a file with two reasons counts for both. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Number of files in which the verdicts differ. */
  readonly different: number;
  /** By the hash of the file. */
  readonly verdicts: Readonly<Record<string, ExampleVerdict>>;
}

export type StoredSets = Readonly<Record<string, StoredSet>>;

/** What the comparison of a set finds, apart from the verdicts of the reference. */
export interface ComparedSet {
  readonly counts: Omit<StoredSet, 'asked' | 'verdicts'>;
  /** Differences without a reason, in words for those who have the files. */
  readonly unexplained: readonly string[];
}

const file = new URL('examples.json', import.meta.url);

export function readSets(): StoredSets {
  return JSON.parse(readFileSync(file, 'utf8')) as StoredSets;
}

export function writeSets(sets: StoredSets): void {
  const lines = Object.entries(sets)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, set]) => `${JSON.stringify(name)}: ${JSON.stringify(set)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}

/** Compares our verdicts on a set with those of the reference. */
export function compareSet(
  set: ExampleSet,
  judge: (example: Example) => Judged,
  verdicts: StoredSet['verdicts'],
): ComparedSet {
  const counts = { bothAccept: 0, bothReject: 0, different: 0 };
  const reasons: Record<string, number> = {};
  const unexplained: string[] = [];
  for (const example of set.examples) {
    const judged = judge(example);
    const verdict = verdicts[example.hash];
    const compared = verdict ? compareExample(judged, verdict) : { reasons: [], open: ['no verdict of the reference'] };
    unexplained.push(...compared.open.map((what) => `${set.name} ${example.path}: ${what}`));
    for (const reason of compared.reasons) reasons[reason] = (reasons[reason] ?? 0) + 1;
    if (compared.reasons.length > 0 || compared.open.length > 0) counts.different++;
    else if (judged.faults.length > 0) counts.bothReject++;
    else counts.bothAccept++;
  }
  const sorted = Object.fromEntries(Object.entries(reasons).sort(([one], [other]) => (one < other ? -1 : 1)));
  return {
    counts: { files: set.examples.length, hash: hashOfSet(set), ...counts, reasons: sorted },
    unexplained,
  };
}

interface Compared {
  readonly reasons: readonly string[];
  readonly open: readonly string[];
}

/**
 * Compares two verdicts. An error with a reason does not count for the verdict of the one who reports it, so that a
 * rejection for a reason and another one for a fault are no agreement.
 */
export function compareExample(
  { faults, value, knowsExtension }: Judged,
  [outcome, ...theirs]: ExampleVerdict,
): Compared {
  const at = { mutation: '', value, unchecked: [], knowsExtension };
  const ours = faults.map((fault) => ({
    what: `only we reject: ${fault.code} ${fault.expression} ${fault.message}`,
    reason: ourExampleReasons.find(({ explains }) => explains(fault, at))?.id,
  }));
  const open = ours.filter(({ reason }) => reason === undefined);
  const isRejectedByUs = open.length > 0;
  const isRejectedByThem = outcome === REJECTED && theirs.length === 0;
  if (isRejectedByUs !== isRejectedByThem)
    return { reasons: [], open: isRejectedByUs ? open.map(({ what }) => what) : ['only the reference rejects'] };
  if (isRejectedByUs) return { reasons: [], open: [] };
  const reasons = new Set([...theirs, ...ours.flatMap(({ reason }) => reason ?? [])]);
  return {
    reasons: [...reasons],
    open: outcome === FAILED && theirs.length === 0 ? ['the reference has no answer'] : [],
  };
}

/** Returns the verdict to keep, of the errors with their reasons. */
export function verdictOf(isFailed: boolean, errors: readonly (string | undefined)[]): ExampleVerdict {
  const reasons = errors.filter((reason) => reason !== undefined);
  const kept = reasons.length === errors.length ? [...new Set(reasons)].sort() : [];
  if (errors.length > 0) return [REJECTED, ...kept];
  return [isFailed ? FAILED : ACCEPTED];
}
