/** Makes the header of a message from what the builder takes for it and what it repeats from other resources. */
import type { Json as JsonObject } from '../build/build.js';
import { Faults } from '../build/faults.js';
import { InputError, movedTo } from '../core/errors.js';
import { newUuid, type IdOptions } from '../core/ids.js';
import { isObject } from '../core/json.js';
import { own } from '../core/plain.js';
import { refTo } from '../core/references.js';
import type { Json } from '../fhirpath/env.js';
import type { Collected } from './collect.js';
import { surroundingsOf } from './fill-references.js';
import type { Input, Given } from './given.js';
import { lackOf } from './lacking-role.js';
import type { MessageParts } from './message-parts.js';
import { isWithin, sourceOf, type HeaderSource } from './message-places.js';
import { put, at } from './paths.js';

/** What a header is made of, and where that was given. */
export interface HeaderMaking {
  readonly input: JsonObject;
  readonly sources: readonly HeaderSource[];
  /** Values that the header repeats and that are not there, and why. */
  readonly lacking: readonly { readonly to: string; readonly why: InputError }[];
}

export function headerMaking(
  parts: MessageParts,
  input: Input,
  given: readonly Given[],
  others: readonly Collected[],
  options: IdOptions,
): HeaderMaking {
  const { parameters, focus, derived, filled = [] } = parts;
  const made: JsonObject = { id: newUuid(options) };
  const sources: HeaderSource[] = [];
  const lacking: { to: string; why: InputError }[] = [];
  put(made, ['timestamp'], options.now?.() ?? new Date());
  for (const [place, path] of Object.entries(parameters)) {
    const value = own(input, place, '');
    if (value !== undefined) put(made, path, value);
    sources.push({ to: path.join('.'), place });
  }
  const about = given.filter((one) => one.name === focus).map(({ value }) => refTo(value as never, options));
  if (about.length > 0) put(made, ['focus'], about);
  const { bundle, env } = surroundingsOf(others);
  for (const { select, to } of filled) {
    const [target, ...more] = select(bundle, env);
    if (target && more.length === 0 && at(made, to) === undefined) put(made, to, target);
  }
  for (const { role, select, find, to, from = [], parts: wanted } of derived) {
    if (at(made, to) !== undefined) continue;
    const resources = select(bundle, env);
    const [value] = resources.flatMap((resource) => find(resource, env));
    const source = others.find(({ resource }) => resource === resources[0]);
    const place = source && [source.path, ...from].join('.');
    if (place !== undefined) sources.push({ to: to.join('.'), place, note: REPEATED });
    if (value !== undefined) put(made, to, only(value, wanted));
    else lacking.push({ to: to.join('.'), why: place === undefined ? lackOf(role, given) : lackAt(place) });
  }
  return { input: made, sources, lacking };
}

const REPEATED = '; the header repeats it';

function lackAt(place: string): InputError {
  return new InputError(place, undefined, `is required${REPEATED}`, 'required');
}

/**
 * Makes the header, and says of its faults where its parts were given. Where the header repeats what has a fault, or what
 * belongs to a resource that cannot be made, only that is a fault.
 */
export function noteInHeader<T>(
  making: HeaderMaking,
  faults: Faults,
  isWhole: boolean,
  make: (headers: Faults) => T,
): T {
  const found = new Faults();
  const made = make(found);
  for (const error of found.all) {
    const { fault, isRepeated } = placed(error, making);
    if (!isRepeated || (isWhole && !faults.concern(fault.path))) faults.add(fault);
  }
  return made;
}

function placed(
  error: InputError,
  { input, sources, lacking }: HeaderMaking,
): { fault: InputError; isRepeated: boolean } {
  const path = error.path.replace(/^header\./, '');
  const lack = lacking.find(({ to }) => isWithin(to, path));
  if (lack && at(input, path.split('.')) === undefined) return { fault: lack.why, isRepeated: true };
  const { place, note } = sourceOf(path, sources);
  return { fault: movedTo(error, place, note), isRepeated: note === REPEATED };
}

function only(value: Json, names: readonly string[] | undefined): Json {
  if (!names || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
