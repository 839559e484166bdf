import { describe } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import { modulus11 } from '../primitives/check-digit.js';

/** A text that is given by name, and its required form. */
export interface TextRule {
  /** Name of the option or input. */
  readonly name: string;
  /** Regular expression that the whole text has to match. */
  readonly pattern: string;
  /** The pattern in words, which follow “is not …”. */
  readonly form: string;
  /** How the last digit is worked out, where it is one that checks the others. */
  readonly checkDigit?: 'modulus-11';
  /** A prefix of the text; the given text may already have it. */
  readonly prefix?: string;
}

/** Returns the text to be sent. A text with a prefix is a secret, which no error quotes. */
export function textOf({ name, pattern, form, checkDigit, prefix = '' }: TextRule, given: unknown): string {
  const bare =
    typeof given === 'string' && prefix !== '' && given.startsWith(prefix) ? given.slice(prefix.length) : given;
  const isFormed = typeof bare === 'string' && new RegExp(`^(?:${pattern})$`).test(bare);
  if (isFormed && (checkDigit === undefined || modulus11(bare))) return prefix + bare;
  if (bare === undefined || bare === null) throw new InputError(name, undefined, 'is required');
  if (prefix === '') throw new InputError(name, bare, form);
  throw new InputError(name, undefined, `${typeof bare === 'string' ? 'the text' : describe(bare)} is not ${form}`);
}
