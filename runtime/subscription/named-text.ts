import { quote } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import { hintText } from '../core/marked.js';
import { isWhole } from './grammar.js';

/** The sort of a text, for the compiler only: at run time it is an ordinary text. */
declare const named: unique symbol;

/** A text of one sort, which cannot be used as a text of another sort. */
export type NamedText<Name extends string> = string & { readonly [named]: Name };

/** A sort of texts. */
export interface TextSort {
  /** Name of the function that returns a text of this sort. */
  readonly name: string;
  /** Its name in a sentence. */
  readonly title: string;
  readonly pattern: string;
  /** The pattern in words. */
  readonly expected: string;
}

/**
 * Returns a text as one of a sort.
 *
 * @throws InputError for anything else; the message suggests the text in capital letters and without white space if
 * that helps
 */
export function readText(sort: TextSort, value: unknown, path: string = sort.name): string {
  if (typeof value === 'string' && isWhole(sort.pattern, value)) return value;
  throw new InputError(path, value ?? null, `${sort.expected}${mended(sort, value)}`);
}

function mended({ pattern }: TextSort, value: unknown): string {
  const better = typeof value === 'string' ? value.replace(/\s+/g, '').toUpperCase() : '';
  return isWhole(pattern, better) ? hintText(`; did you mean ${quote(better)}?`) : '';
}
