/** Finds the subject of a row in a message. */
import type { EntryRow, EventRows, Json, Pointer } from './event-rows.ts';

/** A value in a message: the object or list that contains it, its property, and its index. */
export interface Place {
  readonly owner: Json;
  readonly property: string;
  /** -1 outside of a list. */
  readonly index: number;
  readonly value: Json;
  /** As in issues. */
  readonly path: string;
}

/** The start of a search. */
export interface Root {
  readonly value: Json;
  readonly path: string;
}

interface Step {
  readonly property: string;
  /** As in issues. */
  readonly name: string;
  readonly where?: readonly [way: readonly string[], value: string];
}

/** Reads one step of a row. */
export function parseStep(step: string): Step {
  const [, sliced, way, value] = /^(\w+)\[([\w.]+)=(.*)\]$/.exec(step) ?? [];
  if (sliced !== undefined) return { property: sliced, name: sliced, where: [way!.split('.'), value!] };
  const [, choice, type] = /^(\w+)<(\w+)>$/.exec(step) ?? [];
  if (choice !== undefined) return { property: choice + type!, name: choice };
  return { property: step, name: step.replace(/^_/, '') };
}

/** Returns the places at the end of a path of steps. */
export function follow(root: Root, steps: readonly string[]): Place[] {
  const [first, ...rest] = steps;
  if (first === undefined) return [];
  const found = children(root, first);
  return rest.length === 0 ? found : found.flatMap((place) => follow(place, rest));
}

/** Returns the objects that have the last step of a path, or would have it. */
export function parentsOf(root: Root, steps: readonly string[]): Root[] {
  return steps.length === 1 ? [root] : follow(root, steps.slice(0, -1));
}

/** Returns the values of one step. */
export function children({ value: owner, path }: Root, step: string): Place[] {
  const { property, name, where } = parseStep(step);
  const value = owner?.[property];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [{ owner, property, index: -1, value, path: `${path}.${name}` }];
  const places = value.map((item, index) => ({
    owner,
    property,
    index,
    value: item,
    path: `${path}.${name}[${index}]`,
  }));
  return where ? places.filter((place) => has(place.value, where[0], where[1])) : places;
}

function has(value: Json, [first, ...rest]: readonly string[], expected: string): boolean {
  if (Array.isArray(value)) return value.some((item) => has(item, [first!, ...rest], expected));
  const child = value?.[first!];
  return rest.length === 0 ? child === expected : child !== undefined && has(child, rest, expected);
}

/** Returns the resources to which a row of entries applies. */
export function entriesOf(bundle: Json, row: EntryRow, rows: EventRows): Root[] {
  if (row.type === 'Bundle') return [{ value: bundle, path: 'Bundle' }];
  const ofType = resourcesOf(bundle).filter(({ value }) => value.resourceType === row.type);
  const { coding, pointedAtBy } = row;
  if (coding) return ofType.filter((root) => follow(root, coding.steps).some(({ value }) => isCoding(value, coding)));
  if (!pointedAtBy) return ofType;
  return ofType.filter((root) => pointedAtBy.some((pointer) => pointsAt(bundle, pointer, root, rows)));
}

function isCoding(value: Json, coding: { readonly system: string; readonly code: string }): boolean {
  return value.system === coding.system && value.code === coding.code;
}

/** Returns true if an entry of the pointer refers to a resource. */
export function pointsAt(bundle: Json, pointer: Pointer, target: Root, rows: EventRows): boolean {
  const urn = `urn:uuid:${target.value.id}`;
  const from = rows.entries.find(({ key }) => key === pointer.key) ?? { ...NO_ROW, type: pointer.type };
  const places = entriesOf(bundle, from, rows).flatMap((root) => follow(root, [...pointer.steps, 'reference']));
  return places.some(({ value }) => value === urn);
}

const NO_ROW: EntryRow = { key: '', type: '', count: '0..*', rows: [] };

export function resourcesOf(bundle: Json): Root[] {
  return bundle.entry.map(({ resource }: Json, i: number) => ({
    value: resource,
    path: `Bundle.entry[${i}].resource`,
  }));
}
