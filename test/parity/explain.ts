/** Finds the reasons for a difference. */
import { registry } from 'careconnect-ems/check';
import type { Issue } from 'careconnect-ems/runtime';
import { noAnswers, ourReasons, theirReasons } from './reasons.ts';
import type { Comparison } from './verdict.ts';

/** The reasons of a difference, and what no reason explains. */
export interface Explanation {
  readonly reasons: readonly string[];
  readonly unexplained: readonly string[];
}

/** A case, as far as a reason looks at it. */
interface Subject {
  readonly mutation: string;
  readonly value: unknown;
}

const knowsExtension = (url: string): boolean => registry.extensions.has(url);

/** Returns the reasons for a difference. Each error needs one, so that none hides behind another. */
export function explain(
  comparison: Exclude<Comparison, 'agreed'>,
  faults: readonly Issue[],
  places: readonly string[],
  subject: Subject,
): Explanation {
  if (comparison === 'unanswered')
    return found([[noAnswers.find(({ explains }) => explains(subject, faults.length > 0))?.id, 'no answer']]);
  if (comparison === 'alarm') {
    const at = { ...subject, unchecked: places, knowsExtension };
    return found(
      faults.map((fault) => [
        ourReasons.find(({ explains }) => explains(fault, at))?.id,
        `${fault.code} ${fault.expression} ${fault.message}`,
      ]),
    );
  }
  const at = { ...subject, unchecked: [], knowsExtension };
  return found(places.map((place) => [theirReasons.find(({ explains }) => explains(place, at, ''))?.id, place]));
}

function found(errors: readonly (readonly [reason: string | undefined, error: string])[]): Explanation {
  return {
    reasons: [...new Set(errors.flatMap(([reason]) => reason ?? []))],
    unexplained: errors.flatMap(([reason, error]) => (reason === undefined ? [error] : [])),
  };
}
