import { quote } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import { hintText } from '../core/marked.js';
import { isWhole } from './grammar.js';

/** What a text is, for the compiler alone: at run time it is a text like any other. */
declare const named: unique symbol;

/** A text of one sort, which takes no place of a text of another sort. */
export type NamedText<Name extends string> = string & { readonly [named]: Name };

/** A sort of texts. */
export interface TextSort {
  /** Name of the function that takes a text as one of these. */
  readonly name: string;
  /** What it is called in a sentence. */
  readonly title: string;
  readonly pattern: string;
  /** The same in words. */
  readonly expected: string;
}

/**
 * Returns a text as one of a sort.
 *
 * @throws InputError for anything else; the message offers the text in capital letters and without white space where that helps
 */
export function readText(sort: TextSort, value: unknown, path: string = sort.name): string {
  if (typeof value === 'string' && isWhole(sort.pattern, value)) return value;
  throw new InputError(path, value ?? null, `${sort.expected}${mended(sort, value)}`);
}

function mended({ pattern }: TextSort, value: unknown): string {
  const better = typeof value === 'string' ? value.replace(/\s+/g, '').toUpperCase() : '';
  return isWhole(pattern, better) ? hintText(`; did you mean ${quote(better)}?`) : '';
}
