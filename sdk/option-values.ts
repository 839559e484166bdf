import { standardInput } from './io.ts';
import type { Limits } from './limits.ts';
import { WrongUse } from './wrong-use.ts';

/** What stands on a command line after the command. */
export interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly operands: readonly string[];
}

type Values = Parsed['values'];

/** The only operand: a file, or `-` for standard input. Throws `WrongUse` where there is none, or another. */
export function oneFile(command: string, operands: readonly string[]): string {
  const [operand, ...more] = operands;
  if (operand === undefined) throw new WrongUse('Name a file, or - for standard input.');
  if (more.length > 0) throw new WrongUse(`${command} takes one file.`);
  return operand;
}

/** The files and folders to check, with standard input at most once. */
export function allFiles(operands: readonly string[]): readonly string[] {
  if (operands.length === 0) throw new WrongUse('Name a file, a folder, or - for standard input.');
  if (operands.filter((operand) => operand === standardInput).length > 1) {
    throw new WrongUse('Standard input (-) can be read only once.');
  }
  return operands;
}

export function isSet(values: Values, option: string): boolean {
  const value = values[option];
  if (typeof value !== 'boolean') throw new WrongUse(`--${option} takes no value and may be given only once.`);
  return value;
}

/** The text that an option gives; undefined where it is not given. */
export function textOf(values: Values, option: string, what: string): string | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new WrongUse(`--${option} must name one ${what}.`);
}

export function limitsIn(values: Values): Limits {
  return {
    maxBytes: count(values, 'max-bytes'),
    maxDepth: count(values, 'max-depth'),
    maxIssues: count(values, 'max-issues'),
  };
}

/** The whole number that an option gives; undefined where it is not given. */
export function count(values: Values, option: string): number | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new WrongUse(`--${option} must be a whole number of at least 1.`);
}

export function choose<Value extends string>(values: Values, option: string, allowed: readonly Value[]): Value {
  const value = allowed.find((one) => one === values[option]);
  if (value === undefined) throw new WrongUse(`--${option} must be ${listed(allowed)}.`);
  return value;
}

/** Words as in a sentence: `json, xml or text`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
