/** Functions that a guard calls on its way through a value. If one returns true, the guard stops and returns false. */
import { describe } from '../core/describe.js';
import { fault, giveUp, no, unknown, wrong } from './faults.js';
import { isObject, type Properties } from '../core/json.js';
import { elementId } from '../primitives/primitives.js';
import { rules, type Rule } from '../primitives/rules.js';
import { up, type Guard, type Run } from './run.js';

/** The element itself is not a JSON object; always false, so that a guard can return it. */
export function notObject(run: Run, value: unknown): false {
  wrong(run, 'structure', `${describe(value)} is not an object`);
  return false;
}

/**
 * Checks that an object has at least one property besides `id`. True means stop.
 *
 * @see http://hl7.org/fhir/STU3/element.html (ele-1)
 */
export function noContent(run: Run, value: Properties, properties: number): boolean {
  if (properties > 1 || (properties === 1 && value['id'] === undefined)) return false;
  return wrong(run, 'structure', 'is empty: an element must have content besides its id');
}

/** Runs the guard of a child, or of one item of a list (`index` from 0); true means stop. */
export function one(run: Run, value: unknown, name: string, order: number, guard: Guard, index = -1): boolean {
  if (run.only !== undefined && !run.only.has(value)) return false;
  const before = run.drafts.length;
  const sound = --run.depth >= 0 && --run.elements >= 0 ? guard(value, run) : !exceed(run);
  run.depth++;
  if (run.drafts.length > before) up(run, name, index, order, before);
  return !sound && run.stop;
}

/** Runs a guard over the items of a list, which must not be empty; true means stop. */
export function each(run: Run, value: unknown, name: string, order: number, guard: Guard): boolean {
  if (!isList(value)) return notList(run, value, name, order);
  for (let i = 0; i < value.length; i++) if (one(run, value[i], name, order, guard, i)) return true;
  return false;
}

/**
 * Tests the items of a list of primitives, `owner[name]`; true means stop. An item may be null if the list's sibling
 * has an element at the same index.
 */
export function primitives(
  run: Run,
  owner: Properties,
  name: string,
  order: number,
  test: (value: unknown) => boolean,
  rule: Rule,
): boolean {
  const list = owner[name];
  if (!isList(list)) return notList(run, list, name, order);
  for (let i = 0; i < list.length; i++) {
    const item: unknown = list[i];
    if (test(item) || (item === null && hasItem(owner[`_${name}`], i))) continue;
    if (no(run, name, order, rule, item, i)) return true;
  }
  return false;
}

/**
 * Checks the sibling of one primitive, `owner._name`: its id and extensions. True means stop.
 *
 * @param path name in the path if it differs: `value[x]` for `valueString`
 */
export function sibling(
  run: Run,
  owner: Properties,
  name: string,
  order: number,
  extension: Guard,
  path = name,
): boolean {
  return one(run, owner[`_${name}`], path, order, elementGuard(extension, owner[name] !== undefined));
}

/** Checks the sibling of a list of primitives, `owner._name`, item by item; an item may be null. True means stop. */
export function siblings(run: Run, owner: Properties, name: string, order: number, extension: Guard): boolean {
  const list = owner[`_${name}`];
  if (!isList(list)) return notList(run, list, name, order);
  for (let i = 0; i < list.length; i++) {
    const hasValue = hasItem(owner[name], i);
    if (list[i] === null && (hasValue || isBeside(owner[name], i))) continue;
    if (one(run, list[i], name, order, elementGuard(extension, hasValue), i)) return true;
  }
  return false;
}

/** Returns a guard of the id and extensions of a primitive; without a value it needs an extension. */
function elementGuard(extension: Guard, hasValue: boolean): Guard {
  return (value, run) => {
    if (!isObject(value)) return notObject(run, value);
    const mark = run.faults;
    let properties = 0;
    for (const key in value) {
      if (value[key] === undefined) continue;
      properties++;
      if (besideValue(run, value, key, extension)) return false;
    }
    if (properties === 0 || !hasValue) noContent(run, value, properties);
    return run.faults === mark;
  };
}

/** Checks a property of a primitive's sibling; true means stop. */
function besideValue(run: Run, owner: Properties, key: string, extension: Guard): boolean {
  const value = owner[key];
  if (key === 'id') return !elementId(value) && no(run, key, 0, rules.elementId, value);
  if (key === 'extension') return each(run, value, key, 1, extension);
  return unknown(run, owner, key, ELEMENT);
}

const ELEMENT = ['id', 'extension'];

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function notList(run: Run, value: unknown, name: string, order: number): boolean {
  return fault(run, name, order, 'structure', `${describe(value)} is not a list of one or more items`);
}

function hasItem(list: unknown, index: number): boolean {
  return Array.isArray(list) && list[index] !== undefined && list[index] !== null;
}

/** Returns true if a list has an item at an index, even if it is null. */
function isBeside(list: unknown, index: number): boolean {
  return Array.isArray(list) && index < list.length;
}

function exceed(run: Run): true {
  return giveUp(run, run.depth < 0 ? 'is nested too deeply, or contains itself' : 'is too large');
}
