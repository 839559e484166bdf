/** Puts values together from inputs, by their shapes. */
import { didYouMean } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import type { Faults } from './faults.js';
import { fillMarks } from './fill-marks.js';
import { keepId, newUuid, type IdOptions } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { valueText } from '../core/marked.js';
import { lackingKey } from './keys.js';
import { memberOf } from './member-order.js';
import { asObject, own, plain } from '../core/plain.js';
import { toReference } from '../core/references.js';
import { isMarked, type Mark } from '../guard/profile.js';
import type { Choice, Coded, Content, Part, Parts, SlicePart, Slices } from './shape.js';
import { refuseUnknownCode } from './unknown-code.js';
import { carryWritten } from '../core/written.js';

export type Json = Record<string, unknown>;

const NONE: readonly unknown[] = [];

/** What building needs beside inputs. */
export interface BuildContext extends IdOptions {
  /** Takes note of what is wrong, so that the rest of the input is looked at as well. */
  readonly faults: Faults;
  /** Takes note of where the objects that are made were given. */
  readonly places?: WeakMap<object, string> | undefined;
}

/** An input on its way to an object. */
interface Frame {
  readonly input: Properties;
  readonly path: string;
  readonly options: BuildContext;
  /** Names that an input of this kind may have. */
  readonly known: string[];
  /** Names that gave something, where that shows nowhere else: slices, choices, and what has a fault. */
  readonly present: string[];
}

/** Builds one value of a content. */
export function buildItem(content: Content, input: unknown, path: string, options: BuildContext): unknown {
  const item = makeItem(content, input, path, options);
  // References may be the very objects that were given, and may be given more than once.
  if (options.places && content.kind !== 'reference' && typeof item === 'object' && item !== null)
    options.places.set(item, path);
  return item;
}

function makeItem(content: Content, input: unknown, path: string, options: BuildContext): unknown {
  switch (content.kind) {
    case 'format':
      return content.read(input, path);
    case 'shape':
      return buildObject(content.parts(), asObject(input, path), path, options);
    case 'coded':
      return buildCoded(content, input, path, options);
    case 'extension':
      return { url: content.url, [content.member]: buildItem(content.of, input, path, options) };
    case 'reference':
      return buildReference(input, path, options);
    case 'resource':
      return copyResource(asObject(input, path), path, options);
  }
}

/** Builds an object with the members that its parts name, in their order. */
export function buildObject(parts: Parts, input: Properties, path: string, options: BuildContext): Json {
  refuseUnknownCode(input, path);
  const frame: Frame = { input, path, options, known: [], present: [] };
  const out = start(parts, frame);
  const filledIn = (parts.fixed ?? {}) as Json;
  for (const [name, part] of Object.entries(parts.elements)) {
    const sliced = buildSlices(listed(parts.slices, name), frame, parts.implied);
    const others = attempt(frame, name, () => buildPart(name, part, parts, frame, out)) ?? NONE;
    const items = sliced.length > 0 ? [...sliced, ...others] : others;
    if (items.length > 0) out[name] = part.isList ? items : items[0];
    else if (Object.hasOwn(filledIn, name)) out[name] = plain(filledIn[name], path);
    const extension = buildSlices(listed(parts.siblings, name), frame);
    if (extension.length > 0) out[`_${name}`] = { extension };
  }
  carryWritten(input, out);
  refuseUnknown(input, frame.known, path, options);
  for (const name of parts.needs ?? [])
    if (!Object.hasOwn(out, name) && !frame.present.includes(name))
      options.faults.add(new InputError(`${path}.${name}`, undefined, 'is required', 'required'));
  refuseKeyless(parts, frame, out);
  return out;
}

/** Said once: what is needed anyway, or has a fault, is known to be wrong. */
function refuseKeyless({ type, needs = [] }: Parts, { input, path, present, options }: Frame, out: Json): void {
  const lacking = type === undefined ? undefined : lackingKey(type, input, out, path);
  if (!lacking || [...present, ...needs].some((name) => lacking.path === `${path}.${name}`)) return;
  options.faults.add(lacking);
}

/** Makes what is given under a name. What has a fault is there, so that nothing says of it that it is missing. */
function attempt<T>({ options: { faults }, present }: Frame, name: string, make: () => T): T | undefined {
  const before = faults.count;
  const made = faults.note(make);
  if (faults.count > before) present.push(name);
  return made;
}

