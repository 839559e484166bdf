/** Limits on candidates and on differing characters keep the work small for any input. */
const MOST_CANDIDATES = 500;
const LONGEST_DIFFERENCE = 40;

/**
 * Returns the candidate nearest to a misspelt word: the one with the fewest insertions, deletions and replacements,
 * regardless of case, up to two or a third of its length. The first of several wins; undefined if none is close.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates.slice(0, MOST_CANDIDATES)) {
    const length = Math.min(word.length, candidate.length, LONGEST_DIFFERENCE);
    const most = length < 3 ? 1 : Math.max(2, Math.floor(length / 3));
    const distance = Math.abs(word.length - candidate.length) > most ? Infinity : editDistance(word, candidate);
    if (distance <= most && distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Returns `; did you mean "…"?`, or an empty text if nothing is close. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : `; did you mean "${found}"?`;
}

/** Returns the Levenshtein distance of two texts without their common start and end. */
function editDistance(one: string, two: string): number {
  let start = 0;
  let end = 0;
  const shorter = Math.min(one.length, two.length);
  while (start < shorter && one[start] === two[start]) start++;
  while (end < shorter - start && one.at(-1 - end) === two.at(-1 - end)) end++;
  const a = one.slice(start, one.length - end).toLowerCase();
  const b = two.slice(start, two.length - end).toLowerCase();
  if (Math.max(a.length, b.length) > LONGEST_DIFFERENCE) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] as number) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
