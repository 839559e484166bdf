/** Reads the answers of the reference. */
import { ACCEPTED, FAILED, REJECTED } from './verdict.ts';

/** The outcome, and places as in a stored verdict. */
export type Verdict = readonly [outcome: number, ...places: string[]];

interface Answer {
  readonly errors: Set<string>;
  readonly unchecked: Set<string>;
  isFailed: boolean;
}

/**
 * Returns the verdict by case. Each line of the answers has the case, the severity and the place in FHIRPath, divided by
 * tabs; severities other than `error`, `fatal`, `unknown` (an element that cannot be checked) and `failed` (no answer) only say
 * that the case was looked at.
 */
export function verdictsFrom(answers: string): Map<string, Verdict> {
  const found = new Map<string, Answer>();
  for (const line of answers.split('\n')) {
    const [id, severity, place = ''] = line.split('\t');
    if (!id || !severity) continue;
    const answer = found.get(id) ?? { errors: new Set(), unchecked: new Set(), isFailed: false };
    found.set(id, answer);
    const path = place.replaceAll(/\.ofType\([A-Za-z]+\)/g, '');
    if (severity === 'error' || severity === 'fatal') answer.errors.add(path);
    if (severity === 'unknown') answer.unchecked.add(path);
    if (severity === 'failed') answer.isFailed = true;
  }
  return new Map([...found].map(([id, answer]) => [id, verdictOf(answer)]));
}

function verdictOf({ errors, unchecked, isFailed }: Answer): Verdict {
  if (errors.size > 0) return [REJECTED, ...[...errors].sort()];
  return isFailed ? [FAILED] : [ACCEPTED, ...[...unchecked].sort()];
}