/** What a table has under a name, and nothing that it inherits. */
export function listed<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** An empty object, or one with its resource type. An input may say the type too, as long as it is that one. */
function start({ resourceType }: Parts, frame: Frame): Json {
  if (resourceType === undefined) return {};
  const given = take(frame, 'resourceType') ?? resourceType;
  if (given === resourceType) return { resourceType };
  throw new InputError(`${frame.path}.resourceType`, given, `the resource type ${resourceType}`);
}

function take({ input, path, known }: Frame, name: string): unknown {
  known.push(name);
  return own(input, name, path);
}

/** Builds the items of an element that are in none of its slices; a choice goes into the result at once. */
function buildPart(name: string, part: Part, parts: Parts, frame: Frame, out: Json): readonly unknown[] {
  const { options } = frame;
  const value = fillIn(name, take(frame, name), parts, frame);
  if (value === undefined) return NONE;
  const path = `${frame.path}.${name}`;
  if (part.of.kind !== 'choice') return buildItems(part.isList, part.of, value, path, options);
  if (buildChoice(out, name, part.of, value, path, options)) frame.present.push(name);
  return NONE;
}

/** Adds what a resource needs in order to say which profile it follows, and an id where that is mandatory. */
function fillIn(name: string, value: unknown, { needsId, profile, implied }: Parts, { path, options }: Frame): unknown {
  if (value === undefined && implied?.includes(name)) return {};
  if (name === 'id' && value === undefined && needsId) return newUuid(options);
  if (name !== 'meta' || profile === undefined) return value;
  const meta = value === undefined ? {} : asObject(value, `${path}.meta`);
  const claims = [own(meta, 'profile', `${path}.meta`) ?? []].flat();
  const isClaimed = claims.some((claim) => typeof claim === 'string' && claim.split('|', 1)[0] === profile);
  return isClaimed ? meta : { ...meta, profile: [...claims, profile] };
}

/** What is known whole is made of nothing. */
function impliedIn(implied: readonly string[] | undefined, name: string): object | undefined {
  return implied?.includes(name) ? {} : undefined;
}

/** Builds the items of an element or slice. What comes to nothing, because all its members are undefined, is left out. */
function buildItems(
  isList: boolean,
  of: Content,
  value: unknown,
  path: string,
  options: BuildContext,
): readonly unknown[] {
  if (value === undefined) return NONE;
  if (!Array.isArray(value)) return [buildItem(of, value, path, options)].filter(saysSomething);
  if (!isList) throw new InputError(path, value, 'a single value');
  const items = Array.from(value, (item: unknown, index) =>
    options.faults.note(() => buildListed(of, item, `${path}[${index}]`, options)),
  );
  const kept = items.filter(saysSomething);
  if (kept.length === items.length) carryWritten(value, kept);
  return kept;
}

/** In JSON null stands in a list for a primitive that has nothing but an id or extensions, and no input gives those. */
function buildListed(of: Content, item: unknown, path: string, options: BuildContext): unknown {
  if (item !== undefined && item !== null) return buildItem(of, item, path, options);
  const rule = 'but items of a list must have a value; leave it out';
  throw new InputError(path, undefined, `is ${String(item)}, ${rule}`, 'required');
}

function saysSomething(item: unknown): boolean {
  return item !== undefined && (typeof item !== 'object' || Object.keys(item ?? {}).length > 0);
}

function buildSlices(slices: Slices | undefined, frame: Frame, implied?: readonly string[]): readonly unknown[] {
  if (!slices) return NONE;
  return Object.entries(slices).flatMap(([name, slice]) => {
    const build = (): readonly unknown[] => {
      const value = take(frame, name) ?? impliedIn(implied, name);
      return buildSlice(slice, value, `${frame.path}.${name}`, frame.options);
    };
    const items = attempt(frame, name, build) ?? NONE;
    if (items.length > 0) frame.present.push(name);
    return items;
  });
}

function buildSlice(part: SlicePart, value: unknown, path: string, options: BuildContext): readonly unknown[] {
  const { of } = part;
  const items = sliceItems(part, value, path, options);
  const marks = wantedMarks(part);
  if (of.kind === 'choice' || items.every((item) => isMarked(item, marks))) return items;
  const filled = items.map((item) => {
    const whole = fillMarks(item, of, marks);
    const place = options.places?.get(item as object);
    if (place !== undefined && whole !== item) options.places?.set(whole as object, place);
    return whole;
  });
  carryWritten(items, filled);
  return filled;
}

