/** Title, kind, path below the site, and what it says more. */
export type NameRow = readonly [title: string, kind: string, path: string, hint: string];

/** What is found first among equals: a whole page before a part of one. */
const weights: Readonly<Record<string, number>> = { Event: 14, Profile: 12, Guide: 10, 'Value set': 8, Extension: 4 };

/** Finds the rows that have all words of a query, the best first. */
export function findNames(rows: readonly NameRow[], query: string, most: number): readonly NameRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return rows
    .flatMap((row) => {
      const score = scoreOf(row, words);
      return score > 0 ? [{ row, score }] : [];
    })
    .sort((one, other) => other.score - one.score || one.row[0].length - other.row[0].length)
    .slice(0, most)
    .map(({ row }) => row);
}

/** 0 if a word is missing. */
function scoreOf([title, kind, , hint]: NameRow, words: readonly string[]): number {
  // Names are written without spaces: "nhs number" is nhsNumber.
  const isName = title.toLowerCase().split(/[.:]/).at(-1) === words.join('');
  let score = (weights[kind] ?? 0) + (isName ? 100 : 0);
  for (const word of words) {
    const one = Math.max(scoreInTitle(title, word), hint.toLowerCase().includes(word) ? 6 : 0);
    if (one === 0) return 0;
    score += one;
  }
  return score;
}

function scoreInTitle(title: string, word: string): number {
  const lower = title.toLowerCase();
  if (lower === word) return 100;
  if (lower.startsWith(word)) return 60;
  const at = lower.indexOf(word);
  if (at < 0) return 0;
  // The start of a part of the name: behind a point or the like, or at a capital letter.
  const isStart = /[\W_]/.test(title.charAt(at - 1)) || /[A-Z]/.test(title.charAt(at));
  const isWhole = isStart && (at + word.length === lower.length || /\W/.test(lower.charAt(at + word.length)));
  return isWhole ? 55 : isStart ? 40 : 20;
}
