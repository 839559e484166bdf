/** So many differing characters make a misspelling; with more, another name is meant. */
const MOST = 2;

/**
 * Returns the name of which another is a likely misspelling: up to two characters are missing or too many in one place,
 * or one is another, or two are swapped, regardless of case. The nearest counts, and of several the first. Two numbers
 * are never taken for each other: `Patient-1` and `Patient-2` are two definitions. The `nearest` of issues would take URLs
 * for the same of which a third differs.
 */
export function nearName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = MOST + 1;
  for (const candidate of known) {
    const difference = differenceOf(name.toLowerCase(), candidate.toLowerCase());
    if (difference < least) [best, least] = [candidate, difference];
  }
  return best;
}

/** Returns how many characters differ in the one place where two names do; `Infinity` if it is no slip. */
function differenceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST) return Infinity;
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const a = one.slice(start, one.length - end);
  const b = other.slice(start, other.length - end);
  return isSlip(a, b) ? Math.max(a.length, b.length) : Infinity;
}

/** Returns whether characters may stand where others should by mistake. */
function isSlip(a: string, b: string): boolean {
  if (a !== b && /^\d*$/.test(a + b)) return false;
  const isReplaced = a !== '' && b !== '' && a.length + b.length > 2;
  return !isReplaced || [...a].toReversed().join('') === b;
}
