/** Fills in what the items of a slice are known by, where what was given does not say it. */
import { isObject, type Properties } from '../core/json.js';
import { inOrder, memberOf } from './member-order.js';
import { plain } from '../core/plain.js';
import { holds, holdsAt, type Mark } from '../guard/profile.js';
import type { Choice, Content, Part, Parts } from './shape.js';
import { carryWritten } from '../core/written.js';

/**
 * Returns an item with the values that its slice is known by: what was given stays as it is, and what contradicts it is
 * left to the guard. A test of a slice that is no value fills in nothing.
 */
export function fillMarks(item: unknown, of: Content, marks: readonly Mark[]): unknown {
  let filled = item;
  for (const mark of marks) {
    if (typeof mark === 'function' || holdsAt(filled, mark[0], mark[1])) continue;
    filled = fillAt(filled, of, mark[0], mark[1]);
  }
  return filled;
}

function fillAt(value: unknown, of: Content | Choice | undefined, path: readonly string[], expected: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return merged(value, expected, of);
  if (value !== undefined && !isObject(value)) return value;
  const part = partNamed(partsOf(of), name);
  const current = value?.[name];
  const filled =
    part?.isList === true ? fillList(current, part, rest, expected) : fillAt(current, part?.of, rest, expected);
  return ordered(value, { ...value, [name]: filled }, of);
}

/** One item of a list is enough: the first that can take the value, or another behind them. */
function fillList(current: unknown, part: Part, path: readonly string[], expected: unknown): unknown[] {
  const items = Array.isArray(current) ? (current as unknown[]) : [];
  if (path.length === 0 && Array.isArray(expected)) return merged(items, expected, part.of) as unknown[];
  for (const [index, item] of items.entries()) {
    const filled = fillAt(item, part.of, path, expected);
    if (holdsAt(filled, path, expected)) return replaced(items, index, filled);
  }
  return [...items, fillAt(undefined, part.of, path, expected)];
}

/** A value with what a pattern has beyond it; a value that contradicts the pattern as it is. */
function merged(value: unknown, pattern: unknown, of: Content | Choice | undefined): unknown {
  if (value === undefined) return plain(pattern, '');
  if (Array.isArray(pattern) && Array.isArray(value)) return mergedList(value as unknown[], pattern as unknown[], of);
  if (!isObject(value) || !isObject(pattern)) return value;
  const parts = partsOf(of);
  const members = Object.entries(pattern).map(([name, part]): [string, unknown] => [
    name,
    merged(Object.hasOwn(value, name) ? value[name] : undefined, part, partNamed(parts, name)?.of),
  ]);
  return ordered(value, { ...value, ...Object.fromEntries(members) }, of);
}

function mergedList(
  items: readonly unknown[],
  pattern: readonly unknown[],
  of: Content | Choice | undefined,
): unknown[] {
  let all = [...items];
  for (const part of pattern) {
    if (all.some((item) => holds(item, part))) continue;
    const candidates = all.map((item) => merged(item, part, of));
    const index = candidates.findIndex((item) => holds(item, part));
    all = index < 0 ? [...all, plain(part, '')] : replaced(all, index, candidates[index]);
  }
  return all;
}

function replaced(items: readonly unknown[], index: number, item: unknown): unknown[] {
  return items.map((one, at) => (at === index ? item : one));
}

function partsOf(of: Content | Choice | undefined): Parts | undefined {
  if (of?.kind === 'shape') return of.parts();
  return of?.kind === 'coded' ? of.shape.parts() : undefined;
}

/** The part that becomes a JSON property: an element, or one type of a choice. */
function partNamed(parts: Parts | undefined, name: string): Part | undefined {
  if (!parts) return undefined;
  const own = Object.hasOwn(parts.elements, name) ? parts.elements[name] : undefined;
  if (own) return own;
  for (const [stem, { of }] of Object.entries(parts.elements)) {
    if (of.kind !== 'choice') continue;
    const type = Object.keys(of.types).find((one) => memberOf(stem, one) === name);
    if (type !== undefined) return { isList: false, of: of.types[type] as Content };
  }
  return undefined;
}

/** The copy in the order of the definition, with what is known of how the numbers of the original were written. */
function ordered(from: Properties | undefined, copy: Properties, of: Content | Choice | undefined): Properties {
  const parts = partsOf(of);
  const out = parts ? inOrder(copy, parts) : copy;
  if (from) carryWritten(from, out);
  return out;
}
