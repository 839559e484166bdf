import { InputError } from './errors.js';
import type { Issue } from './issue.js';
import { newUuid, type IdOptions } from './ids.js';
import { toReference } from './references.js';
import { nearest } from './suggest.js';
import type { Choice, Coded, Content, Part, Parts, Shape, SlicePart, Slices, ValueExtension } from './shape.js';

/** What every builder takes beside its input. */
export interface BuildOptions<T> extends IdOptions {
  /** A guard, such as `checkPatient`: an error that it finds in the result is thrown as an InputError. */
  readonly check?: ((value: T) => readonly Issue[]) | undefined;
}

/** Makes a resource, datatype or extension from an input; throws InputError with the path of what cannot be used. */
export type Builder<Input, T> = (input: Input, options?: BuildOptions<T>) => T;

/** Makes a changed copy: what the input names is replaced, everything else stays. */
export type Amender<Input, T> = (value: T, input: Partial<Input>, options?: BuildOptions<T>) => T;

type Json = Record<string, unknown>;

/** The builder of a shape. `name` stands for the result in paths of errors: `Patient`, `EthnicCategoryExtension`. */
export function builder<Input, T>(name: string, content: Content): Builder<Input, T> {
  return (input, options = {}) => finish(buildItem(content, input, name, options) as T, name, options);
}

/** The amender of a shape. */
export function amender<Input, T>(name: string, shape: Shape): Amender<Input, T> {
  return (value, input, options = {}) =>
    finish(amendObject(shape.parts(), value as Json, input as Json, name, options) as T, name, options);
}

function finish<T>(value: T, name: string, options: BuildOptions<T>): T {
  const fault = options.check?.(value).find((issue) => issue.severity === 'error' || issue.severity === 'fatal');
  if (fault) throw new InputError(fault.expression || name, undefined, fault.message);
  return value;
}

function buildItem(content: Content, input: unknown, path: string, options: IdOptions): unknown {
  switch (content.kind) {
    case 'format':
      return content.read(input, path);
    case 'shape':
      return buildObject(content.parts(), asObject(input, path), path, options);
    case 'coded':
      return buildCoded(content, input, path, options);
    case 'extension':
      return buildExtension(content, input, path, options);
    case 'reference':
      return toReference(input, path, options);
    case 'resource':
      return asObject(input, path);
  }
}

function buildObject(parts: Parts, input: Json, path: string, options: IdOptions, extraFixed?: object): Json {
  const fixed = { ...parts.fixed, ...extraFixed } as Json;
  const out: Json = parts.resourceType === undefined ? {} : { resourceType: parts.resourceType };
  const names = new Set<string>(['resourceType']);
  for (const [name, part] of Object.entries(parts.elements)) {
    names.add(name);
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (part.of.kind === 'choice') buildChoice(out, name, part.of, value, `${path}.${name}`, options);
    else {
      const items = [
        ...buildSlices(parts.slices[name], input, names, path, options),
        ...buildItems(part, value, `${path}.${name}`, options),
      ];
      if (items.length > 0) out[name] = part.isList ? items : items[0];
      else if (Object.hasOwn(fixed, name)) out[name] = fixed[name];
    }
    const extension = buildSlices(parts.siblings[name], input, names, path, options);
    if (extension.length > 0) out[`_${name}`] = { extension };
  }
  refuseUnknown(input, names, path);
  return complete(out, parts, options);
}

/** Adds what a resource needs in order to say which profile it follows, and an id where that is mandatory. */
function complete(out: Json, parts: Parts, options: IdOptions): Json {
  if (parts.needsId && out['id'] === undefined) out['id'] = newUuid(options);
  if (parts.profile === undefined) return out;
  const meta = (out['meta'] ?? {}) as Json;
  const profiles = (meta['profile'] ?? []) as unknown[];
  if (!profiles.includes(parts.profile)) out['meta'] = { ...meta, profile: [...profiles, parts.profile] };
  return inOrder(out, parts);
}

/** `id` and `meta` may have come last: puts the members in the order of the definition. */
function inOrder(out: Json, parts: Parts): Json {
  const { resourceType, id, meta, ...rest } = out;
  if (parts.resourceType === undefined) return out;
  return { resourceType, ...(id !== undefined && { id }), ...(meta !== undefined && { meta }), ...rest };
}

function buildItems(part: Part, value: unknown, path: string, options: IdOptions): unknown[] {
  if (value === undefined) return [];
  if (part.of.kind === 'choice') return [];
  const { of } = part;
  if (!part.isList) {
    if (Array.isArray(value)) throw new InputError(path, value, 'one value, not a list');
    return [buildItem(of, value, path, options)];
  }
  if (!Array.isArray(value)) return [buildItem(of, value, path, options)];
  return value.map((item, index) => buildItem(of, item, `${path}[${index}]`, options));
}

function buildSlices(
  slices: Slices | undefined,
  input: Json,
  names: Set<string>,
  path: string,
  options: IdOptions,
): unknown[] {
  return Object.entries(slices ?? {}).flatMap(([name, slice]) => {
    names.add(name);
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    return buildSlice(slice, value, `${path}.${name}`, options);
  });
}

function buildSlice(slice: SlicePart, value: unknown, path: string, options: IdOptions): unknown[] {
  const { of, fixed, main } = slice;
  if (of.kind !== 'shape') return buildItems(slice, value, path, options);
  const make = (item: unknown, at: string): unknown => {
    const whole = main !== undefined && (typeof item !== 'object' || item === null) ? { [main]: item } : item;
    return buildObject(of.parts(), asObject(whole, at), at, options, fixed);
  };
  return buildItems({ ...slice, of: { kind: 'format', read: make } }, value, path, options);
}

