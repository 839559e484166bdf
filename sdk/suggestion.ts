/** Returns ` Did you mean …?` for a misspelt word, or an empty text where no candidate is like it: at most two mistakes. */
export function suggestionFor(word: string, candidates: readonly string[]): string {
  const most = Math.min(2, Math.floor(word.length / 3));
  const near = candidates.map((candidate) => ({ candidate, mistakes: mistakesIn(word, candidate) }));
  const [best] = near.filter(({ mistakes }) => mistakes <= most).sort((one, other) => one.mistakes - other.mistakes);
  return best ? ` Did you mean ${best.candidate}?` : '';
}

/** How many letters have to be added, left out or replaced; at most three are counted. */
function mistakesIn(word: string, wanted: string, most = 3): number {
  if (word === wanted) return 0;
  if (most === 0 || Math.abs(word.length - wanted.length) > most) return most;
  if (word !== '' && word.charAt(0) === wanted.charAt(0)) return mistakesIn(word.slice(1), wanted.slice(1), most);
  const [shorter, rest] = [word.slice(1), wanted.slice(1)];
  const left = Math.min(
    mistakesIn(word, rest, most - 1),
    mistakesIn(shorter, wanted, most - 1),
    mistakesIn(shorter, rest, most - 1),
  );
  return Math.min(most, 1 + left);
}
