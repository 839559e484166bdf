/** Makes resources from inputs, and fills the references among them that the input leaves out. */
import { buildItem, type BuildContext } from '../build/build.js';
import type { Faults } from '../build/faults.js';
import { InputError } from '../core/errors.js';
import type { Properties } from '../core/json.js';
import { own } from '../core/plain.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import { type Collected, Collector } from './collect.js';
import type { Given } from './given.js';
import type { EntryPart, FilledReference } from './message-parts.js';
import { put, at } from './paths.js';

/** The resources that were given by name, made and in the order in which the event names them, without those that cannot be made. */
export function givenResources(given: readonly Given[], known: Collector, options: BuildContext): Given[] {
  const made = new Map<Given, Properties>();
  const open = new Set(given.map(({ name }) => name));
  for (let name = nextName(given, open); name !== undefined; name = nextName(given, open)) {
    const targetOf = targetFinder(made, known);
    for (const one of given.filter((other) => other.name === name)) {
      const make = (): Properties =>
        resourceFrom(one.part, withReferences(one, targetOf, options.faults), one.path, options);
      const resource = options.faults.note(make);
      if (resource) made.set(one, resource);
    }
    open.delete(name);
    for (const [one, resource] of made)
      if (one.name === name) options.faults.note(() => known.addGiven(resource, one.path));
  }
  return given.flatMap((one) => {
    const value = made.get(one);
    return value ? [{ ...one, value }] : [];
  });
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

/** Stands for a resource that cannot be built, so that references to it are not reported as missing. */
const UNMADE: Properties = { reference: '#unmade' };

function withReferences(
  one: Given,
  targetOf: (filled: FilledReference) => Properties | undefined,
  faults: Faults,
): Properties {
  const filled = openReferences(one).flatMap((reference) => {
    const target = targetOf(reference) ?? (faults.concern(reference.role) ? UNMADE : undefined);
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

/** Resources as a Bundle, for expressions that look for some of them. */
export function surroundingsOf(all: readonly Collected[]): { bundle: Json; env: FhirPathEnv } {
  const bundle = { entry: all.map(({ id, resource }) => ({ fullUrl: `urn:uuid:${id}`, resource })) };
  const byAddress = new Map(
    all.flatMap(({ id, resource }) => [
      [`urn:uuid:${id}`, resource],
      [`${String(resource['resourceType'])}/${String(resource['id'] ?? id)}`, resource],
    ]),
  );
  return { bundle, env: { resource: bundle, resolve: (reference) => byAddress.get(reference) } };
}

/** A resource is taken as it is; anything else is the input from which one is made. */
function resourceFrom({ type, shape }: EntryPart, value: Properties, path: string, options: BuildContext): Properties {
  const given = own(value, 'resourceType', path);
  if (given === type) return value;
  if (given !== undefined) throw new InputError(`${path}.resourceType`, given, `the resource type ${type}`);
  if (!shape) throw new InputError(path, value, `a ${type}`, 'structure');
  return buildItem(shape, value, path, options) as Properties;
}
