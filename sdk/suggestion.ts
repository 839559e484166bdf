/** Returns ` Did you mean …?` for a misspelt word, or an empty text where no candidate is like it: at most two mistakes. */
export function suggestionFor(word: string, candidates: readonly string[]): string {
  const best = nearestTo(word, candidates);
  return best === undefined ? '' : ` Did you mean ${best}?`;
}

/** The same for the name of a definition: also where the word is a part of few names, or nearly the end of one. */
export function suggestName(word: string, candidates: readonly string[]): string {
  const wanted = word.toLowerCase().slice(0, longest);
  const lower = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const near = nearestTo(wanted, [...lower.keys()]);
  if (near !== undefined) return ` Did you mean ${lower.get(near)}?`;
  const parts = wanted.split('-').filter((part) => part.length >= 3);
  const containing = [...lower.keys()].filter((name) => parts.length > 0 && parts.every((part) => name.includes(part)));
  if (containing.length === 0 || containing.length > 5) return '';
  return ` Did you mean ${orText(containing.map((name) => lower.get(name) ?? name))}?`;
}

/** Longer words are no names. */
const longest = 200;

function orText(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

function nearestTo(word: string, candidates: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(word.length / 3));
  const near = candidates.map((candidate) => ({ candidate, mistakes: mistakesIn(word, candidate) }));
  const [best] = near.filter(({ mistakes }) => mistakes <= most).sort((one, other) => one.mistakes - other.mistakes);
  return best?.candidate;
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