/** What the items of a slice are known by, and what they have as a whole. */
function wantedMarks({ marks = [], fills }: SlicePart): readonly Mark[] {
  return fills === undefined ? marks : [...marks, [[], fills]];
}

function sliceItems(
  { of, isList, main }: SlicePart,
  value: unknown,
  path: string,
  options: BuildContext,
): readonly unknown[] {
  if (of.kind === 'choice' || value === undefined) return NONE;
  if (of.kind !== 'shape') return buildItems(isList, of, value, path, options);
  const read = (item: unknown, at: string): unknown => {
    const whole = main !== undefined && (typeof item !== 'object' || item === null) ? { [main]: item } : item;
    return buildObject(of.parts(), asObject(whole, at), at, options);
  };
  return buildItems(isList, { kind: 'format', read }, value, path, options);
}

/** Puts the member of a choice that the input gives into the result; returns false if it gives none. */
function buildChoice(
  out: Json,
  name: string,
  { types }: Choice,
  value: unknown,
  path: string,
  options: BuildContext,
): boolean {
  const input = asObject(value, path);
  const keys = Object.keys(types).filter((key) => own(input, key, path) !== undefined);
  refuseUnknown(input, Object.keys(types), path, options);
  const [type, ...others] = keys;
  if (type === undefined) return false;
  if (others.length > 0) throw new InputError(path, undefined, `allows only one of ${keys.join(', ')}`);
  const [item] = buildItems(false, types[type] as Content, input[type], `${path}.${type}`, options);
  if (item !== undefined) out[memberOf(name, type)] = item;
  return item !== undefined;
}

function buildCoded({ form, shape, constants }: Coded, input: unknown, path: string, options: BuildContext): unknown {
  refuseUnknownCode(input, path);
  const value = typeof input === 'string' ? constant(constants?.() ?? {}, input, path) : asObject(input, path);
  const isCoding = form === 'CodeableConcept' && standsForCoding(value, path);
  return buildObject(shape.parts(), isCoding ? { coding: value } : value, path, options);
}

/** A code that is given as undefined tells a coding too, so that it is missed. */
function standsForCoding(value: Properties, path: string): boolean {
  if (['system', 'code', 'display'].some((name) => own(value, name, path) !== undefined)) return true;
  return Object.hasOwn(value, 'code') && ['text', 'coding'].every((name) => own(value, name, path) === undefined);
}

function constant(constants: Properties, name: string, path: string): Properties {
  if (Object.hasOwn(constants, name)) return constants[name] as Properties;
  const names = Object.keys(constants);
  const rule = names.length === 0 ? 'a coding' : 'the name of a constant, or a coding';
  throw new InputError(path, name, `${rule}${didYouMean(name, names)}`, 'code-invalid');
}

function buildReference(input: unknown, path: string, options: BuildContext): unknown {
  const reference = toReference(input, path, options) as Properties;
  refuseUnknown(reference, ['id', 'extension', 'reference', 'identifier', 'display'], path, options);
  const copy = plain(reference, path) as Json;
  if (Object.keys(copy).length === 0)
    throw new InputError(path, undefined, 'is empty; give a reference, an identifier or a display');
  return copy;
}

/** A copy goes by the same id, so that references to the resource lead to it. */
function copyResource(resource: Properties, path: string, options: BuildContext): unknown {
  const type = own(resource, 'resourceType', path);
  if (typeof type !== 'string') throw new InputError(`${path}.resourceType`, undefined, 'is required, as text');
  const copy = plain(resource, path) as Json;
  return copy['id'] === undefined ? keepId(copy as never, resource as never, options) : copy;
}

function refuseUnknown(input: Properties, known: readonly string[], path: string, { faults }: BuildContext): void {
  for (const name of Object.keys(input)) {
    if (known.includes(name) || own(input, name, path) === undefined) continue;
    const rule = `unknown property${didYouMean(name, known)}`;
    faults.add(new InputError(`${path}.${valueText(name)}`, undefined, rule, 'structure'));
  }
}
