import type { Json } from './env.js';

const patterns = /*@__PURE__*/ new Map<string, RegExp>();

/** As the next three functions, returns false if one argument is no text. */
export function startsWith(text: Json, start: Json): boolean {
  return typeof text === 'string' && typeof start === 'string' && text.startsWith(start);
}

export function endsWith(text: Json, end: Json): boolean {
  return typeof text === 'string' && typeof end === 'string' && text.endsWith(end);
}

export function contains(text: Json, part: Json): boolean {
  return typeof text === 'string' && typeof part === 'string' && text.includes(part);
}

/** Returns true if a part of the text matches; `.` stands for any character. */
export function matches(text: Json, pattern: string): boolean {
  if (typeof text !== 'string') return false;
  return (patterns.get(pattern) ?? addPattern(pattern)).test(text);
}

function addPattern(pattern: string): RegExp {
  const made = new RegExp(pattern, 'su');
  patterns.set(pattern, made);
  return made;
}

/** Returns characters from an index (from 0); undefined if the text ends before it. */
export function substring(text: Json, start: number, length?: number): string | undefined {
  if (typeof text !== 'string' || start < 0 || start >= text.length) return undefined;
  return text.slice(start, length === undefined ? undefined : start + Math.max(0, length));
}

/** Returns NaN for anything but a text. */
export function lengthOf(text: Json): number {
  return typeof text === 'string' ? text.length : NaN;
}

export function lower(text: Json): string | undefined {
  return typeof text === 'string' ? text.toLowerCase() : undefined;
}

export function upper(text: Json): string | undefined {
  return typeof text === 'string' ? text.toUpperCase() : undefined;
}

/** `toString()` of a primitive. */
export function toText(value: Json): string | undefined {
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

/** `&`: joins two texts; anything but a text counts as empty. */
export function concat(left: Json, right: Json): string {
  return (typeof left === 'string' ? left : '') + (typeof right === 'string' ? right : '');
}

/** `+` of two texts; undefined if one is missing. */
export function plus(left: Json, right: Json): string | undefined {
  return typeof left === 'string' && typeof right === 'string' ? left + right : undefined;
}
