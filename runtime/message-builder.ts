/** Puts the message of an event together: a Bundle of its header and of every resource that it takes. */
import type { Resource } from 'fhir/r3.js';
import { buildItem, type Json as JsonObject } from './build.js';
import { tried, type BuildOptions } from './builder.js';
import { isUuid, newUuid, idOf, type IdOptions } from './ids.js';
import { InputError } from './errors.js';
import type { Json } from './fhirpath/env.js';
import { isFault, type Issue } from './issue.js';
import { isObject, itemsOf, type Properties } from './json.js';
import type { Find, Select } from './message.js';
import { asObject, members, own, plain } from './plain.js';
import { isUrn, readReference, refTo, resourceOf } from './references.js';
import type { Shape } from './shape.js';
import { suggestion } from './suggest.js';
import { carryWritten } from './written.js';

/** Something that the builder of a message takes: resources of one kind. */
export interface EntryPart {
  readonly type: string;
  /** How a resource is made from an input; where there is none, resources are taken as they are. */
  readonly shape?: Shape | undefined;
}

/** A value of the header that is taken from a resource of the message. */
export interface DerivedPart {
  readonly select: Select;
  readonly find: Find;
  /** Names that lead to it in the input of the header. */
  readonly to: readonly string[];
  /** Names of the parts of the value that go along; all where there are none. */
  readonly parts?: readonly string[] | undefined;
}

/** How the messages of one kind are made. */
export interface MessageParts {
  readonly name: string;
  /** The header: what is fixed in it is filled in. */
  readonly header: Shape;
  /** Where in the input of the header what the builder takes for it belongs. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Resources by the names they are given under; what the message is about comes first. */
  readonly entries: Readonly<Record<string, EntryPart>>;
  /** The same, gathered under one name. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, EntryPart>>>> | undefined;
  /** Name of what the message is about. */
  readonly focus?: string | undefined;
  readonly derived: readonly DerivedPart[];
  /** What the Bundle says it is. */
  readonly claims?: string | undefined;
  /** What holds in messages of this kind, beyond what holds in each of its parts. */
  readonly check: (message: unknown) => readonly Issue[];
}

/** A resource of the message, and the id that it goes by there. */
interface Collected {
  readonly resource: Properties;
  readonly id: string;
  readonly path: string;
}

type Input = Properties;

/** Returns a function that makes messages of one kind. */
export function messageBuilder<Taken, Message>(
  parts: () => MessageParts,
): (input: Taken, options?: BuildOptions<Message>) => Message {
  return (input, options = {}) => {
    const bundle = tried('message', () => buildMessage(parts(), asObject(input, 'message'), options));
    check(parts(), bundle as Properties, options);
    return bundle as Message;
  };
}

function buildMessage(parts: MessageParts, input: Input, options: BuildOptions<never>): unknown {
  refuseUnknown(parts, input);
  const given = givenResources(parts, input, options);
  if (parts.focus !== undefined && !given.some(({ name }) => name === parts.focus))
    throw new InputError(parts.focus, undefined, 'is needed: it is what the message is about');
  const collector = new Collector(options);
  for (const { path, value } of given) collector.add(value, path);
  for (const name of Object.keys(parts.parameters)) collector.follow(own(input, name, ''), name);
  const others = collector.all();
  const header = buildHeader(parts, input, given, others, options);
  return {
    resourceType: 'Bundle',
    id: newUuid(options),
    ...(parts.claims !== undefined && { meta: { profile: [parts.claims] } }),
    type: 'message',
    entry: [
      entry(rewritten(header, 'header', collector) as Properties),
      ...others.map((one) => entry(copyOf(one, collector))),
    ],
  };

  function entry(resource: Properties): Properties {
    return { fullUrl: `urn:uuid:${String(resource['id'])}`, resource };
  }
}

function refuseUnknown({ parameters, entries, groups = {} }: MessageParts, input: Input): void {
  const known = [...Object.keys(parameters), ...Object.keys(entries), ...Object.keys(groups), 'others'];
  for (const [name] of members(input, 'message'))
    if (!known.includes(name))
      throw new InputError(name, undefined, `there is no such property${suggestion(name, known)}`);
}

interface Given {
  readonly name: string;
  readonly path: string;
  readonly value: Properties;
}

