import { formatDateTime, formatInstant } from '../primitives/dates.js';
import { InputError } from '../core/errors.js';
import { isLanguageTag, languageRule } from '../primitives/language-tag.js';
import { asObject, plain } from '../core/plain.js';
import * as primitives from '../primitives/primitives.js';
import { rules, type PrimitiveName, type Rule } from '../primitives/rules.js';
import type { Format } from './shape.js';

/** The format of a primitive type: what its test refuses is an InputError. */
function format(test: (value: unknown) => boolean, rule: PrimitiveName | Rule): Format {
  return {
    kind: 'format',
    read(value, path) {
      if (!test(value)) throw new InputError(path, value, (typeof rule === 'string' ? rules[rule] : rule).text);
      return value;
    },
  };
}

function isDiv(value: unknown): boolean {
  return typeof value === 'string' && /^<(?:[\w.-]+:)?div[ \t\r\n]/.test(value) && value.endsWith('div>');
}

/** As `format`, for types whose value may also be given as a Date. */
function momentFormat(
  test: (value: unknown) => boolean,
  rule: PrimitiveName,
  write: (date: Date, path: string) => string,
): Format {
  const { kind, read } = format(test, rule);
  return { kind, read: (value, path) => read(value instanceof Date ? write(value, path) : value, path) };
}

export const base64BinaryFormat: Format = /*@__PURE__*/ format(primitives.base64Binary, 'base64Binary');
export const booleanFormat: Format = /*@__PURE__*/ format(primitives.boolean, 'boolean');
export const codeFormat: Format = /*@__PURE__*/ format(primitives.code, 'code');
export const decimalFormat: Format = /*@__PURE__*/ format(primitives.decimal, 'decimal');
export const elementIdFormat: Format = /*@__PURE__*/ format(primitives.elementId, 'elementId');
export const idFormat: Format = /*@__PURE__*/ format(primitives.id, 'id');
export const integerFormat: Format = /*@__PURE__*/ format(primitives.integer, 'integer');
/** A code that is a language. */
export const languageFormat: Format = /*@__PURE__*/ format(isLanguageTag, languageRule);
export const markdownFormat: Format = /*@__PURE__*/ format(primitives.markdown, 'markdown');
export const oidFormat: Format = /*@__PURE__*/ format(primitives.oid, 'oid');
export const positiveIntFormat: Format = /*@__PURE__*/ format(primitives.positiveInt, 'positiveInt');
export const stringFormat: Format = /*@__PURE__*/ format(primitives.string, 'string');
export const timeFormat: Format = /*@__PURE__*/ format(primitives.time, 'time');
export const unsignedIntFormat: Format = /*@__PURE__*/ format(primitives.unsignedInt, 'unsignedInt');
export const uriFormat: Format = /*@__PURE__*/ format(primitives.uri, 'uri');
export const uuidFormat: Format = /*@__PURE__*/ format(primitives.uuid, 'uuid');
/** Only the outermost element is looked at here: the guard reads the whole, and a builder need not carry that along. */
export const xhtmlFormat: Format = /*@__PURE__*/ format(isDiv, 'xhtml');

/** A calendar date, as text. Which day a Date is depends on where one is, so that it is refused. */
export const dateFormat: Format = /*@__PURE__*/ momentFormat(primitives.date, 'date', (date, path) => {
  throw new InputError(path, date, 'a date as text, such as 2026-03-04; formatDate(date, zone) makes it of a Date');
});
/** A Date becomes a moment to the second, with the offset of the place where the program runs. */
export const dateTimeFormat: Format = /*@__PURE__*/ momentFormat(primitives.dateTime, 'dateTime', (date, path) =>
  formatDateTime(date, 'second', undefined, path),
);
/** A Date becomes a moment to the millisecond. */
export const instantFormat: Format = /*@__PURE__*/ momentFormat(primitives.instant, 'instant', (date, path) =>
  formatInstant(date, undefined, path),
);

/** An object that is copied as it is, such as an extension that no profile names. */
export const plainFormat: Format = { kind: 'format', read: (value, path) => plain(asObject(value, path), path) };
