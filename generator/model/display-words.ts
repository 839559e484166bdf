import { wordsOf } from './identifiers.ts';

/** Character entities that were escaped twice. */
const entities: readonly (readonly [RegExp, string])[] = [
  [/&(?:apos|#39|quot|#34);/g, ''],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&amp;/g, '&'],
];

/** Words that replace signs in a name, in the order of the search. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/['‘’ʼ`´"“”]/g, ''],
  [/\b(co)-(?=o)/gi, '$1'],
  [/(\w)[([](\w{1,4})[)\]]/g, '$1$2'],
  [/½/g, ' and a half '],
  [/¼/g, ' and a quarter '],
  [/¾/g, ' and three quarters '],
  [/(\d),(?=\d{3}(?!\d))/g, '$1'],
  [/(\d)\.(?=\d)/g, '$1 point '],
  [/(?<![\w.-])(\d+)\s?[-–]\s?(\d+)(?![\d.]*[-–/]?\d)/g, '$1 to $2'],
  [/(^|\s)-(?=\d)/g, '$1 minus '],
  [/<=|≤/g, ' at most '],
  [/>=|≥/g, ' at least '],
  [/</g, ' less than '],
  [/>/g, ' greater than '],
  [/=/g, ' equals '],
  [/&/g, ' and '],
  [/\+/g, ' plus '],
  [/%/g, ' percent '],
  [/@/g, ' at '],
];

/** The point at which a display turns from a name to a remark about it. */
const remark = /\s*;|,?\s+(?:\(?(?:e\.g\.|i\.e\.|for example|such as)[\s,]|also known as\s)/i;

/** Points at which a long name may end: at a punctuation mark, or before a condition. */
const clauseEnd = /[,;:.]\s|\s[-–—]\s|[([]|\s(?=(?:because|but|except|including|inclusive|unless|when|where)\s)/;

/**
 * Returns the words of a display, clause by clause, without and with its final remarks; those of the code if the
 * display has none.
 */
export function clausesFor(code: string, display: string): [main: string[][], whole: string[][]] {
  const text = replaceAll(display, entities);
  const whole = clausesOf(text);
  if (whole.length > 0) return [clausesOf(withoutRemarks(text)), whole];
  const words = wordsOf(code);
  const clauses = words.length > 0 ? [words] : clausesOf(code);
  return [clauses, clauses];
}

function replaceAll(text: string, table: readonly (readonly [RegExp, string])[]): string {
  return table.reduce((before, [pattern, replacement]) => before.replace(pattern, replacement), text);
}

function clausesOf(display: string): string[][] {
  const text = replaceAll(display, signs);
  const clauses = text.split(clauseEnd).map(wordsOf);
  return clauses.filter((words) => words.length > 0);
}

/** Cuts a display before its first remark, and removes brackets at its end. Possibly no word is left. */
function withoutRemarks(display: string): string {
  const cutAt = display.search(remark);
  const first = cutAt > 0 ? display.slice(0, cutAt) : display;
  const sentence = /^(\S+\s+\S+\s.*?\w{4})\.\s+[A-Z]/.exec(first)?.[1] ?? first;
  return withoutBrackets(sentence.trimEnd());
}

/** Removes brackets by counting, because they may be nested. A bracket that is part of a word stays. */
function withoutBrackets(text: string): string {
  if (!/[)\]]$/.test(text)) return text;
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    if (/[)\]]/.test(text.charAt(i))) depth++;
    if (/[([]/.test(text.charAt(i))) depth--;
    if (depth > 0) continue;
    return /\s/.test(text.charAt(i - 1)) ? withoutBrackets(text.slice(0, i).trimEnd()) : text;
  }
  return text;
}