/** The resources that were given by name, in the order in which the event names them. */
function givenResources({ entries, groups = {} }: MessageParts, input: Input, options: IdOptions): Given[] {
  const single = Object.entries(entries).flatMap(([name, part]) => read(name, name, part, own(input, name, '')));
  const grouped = Object.entries(groups).flatMap(([group, parts]) => {
    const value = own(input, group, '');
    if (value === undefined) return [];
    const object = asObject(value, group);
    for (const [name] of members(object, group))
      if (!Object.hasOwn(parts, name))
        throw new InputError(
          `${group}.${name}`,
          undefined,
          `there is no such property${suggestion(name, Object.keys(parts))}`,
        );
    return Object.entries(parts).flatMap(([name, part]) =>
      read(name, `${group}.${name}`, part, own(object, name, group)),
    );
  });
  const others = list(own(input, 'others', '')).map((value, index) => {
    const path = `others[${index}]`;
    const resource = asObject(value, path);
    if (typeof own(resource, 'resourceType', path) !== 'string')
      throw new InputError(`${path}.resourceType`, undefined, 'is needed: it says what a resource is');
    return { name: 'others', path, value: resource };
  });
  return [...single, ...grouped, ...others];

  function read(name: string, path: string, part: EntryPart, value: unknown): Given[] {
    return list(value).map((item, index) => {
      const place = Array.isArray(value) ? `${path}[${index}]` : path;
      return { name, path: place, value: resourceFrom(part, asObject(item, place), place, options) };
    });
  }
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A resource is taken as it is; anything else is the input from which one is made. */
function resourceFrom({ type, shape }: EntryPart, value: Properties, path: string, options: IdOptions): Properties {
  const given = own(value, 'resourceType', path);
  if (given === type) return value;
  if (given !== undefined) throw new InputError(`${path}.resourceType`, given, `the resource type ${type}`);
  if (!shape) throw new InputError(path, value, `a ${type}`);
  return buildItem(shape, value, path, options) as Properties;
}

/** Gathers resources, and all that references of theirs lead to: each once, in the order in which they are met. */
class Collector {
  readonly #options: IdOptions;
  readonly #byKey = new Map<string, Collected>();
  /** Ids in the message, by what a reference may say. */
  readonly #byText = new Map<string, string>();
  readonly #ids = new Map<object, string>();
  readonly #followed = new Set<object>();

  constructor(options: IdOptions) {
    this.#options = options;
  }

  all(): Collected[] {
    return [...this.#byKey.values()];
  }

  add(resource: Properties, path: string): void {
    const id = this.idOf(resource);
    const key = keyOf(resource, id);
    const known = this.#byKey.get(key);
    if (known) return refuseOther(known, resource, path);
    this.#byKey.set(key, { resource, id, path });
    this.#byText.set(`urn:uuid:${id}`, id);
    this.#byText.set(keyOf(resource, resource['id']), id);
    this.#inside(resource, path);
  }

  /** The id in the message: that of the resource where it is a UUID, else one that is made for it. */
  idOf(resource: Properties): string {
    const known = this.#ids.get(resource);
    if (known !== undefined) return known;
    const own = idOf(resource as unknown as Resource, this.#options);
    // Two objects with one type and id are one resource.
    const id = isUuid(own) ? own : (this.#byText.get(keyOf(resource, own)) ?? newUuid(this.#options));
    this.#ids.set(resource, id);
    return id;
  }

  /** The address in the message of what a reference leads to; undefined where that is not in the message. */
  addressOf(reference: Properties): string | undefined {
    const target = resourceOf(reference) as unknown as Properties | undefined;
    if (target && this.#byKey.has(keyOf(target, this.idOf(target)))) return `urn:uuid:${this.idOf(target)}`;
    const text = String(reference['reference']);
    const id = this.#byText.get(isUrn(text) ? text.toLowerCase() : text);
    return id === undefined ? undefined : `urn:uuid:${id}`;
  }

  /** Adds what a value is, or leads to. */
  follow(value: unknown, path: string): void {
    if (Array.isArray(value)) value.forEach((item, index) => this.follow(item, `${path}[${index}]`));
    if (!isObject(value) || this.#followed.has(value)) return;
    this.#followed.add(value);
    const target = resourceOf(value) as unknown as Properties | undefined;
    if (typeof value['resourceType'] === 'string') this.add(value, path);
    else if (target) this.add(target, path);
    else this.#inside(value, path);
  }

  #inside(value: Properties, path: string): void {
    for (const [name, part] of members(value, path))
      if (name === 'contained') this.#insideContained(part, `${path}.contained`);
      else this.follow(part, `${path}.${name}`);
  }

  /** What is contained is no entry, and what it leads to is. */
  #insideContained(contained: unknown, path: string): void {
    itemsOf(contained).forEach((item, index) => {
      if (!isObject(item) || this.#followed.has(item)) return;
      this.#followed.add(item);
      this.#inside(item, `${path}[${index}]`);
    });
  }
}

function keyOf(resource: Properties, id: unknown): string {
  return `${String(resource['resourceType'])}/${String(id)}`;
}

/** The same resource may be given twice; another one under its id would be lost. */
function refuseOther(known: Collected, resource: Properties, path: string): void {
  if (isSame(known.resource, resource)) return;
  const rule = `is not the same as ${known.path}, and has the id of that`;
  throw new InputError(path, undefined, rule);
}

/** Whether two JSON values are equal, whatever the order of members. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

function buildHeader(
  { header, parameters, focus, derived, name }: MessageParts,
  input: Input,
  given: readonly Given[],
  others: readonly Collected[],
  options: IdOptions,
): Properties {
  const made: JsonObject = { id: newUuid(options) };
  const now = options.now?.() ?? new Date();
  put(made, ['timestamp'], now);
  for (const [parameter, path] of Object.entries(parameters)) {
    const value = own(input, parameter, '');
    if (value !== undefined) put(made, path, value);
  }
  const about = given.filter((one) => one.name === focus).map(({ value }) => refTo(value as never, options));
  if (about.length > 0) put(made, ['focus'], about);
  const bundle = { entry: others.map(({ id, resource }) => ({ fullUrl: `urn:uuid:${id}`, resource })) };
  const byAddress = new Map(bundle.entry.map((entry) => [entry.fullUrl, entry.resource]));
  const env = { resource: bundle, resolve: (reference: string) => byAddress.get(reference) };
  for (const { select, find, to, parts } of derived) {
    const [value] = select(bundle, env).flatMap((resource) => find(resource, env));
    if (value !== undefined && at(made, to) === undefined) put(made, to, only(value, parts));
  }
  return buildItem(header, made, `${name}.header`, options) as Properties;
}

function only(value: Json, names: readonly string[] | undefined): Json {
  if (!names || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

function put(object: JsonObject, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) object[name] = value;
  else put((object[name] ??= {}) as JsonObject, rest, value);
}

function at(object: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isObject(object)) return object;
  return at(object[name], rest);
}

/** A copy that goes by its id in the message, with references as the message writes them. */
function copyOf({ resource, id, path }: Collected, collector: Collector): Properties {
  const { resourceType, id: _id, ...rest } = rewritten(resource, path, collector) as Properties;
  return { resourceType, id, ...rest };
}

function rewritten(value: unknown, path: string, collector: Collector): unknown {
  if (Array.isArray(value)) return value.map((item, index) => rewritten(item, `${path}[${index}]`, collector));
  if (!isObject(value)) return plain(value, path);
  const all = members(asObject(value, path), path);
  if (typeof value['reference'] === 'string') return addressed(value, all, path, collector);
  const copy = Object.fromEntries(all.map(([name, part]) => [name, rewritten(part, `${path}.${name}`, collector)]));
  carryWritten(value, copy);
  return copy;
}

/** References lead into the message, to a contained resource, or to a full address elsewhere. */
function addressed(value: Properties, all: readonly [string, unknown][], path: string, collector: Collector): unknown {
  const text = String(value['reference']);
  const address = collector.addressOf(value);
  if (address === undefined && !isElsewhere(text)) {
    const rule = 'leads to nothing in the message. Give the resource itself, or ref() with its full address elsewhere';
    throw new InputError(`${path}.reference`, undefined, `${text} ${rule}`);
  }
  return plain({ ...Object.fromEntries(all), reference: address ?? text }, path);
}

function isElsewhere(text: string): boolean {
  return text.startsWith('#') || (!isUrn(text) && readReference(text)?.form === 'absolute');
}

/** What breaks a rule of the event is an error with the place in the message. */
function check({ check: rules }: MessageParts, bundle: Json, options: BuildOptions<never>): void {
  const fault = [...rules(bundle), ...(options.check?.(bundle as never) ?? [])].find(isFault);
  if (fault) throw new InputError(fault.expression, undefined, fault.message);
}
