/** Puts the message of an event together: a Bundle of its header and of every resource that it takes. */
import type { Resource } from 'fhir/r3.js';
import { buildItem, type BuildContext, type Json as JsonObject } from './build.js';
import { tried, type BuildOptions } from './builder.js';
import { isUuid, newUuid, idOf, type IdOptions } from './ids.js';
import { InputError, movedTo } from './errors.js';
import { BundleIndex } from './bundle-index.js';
import { carryFormIssues } from './form-issues.js';
import type { FhirPathEnv, Json } from './fhirpath/env.js';
import { isFault, issuesOf, type Issue } from './issue.js';
import { isObject, itemsOf, type Properties } from './json.js';
import type { DerivedPart, Select } from './message.js';
import { isWithin, placeIn, sourceOf, type HeaderSource, type Places } from './message-places.js';
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
  /** References that lead to other resources of the message unless the input says where. */
  readonly filled?: readonly FilledReference[] | undefined;
}

/** A reference of a resource to the one that plays a role in the message. */
export interface FilledReference {
  readonly role: string;
  readonly select: Select;
  /** Names that lead to it in the input. */
  readonly to: readonly string[];
}

/** One of the alternatives that a message is. */
export interface MessageCase {
  /** Whether a message is of it. */
  readonly when: (bundle: Json, env: FhirPathEnv) => boolean;
  /** What stands in place of the entries of these names. */
  readonly entries: Readonly<Record<string, EntryPart>>;
}

/** What goes into the messages of one kind, beside what is fixed in their header. */
export interface SharedParts {
  /** Where in the input of the header what the builder takes for it belongs. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Resources by the names they are given under; what the message is about comes first. */
  readonly entries: Readonly<Record<string, EntryPart>>;
  /** The same, gathered under one name. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, EntryPart>>>> | undefined;
  /** Name of what the message is about. */
  readonly focus?: string | undefined;
  readonly derived: readonly DerivedPart[];
  /** References of the header that lead to other resources of the message unless the input says where. */
  readonly filled?: readonly FilledReference[] | undefined;
  /** The alternatives; the input says which by its property `case`. */
  readonly cases?: Readonly<Record<string, MessageCase>> | undefined;
  /** What the Bundle says it is. */
  readonly claims?: string | undefined;
}

