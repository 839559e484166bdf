/**
 * Tests of whether an item matches a slice, for discriminators other than a value at a path. Every answer is yes, no,
 * or undefined if it cannot be decided here: a reference may lead to a resource outside the Bundle, a code may be known
 * to a terminology only.
 *
 * @see http://hl7.org/fhir/STU3/profiling.html#discriminator
 */
import { inSet, inUnknownSet } from './bindings.js';
import type { CodeSet } from './code-set.js';
import { note } from './faults.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { holds } from './profile.js';
import { isUrn, readReference } from '../core/references.js';
import { start, type Run } from './run.js';

/**
 * One step into an item: a property, one of several properties, an extension by its URL, or the target of a reference.
 */
export type Step =
  string | { readonly oneOf: readonly string[] } | { readonly extension: string } | { readonly resolve: true };

export type Answer = boolean | undefined;

/** The values at the end of a path; `open` if a reference on the path leads to a resource outside the Bundle. */
interface Place {
  readonly values: readonly unknown[];
  readonly open: boolean;
}

/** Returns whether there is a value at a path. */
export function existsAt(item: unknown, path: readonly Step[], run: Run = start('is')): Answer {
  return anyOf(placeOf(item, path, run), () => true);
}

/** Returns whether there is no value at a path. */
export function isMissingAt(item: unknown, path: readonly Step[], run?: Run): Answer {
  const answer = existsAt(item, path, run);
  return answer === undefined ? undefined : !answer;
}

/** Returns whether a value at a path matches a pattern. */
export function hasValueAt(item: unknown, path: readonly Step[], pattern: unknown, run: Run = start('is')): Answer {
  return anyOf(placeOf(item, path, run), (value) => holds(value, pattern));
}

/** Returns whether a code, coding or concept at a path is in a value set. */
export function isMemberAt(item: unknown, path: readonly Step[], set: CodeSet, run: Run = start('is')): Answer {
  return anyOf(placeOf(item, path, run), (value) => inSet(value, set, run));
}

/** Returns the same for a value set without known codes; `systems` are the code systems of all its codes, if known. */
export function isMemberOfUnknownAt(
  item: unknown,
  path: readonly Step[],
  valueSet: string,
  systems?: readonly string[],
  run: Run = start('is'),
): Answer {
  return anyOf(placeOf(item, path, run), (value) => inUnknownSet(value, valueSet, systems, run));
}

/**
 * Returns whether a resource at a path has one of some types. The text of a reference may suffice to know the type of
 * its target.
 */
export function isOfTypeAt(
  item: unknown,
  path: readonly Step[],
  types: readonly string[],
  run: Run = start('is'),
): Answer {
  return anyOf(placeOf(item, path, run), (value) => {
    const type = isObject(value) ? value['resourceType'] : undefined;
    return typeof type === 'string' && types.includes(type);
  });
}

/** Returns whether any value at a place passes a test; undefined if none does and it is undecided for some. */
export function anyOf({ values, open }: Place, ask: (value: unknown) => Answer): Answer {
  let isOpen = open;
  for (const value of values) {
    const answer = ask(value);
    if (answer) return true;
    if (answer === undefined) isOpen = true;
  }
  return isOpen ? undefined : false;
}

/** Stand-ins for resources of which only the type is known. */
export const typesOnly = /*@__PURE__*/ new WeakSet<object>();

/** Returns the values at a path in an item. */
export function placeOf(item: unknown, path: readonly Step[], run: Run): Place {
  let values: readonly unknown[] = [item];
  let open = false;
  for (let i = 0; i < path.length; i++) {
    const step = path[i] as Step;
    const isLast = i === path.length - 1;
    const found: unknown[] = [];
    for (const value of values) {
      if (typeof step === 'object' && 'resolve' in step) {
        const target = targetOf(value, run);
        // A stand-in has no properties to follow the path into.
        if (target === undefined || (!isLast && typesOnly.has(target))) open ||= leadsSomewhere(value);
        else found.push(target);
      } else pushAll(found, value, step, isLast);
    }
    values = found;
  }
  return { values, open };
}

function pushAll(found: unknown[], value: unknown, step: Exclude<Step, { resolve: true }>, isLast: boolean): void {
  if (!isObject(value)) return;
  if (typeof step === 'object' && 'extension' in step) {
    for (const one of itemsOf(own(value, 'extension'))) {
      if (isObject(one) && one['url'] === step.extension) found.push(one);
    }
    return;
  }
  for (const name of typeof step === 'string' ? [step] : step.oneOf) {
    const part = own(value, name);
    // The sibling of a primitive without a value counts as present.
    const there = part === undefined && isLast ? own(value, `_${name}`) : part;
    for (const one of Array.isArray(there) ? (there as unknown[]) : [there]) {
      if (one !== undefined && one !== null) found.push(one);
    }
  }
}

function own(value: Properties, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * Returns the target of a reference: a contained resource, one in the surrounding Bundle, or a stand-in with its type.
 */
function targetOf(reference: unknown, run: Run): Properties | undefined {
  const text = isObject(reference) ? reference['reference'] : undefined;
  if (typeof text !== 'string') return undefined;
  if (text.startsWith('#')) return containedAs(text.slice(1), run.env.resource);
  const target = run.bundle?.find(text);
  if (target) return target;
  const type = isUrn(text) ? undefined : readReference(text)?.type;
  return type === undefined ? undefined : knownByType(type);
}

function containedAs(id: string, around: unknown): Properties | undefined {
  if (!isObject(around)) return undefined;
  if (id === '') return around;
  return itemsOf(around['contained']).find((one): one is Properties => isObject(one) && one['id'] === id);
}

/** Creates a stand-in for a resource of which the reference tells only the type. */
function knownByType(resourceType: string): Properties {
  const resource = { resourceType };
  typesOnly.add(resource);
  return resource;
}

/** Returns whether a reference has a target at all, by its text or its identifier. */
function leadsSomewhere(reference: unknown): boolean {
  return isObject(reference) && (reference['reference'] !== undefined || reference['identifier'] !== undefined);
}

/** Combines answers: false if one is false, and otherwise undefined if one is undefined. */
export function allOf(...answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Notes that it cannot be decided here whether an item matches a slice; returns the number of such doubts. */
export function doubted(run: Run, answer: Answer, name: string, order: number, index: number): 0 | 1 {
  if (answer !== undefined) return 0;
  const slice = name.slice(name.indexOf(':') + 1);
  const message = `is not checked against the slice "${slice}": whether it belongs to the slice is not known here`;
  note(run, name, order, 'information', 'not-supported', message, index);
  return 1;
}

/**
 * Notes that a slice is not checked, because its definition has no usable discriminator. An empty list produces no note
 * if the slice is optional.
 */
export function noteUndiscriminated(run: Run, value: unknown, name: string, order: number, min: number): void {
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty && min === 0) return;
  const slice = name.slice(name.indexOf(':') + 1);
  const message = `is not checked against the slice "${slice}": the definition has no discriminator that can be evaluated here`;
  note(run, name, order, 'information', 'not-supported', message);
}
