import { clausesFor } from './display-words.ts';
import { camelCase, glue, joinCamel, pascalCase, toIdentifier } from './identifiers.ts';
import { spellNumber } from './number-words.ts';

/** A concept from which a constant's name is made. */
export interface NamedConcept {
  readonly system?: string | undefined;
  readonly code: string;
  readonly display?: string | undefined;
}

/** Length at which names are cut at a word. */
const usualLength = 64;

/** Maximum length of a name, if the usual length does not distinguish two concepts. */
const greatestLength = 120;

/** The rest of a longer display does not count. */
const greatestDisplay = 1000;

/** A name that is made on demand. */
type Candidate = () => string;

/** Words that a cut name must not end in. */
const dangling = new Set(
  (
    'a an and any are as at be because been but by each except for from had has have in into is less made more no not ' +
    'of on or other than that the their these this to unless was were when where which who whose with without'
  ).split(' '),
);

/**
 * Names the constants of a value set, in the order of its concepts: camel case, made from the displays (from the code
 * if there is none), all different and none a reserved word.
 *
 * Remarks at the end of a display (in brackets, after a semicolon, examples, a second sentence) are left out if the
 * names differ without them. Concepts that still share a name get the longer name, then their code, then their code
 * system. All that share one move on together, so that the name of a concept depends on the other concepts, but not on
 * their order. Concepts of the same system and code share a name: hand in each concept once.
 */
export function nameConcepts(concepts: readonly NamedConcept[]): string[] {
  const ladders = concepts.map(candidatesFor);
  const names = ladders.map((ladder) => ladder.shift()?.() ?? '');
  for (let clashes = clashesOf(names, ladders); clashes.length > 0; clashes = clashesOf(names, ladders)) {
    for (const i of clashes) names[i] = ladders[i]?.shift()?.() ?? '';
  }
  return names;
}

/** Returns the positions of names that are empty or repeated, and that have another candidate. */
function clashesOf(names: readonly string[], ladders: readonly Candidate[][]): number[] {
  const users = new Map<string, number>();
  for (const name of names) users.set(name, (users.get(name) ?? 0) + 1);
  const clashes = [...names.entries()].filter(([, name]) => name === '' || (users.get(name) ?? 0) > 1);
  return clashes.map(([i]) => i).filter((i) => (ladders[i] ?? []).length > 0);
}

/**
 * Returns the candidates for a concept, best first. The last one spells code and system letter by letter: no two
 * concepts share it.
 */
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

/** Joins name and code; returns the code alone if it contains the name. */
function addCode(name: string, code: string): string {
  const own = camelCase(code);
  return own.toLowerCase().startsWith(name.toLowerCase()) ? own : glue(name, pascalCase(code));
}

function nameFrom(clauses: readonly string[][], length: number): string {
  return joinCamel(spellNumber(cut(clauses, length)));
}

/** Returns as many clauses as the length allows; if these are very short, as many words. */
function cut(clauses: readonly string[][], length: number): readonly string[] {
  const words = clauses.flat();
  if (fits(words, length)) return words;
  let end = clauses.length - 1;
  while (end > 0 && !fits(clauses.slice(0, end).flat(), length)) end--;
  const whole = clauses.slice(0, end).flat();
  return cutWords(joinCamel(whole).length > length * 0.4 ? whole : words, length);
}

/** Returns at least one word, without words at the end that leave the name incomplete. */
function cutWords(words: readonly string[], length: number): readonly string[] {
  let end = words.length;
  while (end > 1 && !fits(words.slice(0, end), length)) end--;
  while (end > 1 && dangling.has((words[end - 1] ?? '').toLowerCase())) end--;
  return end === 1 ? [(words[0] ?? '').slice(0, length)] : words.slice(0, end);
}

function fits(words: readonly string[], length: number): boolean {
  return joinCamel(words).length <= length;
}

/** Replaces every other character by its code point in hexadecimal: different texts stay different. */
function spell(text: string): string {
  return [...text].map((sign) => (/[A-Za-z0-9]/.test(sign) ? sign : `_${sign.codePointAt(0)?.toString(16)}_`)).join('');
}