/** How the messages of one kind are made. */
export interface MessageParts extends SharedParts {
  /** The header: what is fixed in it is filled in. */
  readonly header: Shape;
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

/** A message that was made, and what is known of where its parts were given. */
interface Made {
  readonly bundle: Json;
  readonly given: readonly Given[];
  readonly others: readonly Collected[];
  readonly header: Properties;
  readonly making: HeaderMaking;
  readonly places: Places;
}

/** Returns a function that makes messages of one kind. */
export function messageBuilder<Taken, Message>(
  parts: () => MessageParts,
): (input: Taken, options?: BuildOptions<Message>) => Message {
  return (given, options = {}) => {
    const input = asObject(given, 'message');
    const chosen = inCase(parts(), input);
    const made = tried('message', () => buildMessage(chosen, input, options)) as Made;
    refuseUnplayed(chosen, made);
    check(chosen, made, options);
    refuseOtherCase(chosen, input, made.bundle);
    return made.bundle as Message;
  };
}

/** How the message is made in the case that the input names. */
function inCase(parts: MessageParts, input: Input): MessageParts {
  if (!parts.cases) return parts;
  const name = own(input, 'case', '');
  const names = Object.keys(parts.cases);
  const found = typeof name === 'string' ? names.find((one) => one === name) : undefined;
  if (found === undefined) {
    const hint = typeof name === 'string' ? suggestion(name, names) : '';
    throw new InputError('case', name, `one of ${names.map((one) => JSON.stringify(one)).join(', ')}${hint}`);
  }
  return { ...parts, entries: { ...parts.entries, ...parts.cases[found]?.entries } };
}

function buildMessage(parts: MessageParts, input: Input, options: BuildOptions<never>): Made {
  refuseUnknown(parts, input);
  const places: Places = new WeakMap();
  const known = new Collector(options, places);
  for (const name of Object.keys(parts.parameters)) known.follow(own(input, name, ''), name);
  const given = givenResources(allGiven(parts, input), known, { ...options, places });
  if (parts.focus !== undefined && !given.some(({ name }) => name === parts.focus))
    throw new InputError(parts.focus, undefined, 'is required: it is the focus of the message');
  const collector = known.startAgain();
  for (const { path, value } of given) collector.add(value, path);
  for (const name of Object.keys(parts.parameters)) collector.follow(own(input, name, ''), name);
  const others = collector.all();
  const making = headerMaking(parts, input, given, others, options);
  const header = inHeader(making, () => {
    return buildItem(parts.header, making.input, 'header', { ...options, places }) as Properties;
  });
  const bundle = {
    resourceType: 'Bundle',
    id: newUuid(options),
    ...(parts.claims !== undefined && { meta: { profile: [parts.claims] } }),
    type: 'message',
    entry: [
      entry(inHeader(making, () => rewritten(header, 'header', collector)) as Properties),
      ...others.map((one) => entry(copyOf(one, collector))),
    ],
  };
  return { bundle, given, others, header, making, places };

  function entry(resource: Properties): Properties {
    return { fullUrl: `urn:uuid:${String(resource['id'])}`, resource };
  }
}

function refuseUnknown({ parameters, entries, groups = {}, cases }: MessageParts, input: Input): void {
  const known = [...Object.keys(parameters), ...Object.keys(entries), ...Object.keys(groups), 'others'];
  if (cases) known.push('case');
  for (const [name] of members(input, 'message'))
    if (!known.includes(name)) throw new InputError(name, undefined, `unknown property${suggestion(name, known)}`);
}

/** A resource that the message takes, or the input from which it is made. */
interface Given {
  readonly name: string;
  readonly path: string;
  readonly part: EntryPart;
  readonly value: Properties;
  /** What it was made from. */
  readonly from: Properties;
}

/** The resources that were given by name, made and in the order in which the event names them. */
function givenResources(given: readonly Given[], known: Collector, options: BuildContext): Given[] {
  const made = new Map<Given, Properties>();
  const open = new Set(given.map(({ name }) => name));
  for (let name = nextName(given, open); name !== undefined; name = nextName(given, open)) {
    const targetOf = targetFinder(made, known);
    for (const one of given.filter((other) => other.name === name)) {
      made.set(one, resourceFrom(one.part, withReferences(one, targetOf), one.path, options));
    }
    open.delete(name);
    for (const [one, resource] of made) if (one.name === name) known.addGiven(resource, one.path);
  }
  return given.map((one) => ({ ...one, value: made.get(one) ?? one.value }));
}

/** The first of the names still open of which no reference leads to another open one; where all do, the first. */
function nextName(given: readonly Given[], open: ReadonlySet<string>): string | undefined {
  const waiting = new Set<string>();
  for (const one of given)
    if (open.has(one.name) && openReferences(one).some(({ role }) => role !== one.name && open.has(role)))
      waiting.add(one.name);
  const names = [...open];
  return names.find((name) => !waiting.has(name)) ?? names[0];
}

/** The references that the builder sets in an input. A resource is taken as it is. */
function openReferences({ part, value, path }: Given): readonly FilledReference[] {
  if (!part.filled || own(value, 'resourceType', path) !== undefined) return [];
  return part.filled.filter(({ to: [first = '', ...rest] }) => at(own(value, first, path), rest) === undefined);
}

function withReferences(one: Given, targetOf: (filled: FilledReference) => Properties | undefined): Properties {
  const filled = openReferences(one).flatMap((reference) => {
    const target = targetOf(reference);
    return target ? [{ to: reference.to, target }] : [];
  });
  if (filled.length === 0) return one.value;
  const copy = { ...one.value };
  for (const { to, target } of filled) put(copy, to, target);
  return copy;
}

/** Finds the one resource in a role: given under its name, or reached so far. If there are several, it takes none. */
function targetFinder(
  made: ReadonlyMap<Given, Properties>,
  known: Collector,
): (filled: FilledReference) => Properties | undefined {
  const found = new Map<string, Properties | undefined>();
  const { bundle, env } = surroundingsOf(known.all());
  return ({ role, select }) => {
    if (!found.has(role)) {
      const named = [...made].filter(([{ name }]) => name === role).map(([, resource]) => resource);
      const all = named.length > 0 ? named : [...new Set(select(bundle, env) as readonly Properties[])];
      found.set(role, all.length === 1 ? all[0] : undefined);
    }
    return found.get(role);
  };
}

/** What was given by name, in the order in which the event names it. */
function allGiven({ entries, groups = {} }: MessageParts, input: Input): Given[] {
  const single = Object.entries(entries).flatMap(([name, part]) => read(name, name, part, own(input, name, '')));
  const grouped = Object.entries(groups).flatMap(([group, parts]) => {
    const value = own(input, group, '');
    if (value === undefined) return [];
    const object = asObject(value, group);
    for (const [name] of members(object, group))
      if (!Object.hasOwn(parts, name))
        throw new InputError(`${group}.${name}`, undefined, `unknown property${suggestion(name, Object.keys(parts))}`);
    return Object.entries(parts).flatMap(([name, part]) =>
      read(name, `${group}.${name}`, part, own(object, name, group)),
    );
  });
  const others = list(own(input, 'others', '')).map((value, index) => {
    const path = `others[${index}]`;
    const resource = asObject(value, path);
    const type = own(resource, 'resourceType', path);
    if (typeof type !== 'string')
      throw new InputError(`${path}.resourceType`, undefined, 'is required: it states the type of the resource');
    return { name: 'others', path, part: { type }, value: resource, from: resource };
  });
  return [...single, ...grouped, ...others];
}

function read(name: string, path: string, part: EntryPart, value: unknown): Given[] {
  return list(value).map((item, index) => {
    const place = Array.isArray(value) ? `${path}[${index}]` : path;
    const object = asObject(item, place);
    return { name, path: place, part, value: object, from: object };
  });
}

/** Resources as a Bundle, for expressions that look for some of them. */
function surroundingsOf(all: readonly Collected[]): { bundle: Json; env: FhirPathEnv } {
  const bundle = { entry: all.map(({ id, resource }) => ({ fullUrl: `urn:uuid:${id}`, resource })) };
  const byAddress = new Map(
    all.flatMap(({ id, resource }) => [
      [`urn:uuid:${id}`, resource],
      [`${String(resource['resourceType'])}/${String(resource['id'] ?? id)}`, resource],
    ]),
  );
  return { bundle, env: { resource: bundle, resolve: (reference) => byAddress.get(reference) } };
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A resource is taken as it is; anything else is the input from which one is made. */
function resourceFrom({ type, shape }: EntryPart, value: Properties, path: string, options: BuildContext): Properties {
  const given = own(value, 'resourceType', path);
  if (given === type) return value;
  if (given !== undefined) throw new InputError(`${path}.resourceType`, given, `the resource type ${type}`);
  if (!shape) throw new InputError(path, value, `a ${type}`);
  return buildItem(shape, value, path, options) as Properties;
}

/** Gathers resources, and all that references of theirs lead to: each once, in the order in which they are met. */
class Collector {
  readonly #options: IdOptions;
  readonly #places: Places;
  readonly #byKey = new Map<string, Collected>();
  /** Ids in the message, by what a reference may say. */
  readonly #byText = new Map<string, string>();
  readonly #ids: Map<object, string>;
  readonly #followed = new Set<object>();

  constructor(options: IdOptions, places: Places, ids = new Map<object, string>()) {
    this.#options = options;
    this.#places = places;
    this.#ids = ids;
  }

  /** An empty one that gives resources the ids that this one gave them. */
  startAgain(): Collector {
    return new Collector(this.#options, this.#places, this.#ids);
  }

  all(): Collected[] {
    return [...this.#byKey.values()];
  }

  /** Adds a resource that is known by where it was given, wherever else it is met. */
  addGiven(resource: Properties, path: string): void {
    if (!this.#places.has(resource)) this.#places.set(resource, path);
    this.add(resource, path);
  }

  add(resource: Properties, met: string): void {
    const path = this.placeOf(resource, met);
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
    const given = idOf(resource as unknown as Resource, this.#options);
    // Two objects with one type and id are one resource.
    const id = isUuid(given) ? given : (this.#byText.get(keyOf(resource, given)) ?? newUuid(this.#options));
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
    else this.#inside(value, this.placeOf(value, path));
  }

  /** Where a value was given; `path` where that is not known otherwise. */
  placeOf(value: object, path: string): string {
    return this.#places.get(value) ?? path;
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
  const rule = `has the same id as ${known.path} but different content`;
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

/** What a header is made of, and where that was given. */
interface HeaderMaking {
  readonly input: JsonObject;
  readonly sources: readonly HeaderSource[];
  /** Values that the header repeats and that are not there, and why. */
  readonly lacking: readonly { readonly to: string; readonly why: InputError }[];
}

function headerMaking(
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
  return new InputError(place, undefined, `is required${REPEATED}`);
}

/** Why nothing plays a role: because a reference that would lead to it leads outside, or for no reason that is known. */
function lackOf(role: string, given: readonly Given[]): InputError {
  for (const { part, path, from } of given)
    for (const { to, role: target } of part.filled ?? []) {
      const reference = at(from, to);
      if (target !== role || !isObject(reference) || !leadsOutside(reference['reference'])) continue;
      const rule = `points outside the message; include the resource for the role \`${role}\``;
      return new InputError([path, ...to].join('.'), undefined, rule);
    }
  return new InputError(role, undefined, 'is required: the message has no resource in this role');
}

function leadsOutside(text: unknown): boolean {
  return typeof text === 'string' && !text.startsWith('#') && isElsewhere(text);
}

/** Says of faults of the header where its parts were given. */
function inHeader<T>({ input, sources, lacking }: HeaderMaking, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const path = error.path.replace(/^header\./, '');
    const lack = lacking.find(({ to }) => isWithin(to, path));
    if (lack && at(input, path.split('.')) === undefined) throw lack.why;
    const { place, note } = sourceOf(path, sources);
    throw movedTo(error, place, note);
  }
}

function only(value: Json, names: readonly string[] | undefined): Json {
  if (!names || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

function put(object: JsonObject, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) object[name] = value;
  else put((object[name] = { ...(object[name] as JsonObject | undefined) }), rest, value);
}

function at(object: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isObject(object)) return object;
  return at(object[name], rest);
}

/** A copy that goes by its id in the message, with references as the message writes them. */
function copyOf({ resource, id, path }: Collected, collector: Collector): Properties {
  const { resourceType, id: _id, ...rest } = rewritten(resource, path, collector) as Properties;
  const copy = { resourceType, id, ...rest };
  carryFormIssues(resource, copy);
  return copy;
}

function rewritten(value: unknown, outer: string, collector: Collector): unknown {
  if (Array.isArray(value)) return value.map((item, index) => rewritten(item, `${outer}[${index}]`, collector));
  if (!isObject(value)) return plain(value, outer);
  const path = collector.placeOf(value, outer);
  const all = members(asObject(value, path), path);
  if (typeof value['reference'] === 'string') return addressed(value, all, path, collector);
  const copy = Object.fromEntries(all.map(([name, part]) => [name, rewritten(part, `${path}.${name}`, collector)]));
  carryWritten(value, copy);
  carryFormIssues(value, copy);
  return copy;
}

/** References lead into the message, to a contained resource, or to a full address elsewhere. */
function addressed(value: Properties, all: readonly [string, unknown][], path: string, collector: Collector): unknown {
  const text = String(value['reference']);
  const address = collector.addressOf(value);
  if (address === undefined && !isElsewhere(text)) {
    const rule =
      'does not match any resource in the message. Give the resource itself, or ref() with its full address elsewhere';
    throw new InputError(`${path}.reference`, undefined, `${text} ${rule}`);
  }
  return plain({ ...Object.fromEntries(all), reference: address ?? text }, path);
}

function isElsewhere(text: string): boolean {
  return text.startsWith('#') || (!isUrn(text) && readReference(text)?.form === 'absolute');
}

/** All kinds of resources that a message takes, by their names. */
function namedParts({ entries, groups = {} }: MessageParts): [name: string, part: EntryPart][] {
  return [entries, ...Object.values(groups)].flatMap((parts) => Object.entries(parts));
}

/** Refuses a resource given for a role that no reference points to: it would have no effect. */
function refuseUnplayed(parts: MessageParts, { bundle, given, others }: Made): void {
  const env = envOf(bundle);
  for (const one of given) {
    const leading = namedParts(parts).flatMap(([name, { filled = [] }]) =>
      filled.filter(({ role }) => role === one.name).map(({ to, select }) => ({ place: [name, ...to], select })),
    );
    const [{ select, place } = {}] = leading;
    const index = others.findIndex(({ resource }) => resource === one.value);
    if (!select || !place || index < 0) continue;
    if (!select(bundle, env).includes(bundle.entry[index + 1].resource)) throw unplayed(one, given, place.join('.'));
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

/** What breaks a rule of the event is an error with the place where it was given. */
function check(parts: MessageParts, made: Made, options: BuildOptions<never>): void {
  const { bundle } = made;
  const fault = [...parts.check(bundle), ...(options.check ? issuesOf(options.check(bundle as never)) : [])].find(
    isFault,
  );
  if (fault) throw miscounted(parts, made, fault) ?? faultAt(made, fault);
}

/** A resource is missing that plays a part, or there is one too many. */
function miscounted(parts: MessageParts, { bundle, given, others }: Made, fault: Issue): InputError | undefined {
  const role = fault.expression === 'Bundle.entry' ? /`([\w-]+)`/.exec(fault.message)?.[1] : undefined;
  const [, part] = namedParts(parts).find(([name]) => name === role) ?? [];
  if (role === undefined || !part) return undefined;
  const selects = namedParts(parts).flatMap(([, { filled = [] }]) => filled.filter((one) => one.role === role));
  const found = selects[0]?.select(bundle, envOf(bundle)) ?? resourcesOf(bundle, part.type);
  const places = others.filter((_, index) => found.includes(bundle.entry[index + 1].resource)).map(({ path }) => path);
  if (places.length === 0) return lackOf(role, given);
  if (fault.code === 'required') return new InputError(role, undefined, fault.message);
  const all = places.map((place) => `\`${place}\``).join(' and ');
  const both = `two resources have the role \`${role}\`: ${all}. Build it once and give the same object in both places`;
  return new InputError(role, undefined, places.length === 2 ? both : `${fault.message}: ${all}`);
}

function resourcesOf(bundle: Json, type: string): readonly Json[] {
  return itemsOf(bundle.entry).flatMap((entry: Json) => (entry.resource.resourceType === type ? [entry.resource] : []));
}

function faultAt({ header, others, making, places }: Made, { expression, message }: Issue): InputError {
  const [, number, path = ''] = /^Bundle\.entry\[(\d+)\](?:\.resource)?(.*)$/.exec(expression) ?? [];
  const other = others[Number(number) - 1];
  if (other) return new InputError(placeIn(other.resource, path, other.path, places), undefined, message);
  if (number === undefined) return new InputError(expression, undefined, message);
  const { place, note = '' } = sourceOf(
    placeIn(header, path, 'header', places).replace(/^header\./, ''),
    making.sources,
  );
  return new InputError(place, undefined, `${message}${note}`);
}

function envOf(bundle: Json): FhirPathEnv {
  const index = new BundleIndex(bundle);
  return { resource: bundle, resolve: (reference) => index.find(reference) };
}

/** A message that is of another case than the input says is an error: what the input has to give depends on it. */
function refuseOtherCase({ cases }: MessageParts, input: Input, bundle: Json): void {
  if (!cases) return;
  const env = envOf(bundle);
  const found = Object.entries(cases).find(([, { when }]) => when(bundle, env))?.[0];
  const name = own(input, 'case', '');
  if (found !== name) throw new InputError('case', name, found === undefined ? 'no case' : JSON.stringify(found));
}
