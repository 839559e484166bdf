import { ifReadable } from './json.js';
import { hintText, valueText } from './marked.js';
import { isResourceType } from './resource-types.js';
import { suggestion } from './suggest.js';

/**
 * Number of characters of a text that are quoted whole; of a longer text, number quoted at its start and at its end.
 */
const PROSE = { whole: 80, end: 40 };
/** The same for a text without white space, such as a URL or UUID, in which every character may matter. */
const WORD = { whole: 160, end: 60 };
/** Number of characters shown on either side of a difference that a cut would hide. */
const AROUND = 16;

/**
 * Returns a short phrase for any value, to be used in a message: a text in quotes, shortened and with control
 * characters escaped; a number, boolean, null or undefined as it is; of anything else only its kind. Whatever reveals
 * the value is marked.
 */
export function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'object' && value !== null) return ifReadable(() => describeObject(value)) ?? 'an object';
  if (/^(?:function|symbol|bigint)$/.test(typeof value)) return `a ${typeof value}`;
  return value === undefined || value === null ? String(value) : valueText(String(value), true);
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  return 'an object';
}

/** Returns a name with its article: `a Patient`, `an Encounter`. */
export function withArticle(name: string): string {
  return `${/^[AEIO]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** Returns the name of a resource type with its article; a name that is no resource type is marked as a value. */
export function describeType(type: string): string {
  return isResourceType(type) ? withArticle(type) : valueText(withArticle(type));
}

/**
 * Returns a text in double quotes, with control characters escaped, marked as a value. A long text is cut in the
 * middle, because URLs and the like differ at their ends; a word is cut only if it is longer than any usual URL or
 * UUID.
 */
export function quote(text: string): string {
  const { whole, end } = /\s/.test(text) ? PROSE : WORD;
  return valueText(JSON.stringify(text.length > whole ? cut(text, end) : text), true);
}

/** Returns phrases for two different values; if both are texts that are cut, the phrases show where they differ. */
export function describeBoth(one: unknown, other: unknown): readonly [string, string] {
  const both = [describe(one), describe(other)] as const;
  if (both[0] !== both[1] || typeof one !== 'string' || typeof other !== 'string') return both;
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return [quoteAround(one, at), quoteAround(other, at)];
}

function quoteAround(text: string, at: number): string {
  const start = Math.max(0, at - AROUND);
  const end = at + AROUND;
  return valueText(
    JSON.stringify(`${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`),
    true,
  );
}

/** Returns `; did you mean "…"?`, marked as a hint, or an empty text if nothing is close. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  return hintText(suggestion(word, candidates));
}

/** Returns the beginning and end of a text, with an ellipsis between them; surrogate pairs stay whole. */
function cut(text: string, length: number): string {
  const start = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  const end = text.slice(-length).replace(/^[\udc00-\udfff]/, '');
  return `${start}…${end}`;
}
