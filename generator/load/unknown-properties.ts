import type { ElementTable, ElementTables } from '../../runtime/core/elements.ts';
import { suggestion } from '../../runtime/core/suggest.ts';
import { isObject, type JsonReader } from './json-reader.ts';

/** A property that the type it stands in does not have. */
export interface UnknownProperty {
  /** Path in the resource: `differential.element[3].minimum`. */
  readonly path: string;
  readonly name: string;
  /** The properties that may stand there. */
  readonly known: readonly string[];
}

/** A value whose type is known, and where it stands. */
interface Typed {
  readonly value: unknown;
  readonly table: ElementTable;
  readonly path: string;
}

/**
 * Reports the properties of a definition that FHIR does not have where they stand: a misspelt one would have no effect,
 * unnoticed by its author. A snapshot beside a differential is made by a tool, and is not read.
 */
export function reportUnknownProperties(json: JsonReader, tables: ElementTables): void {
  const hasDifferential = json.raw('differential') !== undefined;
  const passedOver = new Set(['contained', ...(hasDifferential ? ['snapshot'] : [])]);
  for (const { path, name, known } of unknownProperties(json.record(), tables, passedOver)) {
    json.report('load/unknown-property', `${path} is unknown, so it is ignored${suggestion(name, known) || '.'}`, path);
  }
}

/**
 * Returns the properties of a resource in JSON that FHIR does not have where they stand, in their order; none of a
 * resource of an unknown type. What is inside of other resources, and in a text for people, is not looked at.
 *
 * @param passedOver properties of the resource itself that are not looked into
 */
export function unknownProperties(
  resource: Readonly<Record<string, unknown>>,
  tables: ElementTables,
  passedOver: ReadonlySet<string>,
): UnknownProperty[] {
  const table = tables.resources.get(String(resource['resourceType']));
  if (!table) return [];
  const kept = Object.entries(resource).filter(([name]) => name !== 'resourceType' && !passedOver.has(name));
  return inside({ value: Object.fromEntries(kept), table, path: '' });
}

function inside({ value, table, path }: Typed): UnknownProperty[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => inside({ value: item, table, path: `${path}[${i}]` }));
  // A value of the wrong form is reported where it is read.
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const entry = table.entries.get(name);
    if (entry) return entry.table ? inside({ value: part, table: entry.table, path: at }) : [];
    if (isSibling(name, table)) return inside({ value: part, table: table.sibling, path: at });
    return isNote(name) ? [] : [{ path: at, name, known: [...table.entries.keys()] }];
  });
}

/** Returns whether a property has the id and extensions of a primitive. */
function isSibling(name: string, table: ElementTable): boolean {
  const primitive = name.startsWith('_') ? table.entries.get(name.slice(1)) : undefined;
  return primitive !== undefined && primitive.table === undefined;
}

/** STU3 has no comments in JSON; DSTU2 had them under this name, and no tool takes them for content. */
function isNote(name: string): boolean {
  return name === 'fhir_comments';
}
