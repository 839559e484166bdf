/** Copies a message without parts that the types of builders do not accept, as its check reports them. */
import { isFault, type Issue } from '../core/issue.js';
import { isObject, type Properties } from '../core/json.js';
import { isOfOrder } from '../guard/profile.js';
import { writtenAs } from '../core/written.js';
import type { Lose } from './losses.js';
import { itemPath, memberPath } from './paths.js';
import { NO_INPUT } from './place.js';

/** Maximum depth of a message: higher than for a resource, which is inside an entry of a Bundle. */
const DEEPEST = 68;
/** Codes of issues about values that do not fit the type of their element. */
const REFUSED: ReadonlySet<string> = new Set(['structure', 'code-invalid', 'value']);

/** Possible names of FHIR elements. */
const MEMBER = /^_?[A-Za-z]\w{0,63}$/;

type Copy = Record<string, unknown> | unknown[];

/**
 * Copies the JSON content of a value whose members have names of elements. Numbers whose written form a program cannot
 * preserve, such as `0.50`, are lost too.
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
 * Removes from a copy of a message, or of one of its resources, what does not fit the types of builders. The message
 * itself and its resources stay, and so does whatever is only in the wrong order.
 *
 * @param path path of the copy in the message
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

/** Finds the value of a FHIRPath inside a resource of the message. */
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

/** Returns the member with a name; a choice is found by its stem. */
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
  // Too many items of one slice may mean too few of another: the built message will show.
  if (elementId !== undefined && /:[^.]*$/.test(elementId)) return;
  lists.add(value);
  for (let index = 1; index < value.length; index++) {
    value[index] = REMOVED;
    lose(itemPath(path, index), message);
  }
}
