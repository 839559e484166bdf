/** Compares our verdicts on the whole corpus with the stored ones of the reference. */
import { readFileSync } from 'node:fs';
import { corpus, hashOf, type ParityCase } from './corpus.ts';
import { explain, type Explanation } from './explain.ts';
import { compare, faultsIn, isSamePlace, type Comparison, type StoredVerdict, type StoredVerdicts } from './verdict.ts';

/** Counts of one class of mutants. */
export interface Tally {
  cases: number;
  /** Both accept, or both reject. */
  agreed: number;
  /** Both reject. */
  rejected: number;
  /** Both reject, and name the same element or one inside the other. */
  samePlace: number;
  /** Only the reference rejects. */
  missed: number;
  /** Only we reject. */
  alarms: number;
  /** The reference has no answer. */
  unanswered: number;
}

/** A case on which the verdicts differ. */
export interface Difference extends Explanation {
  readonly id: string;
  readonly mutation: string;
  readonly comparison: Comparison;
}

/** What the comparison found. */
export interface Parity {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly differences: readonly Difference[];
  /** Cases whose stored verdict is missing or belongs to another value. */
  readonly stale: readonly string[];
}

/** Reads the verdicts of the reference. */
export function readVerdicts(): StoredVerdicts {
  return JSON.parse(readFileSync(new URL('verdicts.json', import.meta.url), 'utf8')) as StoredVerdicts;
}

/** Checks every case and compares the verdicts. */
export function compareCorpus(stored: StoredVerdicts = readVerdicts()): Parity {
  const tallies = new Map<string, Tally>();
  const differences: Difference[] = [];
  const stale: string[] = [];
  for (const one of corpus()) {
    const verdict = stored[one.id]?.[one.mutation];
    if (verdict?.[0] !== hashOf(one.value)) stale.push(`${one.id} ${one.mutation}`);
    else differences.push(...compareCase(one, verdict, tallyOf(tallies, one.mutation)));
  }
  return { tallies, differences, stale };
}

function tallyOf(tallies: Map<string, Tally>, mutation: string): Tally {
  const tally = tallies.get(mutation) ?? {
    cases: 0,
    agreed: 0,
    rejected: 0,
    samePlace: 0,
    missed: 0,
    alarms: 0,
    unanswered: 0,
  };
  tallies.set(mutation, tally);
  return tally;
}

function compareCase({ id, mutation, value }: ParityCase, verdict: StoredVerdict, tally: Tally): Difference[] {
  const faults = faultsIn(value);
  const comparison = compare(faults, verdict);
  const [, , ...places] = verdict;
  tally.cases++;
  if (comparison === 'missed') tally.missed++;
  if (comparison === 'alarm') tally.alarms++;
  if (comparison === 'unanswered') tally.unanswered++;
  if (comparison !== 'agreed')
    return [{ id, mutation, comparison, ...explain(comparison, faults, places, { mutation, value }) }];
  tally.agreed++;
  if (faults.length === 0) return [];
  tally.rejected++;
  if (faults.some(({ expression }) => places.some((place) => isSamePlace(place, expression)))) tally.samePlace++;
  return [];
}
