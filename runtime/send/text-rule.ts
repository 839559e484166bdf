import { describe } from '../core/describe.js';
import { InputError } from '../core/errors.js';

/** A text that is given by name, and the form that it has. */
export interface TextRule {
  /** Name of the option or input. */
  readonly name: string;
  /** Regular expression that the whole text has to match. */
  readonly pattern: string;
  /** What the pattern means, as in “is not …”. */
  readonly form: string;
  /** Stands before the text; one that has it already is taken too. */
  readonly prefix?: string;
}

/** Returns the text as it is sent. Of a secret no error quotes a word: what has a prefix is one. */
export function textOf({ name, pattern, form, prefix = '' }: TextRule, given: unknown): string {
  const bare =
    typeof given === 'string' && prefix !== '' && given.startsWith(prefix) ? given.slice(prefix.length) : given;
  if (typeof bare === 'string' && new RegExp(`^(?:${pattern})$`).test(bare)) return prefix + bare;
  if (bare === undefined || bare === null) throw new InputError(name, undefined, 'is required');
  if (prefix === '') throw new InputError(name, bare, form);
  throw new InputError(name, undefined, `${typeof bare === 'string' ? 'the text' : describe(bare)} is not ${form}`);
}
