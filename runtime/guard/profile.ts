/** Functions that the rules of a profile call for a value whose base type has been checked. */
import { describe } from '../core/describe.js';
import { fault, miscounted, missing } from './faults.js';
import { compareDates } from '../fhirpath/dates.js';
import { compareQuantities } from '../fhirpath/numbers.js';
import type { Issue } from '../core/issue.js';
import { isObject, isSame, itemsOf, type Properties } from '../core/json.js';
import { one } from './structure.js';
import type { Guard, Run } from './run.js';

/**
 * Runs rules over the inside of a child, or of each item of a list; a value that is no object has been reported
 * already. True means stop.
 */
export function inside(run: Run, value: unknown, name: string, order: number, rules: Guard): boolean {
  if (isObject(value)) return one(run, value, name, order, rules);
  const items = itemsOf(value);
  for (let i = 0; i < items.length; i++) {
    if (isObject(items[i]) && one(run, items[i], name, order, rules, i)) return true;
  }
  return false;
}

const nothing: Properties = {};

/**
 * Runs rules over the id and extensions of a primitive, or of each in a list. Without any it runs them over an empty
 * object, because an extension may be required. True means stop.
 */
export function alongside(
  run: Run,
  value: unknown,
  sibling: unknown,
  name: string,
  order: number,
  rules: Guard,
): boolean {
  if (!Array.isArray(value))
    return inside(run, value === undefined ? sibling : (sibling ?? nothing), name, order, rules);
  const items = itemsOf(sibling);
  for (let i = 0; i < value.length; i++) if (one(run, items[i] ?? nothing, name, order, rules, i)) return true;
  return false;
}

/**
 * Checks how often a child is present; true means stop. `sibling` has the id and extensions of a primitive without a
 * value.
 */
export function counted(
  run: Run,
  value: unknown,
  sibling: unknown,
  name: string,
  order: number,
  min: number,
  max: number,
): boolean {
  const count = countOf(value) || countOf(sibling);
  if (count === 0 && min > 0 && !Array.isArray(value)) return missing(run, name, order);
  return (count < min || count > max) && miscounted(run, name, order, count, min, max);
}

function countOf(value: unknown): number {
  if (value === undefined) return 0;
  return Array.isArray(value) ? value.length : 1;
}

/** Checks that a child is absent; true means stop. */
export function unused(run: Run, value: unknown, name: string, order: number): boolean {
  return value !== undefined && fault(run, name, order, 'structure', 'is not allowed in this profile');
}

/** Checks that a choice has one of the allowed types; true means stop. `allowed` are JSON properties. */
export function onlyTypes(
  run: Run,
  value: Properties,
  choice: string,
  order: number,
  allowed: readonly string[],
): boolean {
  for (const key in value) {
    const member = key.charCodeAt(0) === UNDERSCORE ? key.slice(1) : key;
    const isOfChoice = member.startsWith(choice) && isCapital(member.charCodeAt(choice.length));
    if (isOfChoice && !allowed.includes(member) && unused(run, value[key], `${choice}[x]`, order)) return true;
  }
  return false;
}

const UNDERSCORE = 95;

function isCapital(character: number): boolean {
  return character >= 65 && character <= 90;
}

/** Checks that a nested resource, or each of several, has one of the allowed types; true means stop. */
export function typed(run: Run, value: unknown, name: string, order: number, types: readonly string[]): boolean {
  if (!Array.isArray(value)) return mistyped(run, value, name, order, types, -1);
  for (let i = 0; i < value.length; i++) if (mistyped(run, value[i], name, order, types, i)) return true;
  return false;
}

function mistyped(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  types: readonly string[],
  index: number,
): boolean {
  // A value that is no resource has been reported by the base type.
  const type = isObject(value) ? value['resourceType'] : undefined;
  if (typeof type !== 'string' || types.includes(type)) return false;
  return fault(
    run,
    name,
    order,
    'structure',
    `is of type ${describe(type)}, but must be ${types.join(' or ')} here`,
    index,
  );
}

/** Returns the type of the resource in a property of an item, or of the first resource if the property has a list. */
export function typeIn(item: unknown, name: string): unknown {
  const holder: unknown = Array.isArray(item) ? item[0] : item;
  const inner = isObject(holder) ? holder[name] : undefined;
  const resource: unknown = Array.isArray(inner) ? inner[0] : inner;
  const type = isObject(resource) ? resource['resourceType'] : undefined;
  return Array.isArray(type) ? type[0] : type;
}

/** Checks that a child, or each item of it, equals a fixed value; true means stop. */
export function fixedTo(run: Run, value: unknown, name: string, order: number, expected: unknown, index = -1): boolean {
  if (value === expected || value === undefined) return false;
  if (!Array.isArray(value)) return differs(run, value, name, order, expected, index);
  for (let i = 0; i < value.length; i++) if (differs(run, value[i], name, order, expected, i)) return true;
  return false;
}

function differs(run: Run, item: unknown, name: string, order: number, expected: unknown, index: number): boolean {
  if (isSame(item, expected)) return false;
  const message = `${describe(item)} is not the fixed value ${JSON.stringify(expected)}`;
  return fault(run, name, order, 'value', message, index);
}

/** Checks that a child, or each item of it, matches a pattern; true means stop. */
export function patterned(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  pattern: unknown,
  index = -1,
): boolean {
  if (value === undefined) return false;
  if (!Array.isArray(value)) return lacks(run, value, name, order, pattern, index);
  for (let i = 0; i < value.length; i++) if (lacks(run, value[i], name, order, pattern, i)) return true;
  return false;
}

