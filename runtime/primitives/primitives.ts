/**
 * One test for each primitive type of FHIR STU3: returns true if a JSON value has the type. `rules.ts` has each rule in
 * words. None of the expressions is ambiguous at any point, so that the time is linear in the length of the text.
 *
 * @see http://hl7.org/fhir/STU3/datatypes.html#primitive
 */
import { isRealDay } from './calendar.js';
import { isImpossible } from './characters.js';
import { scanXhtml } from './xhtml.js';

const LONGEST_STRING = 1_048_576;
/** Matches nearly all texts, and saves the slower tests. */
const PLAIN_TEXT = /^[!-~][ -~]*$/;
const PLAIN_WORD = /^[!-~]+$/;
const WORD = /^[^\0-\x20\s]+$/;
const WORDS = /^[^\0-\x20\s]+(?: [^\0-\x20\s]+)*$/;
const ID = /^[A-Za-z0-9.-]+$/;
const OID = /^urn:oid:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/;
const UUID = /^urn:uuid:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const DATE = /^-?(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/;
const MOMENT =
  /^-?(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

export function boolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/**
 * Any finite number. Parsing JSON loses how a number was written: its digits, and whether it had an exponent. A text in
 * XML that is no decimal is not converted to a number, and so fails here.
 */
export function decimal(value: unknown): value is number {
  return Number.isFinite(value);
}

export function integer(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

export function unsignedInt(value: unknown): value is number {
  return integer(value) && value >= 0;
}

export function positiveInt(value: unknown): value is number {
  return integer(value) && value > 0;
}

/** Text that is not blank, of characters that XML can represent. */
export function string(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LONGEST_STRING) return false;
  return PLAIN_TEXT.test(value) || (value.trim() !== '' && !isImpossible(value));
}

export function markdown(value: unknown): value is string {
  return string(value);
}

/** One or more characters other than white space, with single spaces between them. */
export function code(value: unknown): value is string {
  return typeof value === 'string' && (PLAIN_WORD.test(value) || (WORDS.test(value) && !isImpossible(value)));
}

/** Text without white space: all that the specification requires of a URI, including relative ones and fragments. */
export function uri(value: unknown): value is string {
  return typeof value === 'string' && isWord(value);
}

/** Returns true for a text of one or more characters that XML can represent, none of them white space. */
export function isWord(text: string): boolean {
  return PLAIN_WORD.test(text) || (WORD.test(text) && !isImpossible(text));
}

export function oid(value: unknown): value is string {
  return typeof value === 'string' && OID.test(value);
}

export function uuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** The `id` of a resource. */
export function id(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && ID.test(value);
}

/** The `id` of an element inside a resource: any text without white space. */
export function elementId(value: unknown): value is string {
  return uri(value) && value.length <= LONGEST_STRING;
}

export function date(value: unknown): value is string {
  return typeof value === 'string' && DATE.test(value) && (value.length < 10 || isRealDay(value));
}

export function dateTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  return value.length < 12 ? date(value) : MOMENT.test(value) && isRealDay(value);
}

export function instant(value: unknown): value is string {
  return typeof value === 'string' && value.charCodeAt(0) !== 45 && MOMENT.test(value) && isRealDay(value);
}

export function time(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value);
}

/** Base64 in groups of four, the last one padded; XML white space is allowed anywhere. */
export function base64Binary(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const text = value.replace(/[ \t\r\n]/g, '');
  return text.length % 4 === 0 && BASE64.test(text);
}

/** One well-formed `div` in the XHTML namespace. Invariants restrict its content: see `htmlChecks`. */
export function xhtml(value: unknown): value is string {
  return typeof value === 'string' && !isImpossible(value) && scanXhtml(value) !== 'malformed';
}
