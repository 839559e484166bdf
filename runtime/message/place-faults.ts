/** Finds where in the input the faults of a message were given. */
import { type Faults, MOST_FAULTS } from '../build/faults.js';
import { InputError } from '../core/errors.js';
import { isFault, type Issue } from '../core/issue.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { saidAgain } from '../core/marked.js';
import { resourceOf } from '../core/references.js';
import type { Json } from '../fhirpath/env.js';
import type { Given } from './given.js';
import { roleOf } from '../guard/run.js';
import { lackOf } from './lacking-role.js';
import { type Made, envOf } from './made.js';
import { type MessageParts, namedParts } from './message-parts.js';
import { placeIn, sourceOf } from './message-places.js';
import { at } from './paths.js';

/** Notes each resource given for a role that no reference points to: it would have no effect. */
export function noteUnplayed(parts: MessageParts, { bundle, given, others }: Made, faults: Faults): void {
  const env = envOf(bundle);
  for (const one of given) {
    const leading = namedParts(parts).flatMap(([name, { filled = [] }]) =>
      filled.filter(({ role }) => role === one.name).map(({ to, select }) => ({ place: [name, ...to], select })),
    );
    const [{ select, place } = {}] = leading;
    const index = others.findIndex(({ resource }) => resource === one.value);
    if (!select || !place || index < 0) continue;
    if (!select(bundle, env).includes(bundle.entry[index + 1].resource))
      faults.add(unplayed(one, given, place.join('.')));
  }
}

function unplayed(one: Given, given: readonly Given[], wanted: string): InputError {
  for (const { part, path, from } of given)
    for (const { to, role } of part.filled ?? []) {
      const reference = at(from, to);
      if (role !== one.name || !isObject(reference) || isLed(reference, one)) continue;
      const rule = `points to a different resource from \`${one.path}\`. Give one of the two, or the same resource in both places`;
      return new InputError([path, ...to].join('.'), undefined, rule);
    }
  return new InputError(one.path, undefined, `no reference in the message points to it; \`${wanted}\` must`);
}

function isLed(reference: Properties, { value, from }: Given): boolean {
  return [reference, resourceOf(reference)].some((target) => target === value || target === from);
}

/**
 * Notes what breaks a rule, with the place where it was given. Beside faults that are known, only what is wrong elsewhere
 * counts, because a rule may be broken for want of what has a fault.
 */
export function noteBroken(parts: MessageParts, made: Made, issues: readonly Issue[], faults: Faults): void {
  const known = faults.count;
  for (const issue of issues.filter(isFault).slice(0, MOST_FAULTS)) {
    const counted = miscounted(parts, made, issue);
    const error = counted ?? faultAt(made, issue);
    const isKnown = faults.all.some(({ message }) => message === error.message);
    if (isKnown || (known > 0 && (counted !== undefined || isMade(error) || faults.concern(error.path, known))))
      continue;
    faults.add(error);
  }
}

/** Whether a fault is of what the header does not take from the input as it is. */
function isMade({ path }: InputError): boolean {
  return path.startsWith('header.') || path.startsWith('Bundle');
}

/** A resource is missing that plays a part, or there is one too many. */
function miscounted(parts: MessageParts, { bundle, given, others }: Made, fault: Issue): InputError | undefined {
  const role = fault.expression === 'Bundle.entry' ? (roleOf(fault) ?? sliceOf(fault)) : undefined;
  const [, part] = namedParts(parts).find(([name]) => name === role) ?? [];
  if (role === undefined || !part) return undefined;
  const selects = namedParts(parts).flatMap(([, { filled = [] }]) => filled.filter((one) => one.role === role));
  const found = selects[0]?.select(bundle, envOf(bundle)) ?? resourcesOf(bundle, part.type);
  const places = others.filter((_, index) => found.includes(bundle.entry[index + 1].resource)).map(({ path }) => path);
  if (places.length === 0) return lackOf(role, given);
  if (fault.code === 'required') return new InputError(role, undefined, saidAgain(fault), 'required');
  const all = places.map((place) => `\`${place}\``).join(' and ');
  const both = `two resources have the role \`${role}\`: ${all}. Build it once and give the same object in both places`;
  return new InputError(role, undefined, places.length === 2 ? both : `${saidAgain(fault)}: ${all}`);
}

/** The slice of the entries that an issue is about. */
function sliceOf({ elementId }: Issue): string | undefined {
  return elementId?.startsWith('Bundle.entry:') ? elementId.slice('Bundle.entry:'.length) : undefined;
}

function resourcesOf(bundle: Json, type: string): readonly Json[] {
  return itemsOf(bundle.entry).flatMap((entry: Json) => (entry.resource.resourceType === type ? [entry.resource] : []));
}

function faultAt({ header, others, making, places }: Made, fault: Issue): InputError {
  const { expression, code } = fault;
  const message = saidAgain(fault);
  const [, number, path = ''] = /^Bundle\.entry\[(\d+)\](?:\.resource)?(.*)$/.exec(expression) ?? [];
  const other = others[Number(number) - 1];
  if (other) return new InputError(placeIn(other.resource, path, other.path, places), undefined, message, code);
  if (number === undefined) return new InputError(expression, undefined, message, code);
  const { place, note = '' } = sourceOf(
    placeIn(header, path, 'header', places).replace(/^header\./, ''),
    making.sources,
  );
  return new InputError(place, undefined, `${message}${note}`, code);
}