function lacks(run: Run, item: unknown, name: string, order: number, pattern: unknown, index: number): boolean {
  if (holds(item, pattern)) return false;
  const message = `does not match the pattern ${JSON.stringify(pattern)}`;
  return fault(run, name, order, 'value', message, index);
}

/** A number, a date or time as FHIR writes it, or a Quantity. */
type Limit = number | string | object;

/** The minimum and maximum of a value, and the maximum length of a text. */
export interface Limits {
  readonly min?: Limit;
  readonly max?: Limit;
  readonly length?: number;
}

/** Checks that a child, or each item of it, keeps within limits; true means stop. */
export function limited(run: Run, value: unknown, name: string, order: number, limits: Limits, index = -1): boolean {
  if (value === undefined) return false;
  if (!Array.isArray(value)) return exceeds(run, value, name, order, limits, index);
  for (let i = 0; i < value.length; i++) if (exceeds(run, value[i], name, order, limits, i)) return true;
  return false;
}

function exceeds(run: Run, item: unknown, name: string, order: number, limits: Limits, index: number): boolean {
  const { min, max, length = Infinity } = limits;
  const what = isObject(item) ? 'the quantity' : describe(item);
  const say = (how: string): boolean => fault(run, name, order, 'value', `${what} is ${how}`, index);
  if (min !== undefined && compare(item, min) < 0) return say(`less than the minimum of ${nameOf(min)}`);
  if (max !== undefined && compare(item, max) > 0) return say(`more than the maximum of ${nameOf(max)}`);
  // A character outside the basic plane counts once, although it takes two code units.
  if (typeof item !== 'string' || item.length <= length || [...item].length <= length) return false;
  return say(`longer than the maximum of ${length} characters`);
}

/**
 * Returns a number below, equal to or above 0; NaN if the two cannot be compared, such as quantities in different
 * units.
 */
function compare(item: unknown, limit: Limit): number {
  if (typeof limit === 'number') return typeof item === 'number' ? item - limit : NaN;
  if (typeof limit === 'object') return isObject(item) ? compareQuantities(item, limit) : NaN;
  return /^\d\d:/.test(limit) ? compareTimes(item, limit) : compareDates(item, limit);
}

/**
 * Compares times of day. They have no zone, so that their texts can be compared once zeros at the end of a fraction are
 * gone.
 */
function compareTimes(item: unknown, limit: string): number {
  if (typeof item !== 'string') return NaN;
  const [time, other] = [plainTime(item), plainTime(limit)];
  return time === other ? 0 : time < other ? -1 : 1;
}

function plainTime(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function nameOf(limit: Limit): string {
  if (typeof limit !== 'object') return String(limit);
  const { value, unit, code } = limit as { value?: unknown; unit?: unknown; code?: unknown };
  return [value, unit ?? code].filter((part) => part !== undefined).join(' ');
}

/** Returns true if a value has `expected` at a path of names; if a list is on the path, one item suffices. */
export function holdsAt(value: unknown, path: readonly string[], expected: unknown, from = 0): boolean {
  if (typeof expected === 'string') return holdsText(value, path, expected, from);
  if (Array.isArray(value)) return value.some((item) => holdsAt(item, path, expected, from));
  const name = path[from];
  if (name === undefined) return holds(value, expected);
  if (!isObject(value)) return false;
  const part = value[name];
  return part !== undefined && holdsAt(part, path, expected, from + 1) && Object.hasOwn(value, name);
}

/** Does the same for a text, which discriminates most slices. Inherited properties are ignored. */
function holdsText(value: unknown, path: readonly string[], expected: string, from: number): boolean {
  let at = value;
  for (let i = from; i < path.length; i++) {
    if (Array.isArray(at)) return at.some((item) => holdsText(item, path, expected, i));
    if (!isObject(at)) return false;
    at = at[path[i] as string];
  }
  return at === expected || (Array.isArray(at) && at.includes(expected));
}

/** A discriminator of a slice's items: a value at a path, or a test. */
export type Mark = readonly [path: readonly string[], value: unknown] | ((item: unknown) => boolean | undefined);

/** Returns true if an item certainly matches all discriminators of a slice. */
export function isMarked(item: unknown, marks: readonly Mark[]): boolean {
  return marks.every((mark) => (typeof mark === 'function' ? mark(item) === true : holdsAt(item, mark[0], mark[1])));
}

/** Returns true if a value contains everything in a pattern, at every depth. */
export function holds(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((part) => value.some((item) => holds(item, part)));
  if (!isObject(pattern)) return value === pattern;
  return (
    isObject(value) &&
    Object.entries(pattern).every(([key, part]) => Object.hasOwn(value, key) && holds(value[key], part))
  );
}

/** An item matches none of the slices of a closed slicing; true means stop. */
export function unmatched(run: Run, name: string, order: number, index: number, slices: string): boolean {
  return fault(run, name, order, 'structure', `matches none of the slices ${slices}, and the slicing is closed`, index);
}

const MISPLACED = 'comes after items ';

/** An item of a sliced list that stands where the order of the slices does not allow it, behind others; true means stop. */
export function misplaced(run: Run, name: string, order: number, index: number, others: string): boolean {
  return fault(run, name, order, 'structure', MISPLACED + others, index);
}

/** Whether an issue is about the order of a list alone. */
export function isOfOrder({ message }: Issue): boolean {
  return message.startsWith(MISPLACED);
}
