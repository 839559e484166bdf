import { didYouMean, quote } from '../core/describe.js';
import type { IssueCode } from '../core/issue.js';
import type { CodeSet } from '../guard/code-set.js';
import { modulus11 } from '../primitives/check-digit.js';
import { isWhole, type CriteriaParameter } from './grammar.js';

/** A fault in the value of a parameter. */
export interface ValueFault {
  readonly code: IssueCode;
  /** Offset in the value. */
  readonly at: number;
  /** Marked text: `"x" is not one of …; did you mean "y"?` */
  readonly what: string;
  readonly expected: string;
  readonly remedy: string;
}

/** Values of other parameters in the same criteria, by name; of a repeated one the first. */
export type OtherValues = ReadonlyMap<string, string>;

/** Explains why a parameter cannot have a value, as written in criteria; undefined if it can. */
export function valueFault(parameter: CriteriaParameter, value: string, others: OtherValues): ValueFault | undefined {
  const { system, bounds, narrowed } = parameter;
  if (bounds) return boundFault(bounds, value);
  const codes = narrowed && others.get(narrowed.parameter) === narrowed.code ? narrowed.codes : parameter.codes;
  if (codes) return codeFault(codes, value);
  const start = system === undefined ? '' : `${system}|`;
  if (!value.startsWith(start)) return systemFault(start, value, parameter);
  return patternFault(parameter, value.slice(start.length), start.length);
}

function codeFault(codes: CodeSet, value: string): ValueFault | undefined {
  if (codes.has(value)) return undefined;
  const what = `${quote(value)} is not ${codes.text}${didYouMean(value.trim(), codes.among)}`;
  return {
    code: 'code-invalid',
    at: 0,
    what,
    expected: codes.text,
    remedy: remedyFor(value, 'use one of these codes'),
  };
}

function boundFault(bounds: Readonly<Record<string, string>>, value: string): ValueFault | undefined {
  const prefixes = Object.keys(bounds);
  const prefix = prefixes.find((one) => value.startsWith(one));
  const digits = value.slice(prefix?.length ?? 0);
  if (prefix !== undefined && /^[0-9]+$/.test(digits) && Number.isSafeInteger(Number(digits))) return undefined;
  const expected = `${prefixes.join(' or ')}, and a whole number in digits, such as ${prefixes[0]}5`;
  return {
    code: 'value',
    at: prefix?.length ?? 0,
    what: `${quote(value)} is not ${expected}`,
    expected,
    remedy: remedyFor(value, `other comparisons than ${prefixes.join(' and ')} are not known`),
  };
}

function systemFault(start: string, value: string, { expected = 'a value' }: CriteriaParameter): ValueFault {
  let at = 0;
  while (at < value.length && value[at] === start[at]) at++;
  const text = `${start} and ${expected}`;
  const usual = value.includes('|')
    ? `the system is ${start.slice(0, -1)} here, and no other`
    : `write ${start} in front`;
  const remedy = remedyFor(value, usual);
  return { code: 'value', at, what: `${quote(value)} does not begin with ${start}`, expected: text, remedy };
}

function patternFault(parameter: CriteriaParameter, value: string, at: number): ValueFault | undefined {
  const { pattern = '[^&\\s]+', expected = 'a value without & and white space', checkDigit } = parameter;
  const isFormed = isWhole(pattern, value);
  if (isFormed && (checkDigit === undefined || modulus11(value))) return undefined;
  const remedy = remedyFor(value, isFormed ? 'look for a mistyped digit' : 'correct the value');
  return { code: 'value', at, what: `${quote(value)} is not ${expected}`, expected, remedy };
}

/** Returns the remedy; texts that were prepared for another place come first. */
function remedyFor(value: string, usual: string): string {
  if (/%[0-9A-Fa-f]{2}/.test(value)) return 'write each character as it is: criteria have no percent signs for others';
  if (/\s/.test(value)) return 'leave out white space';
  return usual;
}
