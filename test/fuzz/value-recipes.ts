/** Recipes of values: plain data that a report can print and fast-check can shrink, and what makes the value of one. */
import fc from 'fast-check';
import { anything, edges } from '../support/anything.ts';
import { messageNamed, messageNames, type Json } from '../support/event-messages.ts';
import { changing, exotic } from './exotic-values.ts';

const kinds = ['delete', 'edge', 'exotic', 'copy', 'swap', 'nest', 'name', 'repeat', 'text'] as const;

/** One change of a JSON value; `at` and `other` choose places, `choice` what is put there. */
export interface Change {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly other: number;
  readonly choice: number;
}

export type ValueRecipe =
  | { readonly of: 'message' | 'resource'; readonly seed: number; readonly changes: readonly Change[] }
  | { readonly of: 'anything'; readonly value: unknown }
  | { readonly of: 'exotic'; readonly seed: number; readonly name: string }
  | { readonly of: 'deep' | 'wide'; readonly seed: number; readonly size: number };

export const messages: readonly Json[] = messageNames.map(messageNamed);
/** Every resource of the messages, headers too. */
export const resources: readonly Json[] = messages.flatMap((one) => one.entry.map(({ resource }: Json) => resource));

const names = Object.keys(exotic);
const newNames = [
  '__proto__',
  'constructor',
  'extension',
  'id',
  '_id',
  'resourceType',
  'valueString',
  'toString',
  'then',
  '\ud83d',
];

const index = fc.nat(1_000_000);
const change = fc.record({ kind: fc.constantFrom(...kinds), at: index, other: index, choice: index });
const changes = fc.array(change, { maxLength: 4 });
/** Changes of any kind. */
export const changesOf: fc.Arbitrary<readonly Change[]> = changes;
/** Changes that JSON can hold. */
export const plainChanges: fc.Arbitrary<readonly Change[]> = fc.array(
  change.map((one) => (one.kind === 'exotic' ? { ...one, kind: 'copy' as const } : one)),
  { maxLength: 4 },
);

/** Recipes of values of every kind, most of them messages and resources with faults. */
export const valueRecipes: fc.Arbitrary<ValueRecipe> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ of: fc.constant('message' as const), seed: index, changes }) },
  { weight: 5, arbitrary: fc.record({ of: fc.constant('resource' as const), seed: index, changes }) },
  {
    weight: 2,
    arbitrary: fc.record({
      of: fc.constant('anything' as const),
      value: fc.oneof(anything, fc.constantFrom(...edges)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ of: fc.constant('exotic' as const), seed: index, name: fc.constantFrom(...names) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ of: fc.constantFrom('deep' as const, 'wide' as const), seed: index, size: fc.nat(3000) }),
  },
);

/** Recipes of what JSON can hold. */
export const jsonRecipes: fc.Arbitrary<ValueRecipe> = fc.record({
  of: fc.constantFrom('message' as const, 'resource' as const),
  seed: index,
  changes: plainChanges,
});

/** Returns whether a value says the same whenever it is read. */
export function isSteady(recipe: ValueRecipe): boolean {
  if (recipe.of === 'exotic') return !(recipe.name in changing);
  if (!('changes' in recipe)) return true;
  return !recipe.changes.some(({ kind, choice }) => kind === 'exotic' && picked(names, choice) in changing);
}

/** Makes the value of a recipe, new each time. */
export function makeValue(recipe: ValueRecipe): unknown {
  if (recipe.of === 'anything') return recipe.value;
  if (recipe.of === 'message') return makeFrom(picked(messages, recipe.seed), recipe.changes);
  const resource = picked(resources, recipe.seed);
  if (recipe.of === 'resource') return makeFrom(resource, recipe.changes);
  if (recipe.of === 'exotic') return wrapped(recipe.name, structuredClone(resource));
  const { of, size, seed } = recipe as Extract<ValueRecipe, { readonly size: number }>;
  return of === 'deep' ? deepened(resource, size) : widened(resource, size, seed);
}

export function picked<T>(list: readonly T[], choice: number): T {
  return list[choice % list.length] as T;
}

/** A resource with an extension in an extension, and so on. */
function deepened(resource: Json, levels: number): Json {
  let inside: Json = { url: 'urn:a', valueString: 'x' };
  for (let level = 0; level < levels; level++) inside = { url: 'urn:a', extension: [inside] };
  return { ...resource, extension: [inside] };
}

/** A resource one of whose members is a list of many items. */
function widened(resource: Json, items: number, seed: number): Json {
  const name = picked(Object.keys(resource), seed);
  const item: unknown = Array.isArray(resource[name]) ? resource[name][0] : resource[name];
  return { ...resource, [name]: Array.from({ length: items }, () => structuredClone(item)) };
}

type Slot = readonly [parent: Record<string, unknown>, name: string];

/** Deeper than any source: only what a change has put into itself goes on for ever. */
const DEEPEST = 200;

/** Every place in a JSON value, its root as the member of an object around it. */
function slotsOf(parent: Record<string, unknown>, name: string, into: Slot[] = [], depth = 0): Slot[] {
  into.push([parent, name]);
  const value = parent[name];
  if (typeof value === 'object' && value !== null && !made.has(value) && depth < DEEPEST)
    for (const key of Object.keys(value)) slotsOf(value as Record<string, unknown>, key, into, depth + 1);
  return into;
}

/** Not to look into what a change before has put there. */
const made = new WeakSet<object>();

/** Makes a copy of a value with some changes. */
export function makeFrom(source: unknown, all: readonly Change[]): unknown {
  const root: Record<string, unknown> = { value: structuredClone(source) };
  for (const one of all) {
    const slots = slotsOf(root, 'value');
    const [parent, name] = picked(slots, one.at);
    apply(one, parent, name, picked(slots, one.other));
  }
  return root['value'];
}

function apply(
  { kind, choice }: Change,
  parent: Record<string, unknown>,
  name: string,
  [other, otherName]: Slot,
): void {
  const value = parent[name];
  const elsewhere = other[otherName];
  if (kind === 'delete') remove(parent, name);
  else if (kind === 'edge') parent[name] = picked(edges, choice);
  else if (kind === 'exotic') parent[name] = kept(wrapped(picked(names, choice), value));
  else if (kind === 'copy') parent[name] = safeCopy(elsewhere);
  else if (kind === 'swap') [parent[name], other[otherName]] = [safeCopy(elsewhere), safeCopy(value)];
  else if (kind === 'nest') parent[name] = choice % 2 ? [value] : { value };
  else if (kind === 'name') define(parent, picked(newNames, choice), safeCopy(elsewhere));
  else if (kind === 'repeat') parent[name] = Array.from({ length: choice % 40 }, () => safeCopy(value));
  else parent[name] = typeof value === 'string' ? value + String(picked(edges.filter(isText), choice)) : String(choice);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function remove(parent: Record<string, unknown>, name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
}

/** As an own member, whatever its name. */
function define(parent: object, name: string, value: unknown): void {
  Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Around a value that cannot be read, nothing can be made: it stays. */
function wrapped(name: string, value: unknown): unknown {
  try {
    return exotic[name]?.(value);
  } catch {
    return value;
  }
}

function kept(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) made.add(value);
  return value;
}

/** A copy of JSON; what cannot be copied is left as it is. */
function safeCopy(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return kept(value);
  }
}
