/**
 * What guards ask of an item to tell whether it belongs to a slice, where that is more than a value at a path. Every answer
 * is yes, no, or undefined where nobody can tell here: a reference may lead out of what is at hand, a code may be one
 * that only a terminology knows.
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

/** One step into an item: a property, whichever is there of several, an extension by its URL, or what a reference leads to. */
export type Step =
  string | { readonly oneOf: readonly string[] } | { readonly extension: string } | { readonly resolve: true };

export type Answer = boolean | undefined;

/** What stands at the end of a path; `open` where a reference on the way leads to what is not at hand. */
interface Place {
  readonly values: readonly unknown[];
  readonly open: boolean;
}

/** Whether there is anything at a path. */
export function existsAt(item: unknown, path: readonly Step[], run: Run = start('is')): Answer {
  return anyOf(placeOf(item, path, run), () => true);
}

/** Whether there is nothing at a path. */
export function isMissingAt(item: unknown, path: readonly Step[], run?: Run): Answer {
  const answer = existsAt(item, path, run);
  return answer === undefined ? undefined : !answer;
}

/** Whether what stands at a path holds at least what a pattern says. */
export function hasValueAt(item: unknown, path: readonly Step[], pattern: unknown, run: Run = start('is')): Answer {
  return anyOf(placeOf(item, path, run), (value) => holds(value, pattern));
}

/** Whether a code, coding or concept at a path is in a value set. */
export function isMemberAt(item: unknown, path: readonly Step[], set: CodeSet, run: Run = start('is')): Answer {
  return anyOf(placeOf(item, path, run), (value) => inSet(value, set, run));
}

/** The same of a value set of which no code is known here; `systems` are those of all its codes, where they are known. */
export function isMemberOfUnknownAt(
  item: unknown,
  path: readonly Step[],
  valueSet: string,
  systems?: readonly string[],
  run: Run = start('is'),
): Answer {
  return anyOf(placeOf(item, path, run), (value) => inUnknownSet(value, valueSet, systems, run));
}

/** Whether a resource at a path is of one of some types; that of a reference's target may be told by its text alone. */
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

/** Whether something that stands at a place passes a test; undefined where nobody can tell of all. */
export function anyOf({ values, open }: Place, ask: (value: unknown) => Answer): Answer {
  let isOpen = open;
  for (const value of values) {
    const answer = ask(value);
    if (answer) return true;
    if (answer === undefined) isOpen = true;
  }
  return isOpen ? undefined : false;
}

/** Resources of which nothing but the type is known. */
export const typesOnly = /*@__PURE__*/ new WeakSet<object>();

/** What stands at a path in an item. */
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
        // Of what is not at hand more is asked than its type.
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
    // What stands beside a primitive is there too, though it is no value.
    const there = part === undefined && isLast ? own(value, `_${name}`) : part;
    for (const one of Array.isArray(there) ? (there as unknown[]) : [there]) {
      if (one !== undefined && one !== null) found.push(one);
    }
  }
}

function own(value: Properties, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What a reference leads to: contained, in the Bundle around, or known by its type alone. */
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

/** A resource of which a reference tells the type, and nothing else is at hand. */
function knownByType(resourceType: string): Properties {
  const resource = { resourceType };
  typesOnly.add(resource);
  return resource;
}

/** A reference without a text and without an identifier leads nowhere. */
function leadsSomewhere(reference: unknown): boolean {
  return isObject(reference) && (reference['reference'] !== undefined || reference['identifier'] !== undefined);
}

/** All of some answers: no where one is no, and undefined where nobody can tell the rest. */
export function allOf(...answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Notes that nobody can tell here whether an item belongs to a slice; returns how many doubts that makes. */
export function doubted(run: Run, answer: Answer, name: string, order: number, index: number): 0 | 1 {
  if (answer !== undefined) return 0;
  const slice = name.slice(name.indexOf(':') + 1);
  const message = `is not checked against the slice "${slice}": whether it belongs to the slice is not known here`;
  note(run, name, order, 'information', 'not-supported', message, index);
  return 1;
}

/** Notes that a slice is not checked, because its items cannot be told; where there are none, and need not be, nothing. */
export function untold(run: Run, value: unknown, name: string, order: number, min: number): void {
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty && min === 0) return;
  const slice = name.slice(name.indexOf(':') + 1);
  const message = `is not checked against the slice "${slice}": the definition has no discriminator that can be evaluated here`;
  note(run, name, order, 'information', 'not-supported', message);
}
