import { clausesFor } from './display-words.ts';
import { camelCase, glue, joinCamel, pascalCase, toIdentifier } from './identifiers.ts';
import { spellNumber } from './number-words.ts';

/** What a constant is named after. */
export interface NamedConcept {
  readonly system?: string | undefined;
  readonly code: string;
  readonly display?: string | undefined;
}

/** Longer names are cut at a word. */
const usualLength = 64;

/** The most a name may grow to where the usual length does not tell two concepts apart. */
const greatestLength = 120;

/** What comes later in a display has no say in a name. */
const greatestDisplay = 1000;

/** A name that is worked out when it is needed. */
type Candidate = () => string;

/** Words that a cut name does not end in. */
const dangling = new Set(
  (
    'a an and any are as at be because been but by each except for from had has have in into is less made more no not ' +
    'of on or other than that the their these this to unless was were when where which who whose with without'
  ).split(' '),
);

/**
 * Names for the constants of a value set, in the order of its concepts: camel case, made from the displays (from
 * the code where there is none), each different from the others and none a reserved word.
 *
 * Remarks at the end of a display (in brackets, after a semicolon, examples, a second sentence) are left out as long
 * as the names differ without them. Concepts that still share a name get the longer name, then their code, then
 * their code system. All that share one move on together, so the name of a concept depends on which others there
 * are, but not on their order. Concepts of the same system and code share a name: hand in each concept once.
 */
export function nameConcepts(concepts: readonly NamedConcept[]): string[] {
  const ladders = concepts.map(candidatesFor);
  const names = ladders.map((ladder) => ladder.shift()?.() ?? '');
  for (let clashes = clashesOf(names, ladders); clashes.length > 0; clashes = clashesOf(names, ladders)) {
    for (const i of clashes) names[i] = ladders[i]?.shift()?.() ?? '';
  }
  return names;
}

/** Positions of the names that are empty or not the only one of their kind, and for which there is a candidate left. */
function clashesOf(names: readonly string[], ladders: readonly Candidate[][]): number[] {
  const users = new Map<string, number>();
  for (const name of names) users.set(name, (users.get(name) ?? 0) + 1);
  const clashes = [...names.entries()].filter(([, name]) => name === '' || (users.get(name) ?? 0) > 1);
  return clashes.map(([i]) => i).filter((i) => (ladders[i] ?? []).length > 0);
}

/** The names a concept may get, best first. The last one spells code and system letter by letter: no two concepts share it. */
function candidatesFor({ system = '', code, display = '' }: NamedConcept): Candidate[] {
  const [main, whole] = clausesFor(code, display.slice(0, greatestDisplay));
  const short = nameFrom(main, usualLength);
  const names: Candidate[] = [
    () => short,
    () => nameFrom(whole, usualLength),
    () => nameFrom(whole, greatestLength),
    () => addCode(short, code),
    () => glue(addCode(short, code), pascalCase(system.slice(system.lastIndexOf('/') + 1))),
  ];
  const legal = names.map((name) => () => legalOrNone(name()));
  return [...legal, () => `code_${spell(code)}_of_${spell(system)}`];
}

function legalOrNone(name: string): string {
  return name === '' ? '' : toIdentifier(name);
}

/** Name and code; the code alone where it says the name already. */
function addCode(name: string, code: string): string {
  const own = camelCase(code);
  return own.toLowerCase().startsWith(name.toLowerCase()) ? own : glue(name, pascalCase(code));
}

function nameFrom(clauses: readonly string[][], length: number): string {
  return joinCamel(spellNumber(cut(clauses, length)));
}

/** As many clauses as the length allows; where these are next to nothing, as many words. */
function cut(clauses: readonly string[][], length: number): readonly string[] {
  const words = clauses.flat();
  if (fits(words, length)) return words;
  let end = clauses.length - 1;
  while (end > 0 && !fits(clauses.slice(0, end).flat(), length)) end--;
  const whole = clauses.slice(0, end).flat();
  return cutWords(joinCamel(whole).length > length * 0.4 ? whole : words, length);
}

/** At least one word, and none at the end that leaves the reader waiting. */
function cutWords(words: readonly string[], length: number): readonly string[] {
  let end = words.length;
  while (end > 1 && !fits(words.slice(0, end), length)) end--;
  while (end > 1 && dangling.has((words[end - 1] ?? '').toLowerCase())) end--;
  return end === 1 ? [(words[0] ?? '').slice(0, length)] : words.slice(0, end);
}

function fits(words: readonly string[], length: number): boolean {
  return joinCamel(words).length <= length;
}

/** The text with every other sign as its code point in hexadecimal digits: different texts stay different. */
function spell(text: string): string {
  return [...text].map((sign) => (/[A-Za-z0-9]/.test(sign) ? sign : `_${sign.codePointAt(0)?.toString(16)}_`)).join('');
}
