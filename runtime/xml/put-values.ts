/** Puts values into the objects to which they belong. */
import { FORM, type ElementEntry } from '../core/elements.js';
import { isDecimalText, keepWritten } from '../core/written.js';
import type { Frame, Json } from './frame.js';

const INTEGER = /^-?(?:0|[1-9]\d*)$/;

/** Returns whether an object already has an element or its sibling. */
export function isThere(owner: Json, { name, sibling }: ElementEntry): boolean {
  return owner[name] !== undefined || owner[sibling] !== undefined;
}

/** Returns the number of items in a list; 0 without a list. */
export function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** Adds an object to its owner; returns its index in a list, or -1. */
export function putValue(owner: Json, { name, isList }: ElementEntry, value: unknown): number {
  if (!isList) {
    owner[name] = value;
    return -1;
  }
  const list = owner[name] as unknown[] | undefined;
  if (list) return list.push(value) - 1;
  owner[name] = [value];
  return 0;
}

/**
 * Adds a primitive to its owner, or null for an item without a value; returns its index in a list, or -1. The lists of
 * values and of siblings start with the first item that needs them, and have the same length.
 */
export function putPrimitive(owner: Json, entry: ElementEntry, text: string | undefined): number {
  const { name, sibling, isList } = entry;
  if (!isList) {
    if (text !== undefined) owner[name] = readValue(owner, name, entry, text);
    return -1;
  }
  let list = owner[name] as unknown[] | undefined;
  const siblings = owner[sibling] as unknown[] | undefined;
  const index = Math.max(lengthOf(list), lengthOf(siblings));
  if (!list && text !== undefined) owner[name] = list = Array.from({ length: index }, () => null);
  list?.push(text === undefined ? null : readValue(list, index, entry, text));
  siblings?.push(null);
  return index;
}

/** Creates the sibling of a primitive. */
export function startSibling({ entry, index, parent }: Frame): Json {
  const object: Json = {};
  const owner = parent?.object as Json;
  const { sibling, isList } = entry as ElementEntry;
  if (!isList) owner[sibling] = object;
  else {
    const list = (owner[sibling] ??= Array.from({ length: index + 1 }, () => null)) as unknown[];
    list[index] = object;
  }
  return object;
}

/** Returns the JSON value of a text; the text itself if it does not have the type. */
function readValue(owner: object, name: string | number, { form }: ElementEntry, text: string): unknown {
  switch (form) {
    case FORM.boolean:
      return text === 'true' ? true : text === 'false' ? false : text;
    case FORM.integer:
      return INTEGER.test(text) ? readNumber(owner, name, text) : text;
    case FORM.decimal:
      return isDecimalText(text) ? readNumber(owner, name, text) : text;
    default:
      return text;
  }
}

function readNumber(owner: object, name: string | number, text: string): number {
  const value = Number(text);
  if (String(value) !== text) keepWritten(owner, name, text);
  return value;
}
