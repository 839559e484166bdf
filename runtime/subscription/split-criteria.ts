import { didYouMean, quote } from '../core/describe.js';
import type { CriteriaLog } from './criteria-issue.js';
import { parameterNamed, type CriteriaGrammar, type CriteriaParameter } from './grammar.js';

/** A parameter as written in a text. */
export interface WrittenParameter {
  readonly parameter: CriteriaParameter;
  readonly value: string;
  /** Offset of its name. */
  readonly at: number;
  readonly valueAt: number;
}

/** Longer texts are not read: all codes of all parameters together are shorter. */
const LONGEST = 20_000;

/** Splits a text into the names and values of its parameters, and reports anything else. */
export function splitCriteria(grammar: CriteriaGrammar, text: string, log: CriteriaLog): WrittenParameter[] {
  if (text.length > LONGEST) return reportLength(text, log);
  if (!isStarted(grammar, text, log)) return [];
  const written: WrittenParameter[] = [];
  let at = grammar.start.length;
  while (at < text.length && !log.isFull) {
    const end = text.indexOf('&', at + 1);
    const segment = text.slice(at + 1, end < 0 ? text.length : end);
    const one = readParameter(grammar, segment, at + 1, log);
    if (one) written.push(one);
    at = end < 0 ? text.length : end;
  }
  return written;
}

function reportLength(text: string, log: CriteriaLog): WrittenParameter[] {
  const expected = `at most ${LONGEST} characters`;
  const what = `the text has ${text.length} characters, more than ${LONGEST}`;
  log.add({ code: 'too-long', at: LONGEST, what, expected, remedy: 'make several subscriptions' });
  return [];
}

/** Returns whether a text has the required beginning, followed by a parameter or nothing. */
function isStarted({ start }: CriteriaGrammar, text: string, log: CriteriaLog): boolean {
  let at = 0;
  while (at < start.length && text[at] === start[at]) at++;
  if (at === start.length && (text.length === at || text[at] === '&')) return true;
  const isWhole = at === start.length;
  const expected = isWhole ? '& and a parameter' : start;
  const what = isWhole ? `${start} is followed by ${quote(text.slice(at))}` : `criteria begin with ${start}`;
  const isIndented = !isWhole && text.trimStart().startsWith(start);
  const usual = isWhole ? 'write & in front of each parameter' : `write ${start} at the start`;
  const remedy = isIndented ? 'leave out white space at the start' : usual;
  log.add({ code: 'structure', at, what, expected, remedy });
  return false;
}

function readParameter(
  grammar: CriteriaGrammar,
  segment: string,
  at: number,
  log: CriteriaLog,
): WrittenParameter | undefined {
  const names = grammar.parameters.map(({ name }) => name);
  const equals = segment.indexOf('=');
  const name = equals < 0 ? segment : segment.slice(0, equals);
  const parameter = parameterNamed(grammar, name);
  if (parameter && equals >= 0) {
    return { parameter, value: segment.slice(equals + 1), at, valueAt: at + equals + 1 };
  }
  const expected = parameter ? '= and a value' : names.join(', ');
  log.add({
    code: 'structure',
    at: parameter ? at + segment.length : at,
    expected,
    ...nameFault(segment, name, names),
  });
  return undefined;
}

/** Describes what is in place of a parameter. */
function nameFault(segment: string, name: string, names: readonly string[]): { what: string; remedy: string } {
  if (segment === '') return { what: 'a parameter is missing behind &', remedy: 'leave out the & or add a parameter' };
  if (names.includes(name)) return { what: `${name} has no value`, remedy: `write ${name}= and a value` };
  const what = `the parameter ${quote(name)} is unknown${didYouMean(name, names)}`;
  if (name.startsWith('amp;')) return { what, remedy: 'write & alone: it is &amp; in the text of XML only' };
  return { what, remedy: `use ${names.slice(0, -1).join(', ')} or ${names.at(-1)}` };
}
