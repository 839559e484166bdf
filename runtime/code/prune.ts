/** Copies a message without what the types of builders refuse, as the check of the message tells it. */
import { isFault, type Issue } from '../core/issue.js';
import { isObject, type Properties } from '../core/json.js';
import { isOfOrder } from '../guard/profile.js';
import { writtenAs } from '../core/written.js';
import type { Lose } from './losses.js';
import { itemPath, memberPath } from './paths.js';
import { NO_INPUT } from './place.js';

/** How deep a message may be nested: deeper than its resources, which stand in entries of a Bundle. */
const DEEPEST = 68;
/** What such an issue is about does not fit the type of its element. */
const REFUSED: ReadonlySet<string> = new Set(['structure', 'code-invalid', 'value']);

/** What members are called in FHIR. */
const MEMBER = /^_?[A-Za-z]\w{0,63}$/;

type Copy = Record<string, unknown> | unknown[];

/**
 * A copy of what JSON has of a value, with members that have the names of elements. Numbers that a program cannot say as
 * they were written, such as `0.50`, are lost too.
 */
export function copyOf(value: unknown, path: string, lose: Lose, around: readonly object[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (around.includes(value)) lose(path, 'contains itself');
  else if (around.length === DEEPEST) lose(path, 'is nested too deeply');
  else return copyOfObject(value, path, lose, [...around, value]);
  return undefined;
}

function copyOfObject(value: object, path: string, lose: Lose, around: readonly object[]): unknown {
  const part = (name: string, inner: unknown, at: string): unknown => {
    const text = typeof inner === 'number' ? writtenAs(value, name, inner) : undefined;
    if (text !== undefined && text !== String(inner))
      lose(at, `was written as ${text}, and a program keeps the number`);
    return copyOf(inner, at, lose, around);
  };
  if (Array.isArray(value))
    return Array.from(value, (item: unknown, index) => part(String(index), item, itemPath(path, index)));
  const members = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const at = memberPath(path, name);
    if (inner === undefined) return [];
    if (!MEMBER.test(name)) lose(at, NO_INPUT);
    return MEMBER.test(name) ? [[name, part(name, inner, at)]] : [];
  });
  return Object.fromEntries(members);
}

/**
 * Takes out of a copy of a message, or of a resource of one, what does not fit the types of builders. The message as such
 * and its resources stay, and so does what only stands in the wrong order.
 *
 * @param path where the copy stands in the message
 */
export function prune(copy: Properties, issues: readonly Issue[], path: string, lose: Lose): void {
  const holders = new Set<unknown[]>();
  for (const issue of issues) {
    if (!isFault(issue) || !REFUSED.has(issue.code) || isOfOrder(issue)) continue;
    const found = find(copy, issue.expression, path);
    if (found) remove(found, issue, lose, holders);
  }
  for (const list of holders) list.splice(0, list.length, ...list.filter((item) => item !== REMOVED));
}

const REMOVED = Symbol('removed');

interface Found {
  readonly holder: Copy;
  readonly key: string | number;
  readonly path: string;
}

/** What a FHIRPath leads to inside of a resource of the message. */
function find(copy: Properties, expression: string, start: string): Found | undefined {
  const steps = [...expression.matchAll(/([^.[\]]+)(?:\[(\d+)\])?/g)].slice(1);
  if (start === 'Bundle' && steps.length < 3) return undefined;
  let at: unknown = copy;
  let path = start;
  let found: Found | undefined;
  for (const [, stem = '', index] of steps) {
    const key = isObject(at) ? memberOf(at, stem) : undefined;
    if (key === undefined) return undefined;
    found = { holder: at as Copy, key, path: (path = memberPath(path, key)) };
    at = (at as Properties)[key];
    if (index === undefined) continue;
    if (!Array.isArray(at) || !(Number(index) in at)) return undefined;
    found = { holder: at, key: Number(index), path: (path = itemPath(path, Number(index))) };
    at = (at as unknown[])[Number(index)];
  }
  return found;
}

/** The member of a name; a choice is called by its stem. */
function memberOf(value: Properties, stem: string): string | undefined {
  if (Object.hasOwn(value, stem)) return stem;
  return Object.keys(value).find((one) => one.startsWith(stem) && /^[A-Z]/.test(one.slice(stem.length)));
}

function remove({ holder, key, path }: Found, { message, elementId }: Issue, lose: Lose, lists: Set<unknown[]>): void {
  if (Array.isArray(holder)) {
    lists.add(holder);
    holder[Number(key)] = REMOVED;
    return lose(path, message);
  }
  const value = holder[key];
  if (!Array.isArray(value) || value.length < 2) {
    delete holder[key];
    return lose(path, message);
  }
  // Too many items of a slice may be too few of another: what the builder makes of them shows in the end.
  if (elementId !== undefined && /:[^.]*$/.test(elementId)) return;
  lists.add(value);
  for (let index = 1; index < value.length; index++) {
    value[index] = REMOVED;
    lose(itemPath(path, index), message);
  }
}
