/** Decides what is made otherwise when a value breaks rules. */
import type { Issue } from '../core/issue.js';
import { invariantKeyOf } from '../guard/faults.js';
import type { Adjustments, Made } from './adjustments.js';

/** The number of tries after which an optional value is left out, and a needed one is made anew with its surroundings. */
const TRIES = { optional: 3, needed: 6 };

/** Regular expressions in the expressions of invariants, by the canonical URL of the profile and the key of the invariant. */
export type Patterns = ReadonlyMap<string, string>;

/** Notes what the next try changes because of these faults. */
export function adjust(
  adjustments: Adjustments,
  made: ReadonlyMap<string, Made>,
  faults: readonly Issue[],
  patterns: Patterns,
): void {
  for (const fault of faults) {
    const { expression, profile = '' } = fault;
    const [place, pattern] = [made.get(expression), patterns.get(`${profile} ${invariantKeyOf(fault) ?? ''}`)];
    if (place && pattern !== undefined) adjustments.match(place.key, pattern);
  }
  const places = new Set(faults.map(({ expression }) => placeOf(expression, made)));
  for (const place of places) if (place) adjustOne(adjustments, place);
}

function adjustOne(adjustments: Adjustments, place: Made): void {
  const tries = adjustments.triesOf(place.key);
  adjustments.tryAgain(place.key);
  if (place.isOptional && tries >= TRIES.optional) adjustments.drop(place.key);
  else if (tries >= TRIES.needed && place.parent) adjustOne(adjustments, place.parent);
}

/** Returns the innermost value that was made on a path. */
function placeOf(expression: string, made: ReadonlyMap<string, Made>): Made | undefined {
  let path = expression;
  while (path !== '') {
    const found = made.get(path);
    if (found) return found;
    path = path.slice(0, Math.max(0, path.lastIndexOf('.'), path.endsWith(']') ? path.lastIndexOf('[') : 0));
  }
  return undefined;
}
