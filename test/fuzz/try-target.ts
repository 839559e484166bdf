import fc from 'fast-check';
import { holdPrototypes } from './attempt.ts';
import type { Target } from './target.ts';

/** Something that must not be: the smallest recipe that shows it, and the error. */
export interface Finding {
  readonly recipe: string;
  readonly error: string;
  /** With these two, fast-check makes the recipe again. */
  readonly seed: number;
  readonly path: string;
}

/** What a target did with all its values. */
export interface Result {
  readonly target: Target;
  readonly values: number;
  readonly accepted: number;
  readonly refused: number;
  readonly findings: readonly Finding[];
  /** Milliseconds: all values, and the one that took longest. */
  readonly total: number;
  readonly slowest: number;
}

/** After so many findings a target is not tried any more. */
const most = 5;

/** Gives a target some values, the same ones for the same seed. Goes on after a finding, with other values. */
export async function tryTarget(target: Target, count: number, seed: number): Promise<Result> {
  const counts = { values: 0, accepted: 0, slowest: 0 };
  const findings: Finding[] = [];
  const started = performance.now();
  for (let next = seed; counts.values < count && findings.length < most; next++) {
    const property = fc.asyncProperty(target.recipes, (recipe) => tryOne(target, recipe, counts));
    const details = await fc.check(property, { seed: next, numRuns: count - counts.values });
    if (!details.failed) break;
    findings.push({
      recipe: fc.stringify(details.counterexample?.[0]),
      error: textOf(details.errorInstance),
      seed: next,
      path: details.counterexamplePath ?? '',
    });
  }
  const { values, accepted, slowest } = counts;
  const total = performance.now() - started;
  return { target, values, accepted, refused: values - accepted - findings.length, findings, total, slowest };
}

interface Counts {
  values: number;
  accepted: number;
  slowest: number;
}

async function tryOne(target: Target, recipe: unknown, counts: Counts): Promise<void> {
  counts.values++;
  const started = performance.now();
  const accepted = await target.run(recipe);
  counts.slowest = Math.max(counts.slowest, performance.now() - started);
  if (accepted) counts.accepted++;
  holdPrototypes();
}

/** The error with the start of its stack: where it was thrown. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error.stack ?? error.message).split('\n').slice(0, 12).join('\n').slice(0, 2000);
}