function buildChoice(out: Json, name: string, choice: Choice, value: unknown, path: string, options: IdOptions): void {
  if (value === undefined) return;
  const given = Object.entries(asObject(value, path)).filter(([, part]) => part !== undefined);
  const [first, ...others] = given;
  if (!first) return;
  if (others.length > 0)
    throw new InputError(path, value, `one of ${Object.keys(choice.types).join(', ')}, not several`);
  const [type, part] = first;
  const content = Object.hasOwn(choice.types, type) ? choice.types[type] : undefined;
  if (!content) throw new InputError(path, type, `one of ${Object.keys(choice.types).join(', ')}`);
  out[name + type.charAt(0).toUpperCase() + type.slice(1)] = buildItem(content, part, `${path}.${type}`, options);
}

function buildCoded(coded: Coded, input: unknown, path: string, options: IdOptions): unknown {
  const value = typeof input === 'string' ? constant(coded, input, path) : asObject(input, path);
  const isCoding =
    coded.form === 'CodeableConcept' && ['system', 'code', 'display'].some((name) => Object.hasOwn(value, name));
  return buildObject(coded.shape.parts(), isCoding ? { coding: value } : value, path, options);
}

function constant(coded: Coded, name: string, path: string): Json {
  const constants = coded.constants?.() ?? {};
  const found = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (!found) {
    const suggestion = nearest(name, Object.keys(constants));
    throw new InputError(
      path,
      name,
      `the name of a constant or a coding${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
    );
  }
  return { ...found };
}

function buildExtension({ url, member, of }: ValueExtension, input: unknown, path: string, options: IdOptions): Json {
  return { url, [member]: buildItem(of, input, path, options) };
}

function asObject(value: unknown, path: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new InputError(path, value, 'an object');
}

function refuseUnknown(input: Json, names: ReadonlySet<string>, path: string): void {
  for (const name of Object.keys(input)) {
    if (names.has(name) || input[name] === undefined) continue;
    const suggestion = nearest(name, [...names]);
    throw new InputError(
      `${path}.${name}`,
      undefined,
      `a known property${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
    );
  }
}

function amendObject(parts: Parts, value: Json, input: Json, path: string, options: IdOptions): Json {
  const built = buildObject({ ...parts, profile: undefined, needsId: false, fixed: undefined }, input, path, options);
  const out: Json = { ...value };
  for (const [name, part] of Object.entries(parts.elements)) {
    if (part.of.kind === 'choice') {
      if (input[name] !== undefined) replaceChoice(out, name, part.of, built);
      continue;
    }
    const slices = parts.slices[name];
    if (slices) amendSlices(out, name, slices, input, built);
    else if (built[name] !== undefined) out[name] = built[name];
    const sibling = parts.siblings[name];
    if (sibling && built[`_${name}`] !== undefined)
      out[`_${name}`] = amendSibling((value[`_${name}`] ?? {}) as Json, sibling, input, built[`_${name}`] as Json);
  }
  return out;
}

function replaceChoice(out: Json, name: string, choice: Choice, built: Json): void {
  for (const type of Object.keys(choice.types)) {
    const member = name + type.charAt(0).toUpperCase() + type.slice(1);
    delete out[member];
    delete out[`_${member}`];
    if (built[member] !== undefined) out[member] = built[member];
  }
}

/** Keeps the items of slices that the input does not name, and other items unless the input gives others. */
function amendSlices(out: Json, name: string, slices: Slices, input: Json, built: Json): void {
  const isNamed = (slice: string): boolean => input[slice] !== undefined;
  if (built[name] === undefined) return;
  const current = (Array.isArray(out[name]) ? out[name] : []) as unknown[];
  const fresh = (Array.isArray(built[name]) ? built[name] : [built[name]]) as unknown[];
  const sliceOf = (item: unknown): string | undefined =>
    Object.keys(slices).find((slice) => matches(item, marksOf(slices[slice])));
  const keep = current.filter((item) => {
    const slice = sliceOf(item);
    return slice === undefined ? !isNamed(name) : !isNamed(slice);
  });
  const isSliced = (item: unknown): boolean => sliceOf(item) !== undefined;
  const items = [...fresh, ...keep];
  out[name] = [...items.filter(isSliced), ...items.filter((item) => !isSliced(item))];
}

function amendSibling(current: Json, slices: Slices, input: Json, built: Json): Json {
  const out: Json = { ...current };
  amendSlices(out, 'extension', slices, { ...input, extension: undefined }, built);
  return out;
}

/** Fixed values by which the items of a slice are known. */
function marksOf(slice: SlicePart | undefined): object | undefined {
  if (slice?.of.kind === 'extension') return { url: slice.of.url };
  if (slice?.fixed) return slice.fixed;
  return slice?.of.kind === 'shape' ? slice.of.parts().fixed : undefined;
}

/** True when an item holds all the marks; lists hold a mark when one of their items does. */
export function matches(item: unknown, marks: unknown): boolean {
  if (typeof marks !== 'object' || marks === null) return item === marks;
  if (Array.isArray(marks)) return Array.isArray(item) && marks.every((mark) => item.some((one) => matches(one, mark)));
  if (typeof item !== 'object' || item === null) return false;
  return Object.entries(marks).every(
    ([name, mark]) => Object.hasOwn(item, name) && matches((item as Json)[name], mark),
  );
}
