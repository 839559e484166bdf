/**
 * The formats of primitives by number. One function tests them all, so that the fast walk calls no function by
 * reference.
 */
import type { ElementEntry, ElementTable } from '../core/elements.js';
import { isLanguageTag } from '../primitives/language-tag.js';
import { isReference } from '../primitives/literal-reference.js';
import * as primitives from '../primitives/primitives.js';
import { xhtmlFault } from '../primitives/xhtml.js';
import { isImpossible } from '../primitives/characters.js';

const NUMBERS: Readonly<Record<string, number>> = {
  boolean: 1,
  decimal: 2,
  integer: 3,
  unsignedInt: 4,
  positiveInt: 5,
  string: 6,
  markdown: 6,
  code: 7,
  uri: 8,
  oid: 9,
  uuid: 10,
  id: 11,
  elementId: 12,
  date: 13,
  dateTime: 14,
  instant: 15,
  time: 16,
  base64Binary: 17,
  xhtml: 18,
  lang: 19,
};

/** A code that is a language tag. */
export const LANGUAGE = 19;

/**
 * The text of a reference, or the address of an entry: the addresses in the surrounding Bundle are known to be sound.
 */
export const REFERENCE = 20;
export const ADDRESS = 21;

/** Returns the number of a primitive element's format. */
export function formatNumber({ path }: ElementTable, entry: ElementEntry): number {
  const { name, type } = entry;
  if (isElementId(entry)) return NUMBERS['elementId'] ?? 0;
  if (path === 'Reference' && name === 'reference') return REFERENCE;
  if (path === 'Bundle.entry' && name === 'fullUrl') return ADDRESS;
  return NUMBERS[type] ?? 0;
}

/** Returns true for the id of an element inside a resource. */
export function isElementId({ name, isAttribute }: ElementEntry): boolean {
  return name === 'id' && isAttribute;
}

/** Returns whether a value has a format. */
export function isOfFormat(format: number, value: unknown): boolean {
  switch (format) {
    case 1:
      return typeof value === 'boolean';
    case 2:
      return primitives.decimal(value);
    case 3:
      return primitives.integer(value);
    case 4:
      return primitives.unsignedInt(value);
    case 5:
      return primitives.positiveInt(value);
    case 6:
      return primitives.string(value);
    case 7:
      return primitives.code(value);
    case 8:
    case ADDRESS:
      return primitives.uri(value);
    case 9:
      return primitives.oid(value);
    case 10:
      return primitives.uuid(value);
    case 11:
      return primitives.id(value);
    case 12:
      return primitives.elementId(value);
    case 13:
      return primitives.date(value);
    case 14:
      return primitives.dateTime(value);
    case 15:
      return primitives.instant(value);
    case 16:
      return primitives.time(value);
    case 17:
      return primitives.base64Binary(value);
    case 18:
      return typeof value === 'string' && !isImpossible(value) && xhtmlFault(value) === undefined;
    case LANGUAGE:
      return isLanguageTag(value);
    case REFERENCE:
      return isReference(value);
    default:
      return false;
  }
}
