import type { DerivedElement, DerivedType } from './derived.ts';

/** An element of a snapshot: its place, and the place at which the specification states it. */
export interface ElementRow {
  readonly id: string;
  readonly path: string;
  /** Id of the element from which this one is inherited; its own id if a type states it itself. */
  readonly origin: string;
  /** Absent on the root of a type and on the `.value` of a primitive type. */
  readonly derived?: DerivedElement;
}

/**
 * Returns all elements of every type: the inherited ones first, then its own, and behind a backbone element those that
 * it inherits from BackboneElement or Element. Primitive types state their `.value` themselves.
 *
 * @param profiles types that are profiles of their base: name → the part after the type in element ids
 * @returns the rows by type name, parents before children, the root first
 */
export function expandElements(
  types: readonly DerivedType[],
  profiles: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly ElementRow[]> {
  const byName = new Map(types.map((type) => [type.name, type]));
  const done = new Map<string, readonly ElementRow[]>();
  const rowsOf = (name: string): readonly ElementRow[] => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const type = byName.get(name);
    if (type === undefined) throw new Error(`The derived model has no type ${name}.`);
    const rows = expandType(type, profiles[name], rowsOf);
    done.set(name, rows);
    return rows;
  };
  types.forEach((type) => rowsOf(type.name));
  return done;
}

type RowsOf = (type: string) => readonly ElementRow[];

function expandType(type: DerivedType, suffix: string | undefined, rowsOf: RowsOf): readonly ElementRow[] {
  const path = suffix === undefined || type.base === undefined ? type.name : type.base;
  const id = `${path}${suffix ?? ''}`;
  const root: ElementRow = { id, path, origin: id };
  if (type.kind === 'primitive-type') return [root, ...moveChildren(rowsOf('Element'), root), valueRow(type.name)];
  const inherited = type.base === undefined ? [] : moveChildren(rowsOf(type.base), root);
  return [root, ...inherited, ...type.elements.flatMap((element) => expandElement(element, rowsOf))];
}

function expandElement(derived: DerivedElement, rowsOf: RowsOf): readonly ElementRow[] {
  const { path } = derived;
  const row: ElementRow = { id: path, path, origin: path, derived };
  const [type] = derived.types ?? [];
  const isBackbone = derived.interface !== undefined && type !== undefined;
  return isBackbone ? [row, ...moveChildren(rowsOf(type), row)] : [row];
}

function valueRow(type: string): ElementRow {
  const id = `${type}.value`;
  return { id, path: id, origin: id };
}

/** Moves the rows below the root of a type to another element. */
function moveChildren(rows: readonly ElementRow[], parent: ElementRow): readonly ElementRow[] {
  const [root, ...children] = rows;
  if (root === undefined) return [];
  return children.map((row) => ({
    ...row,
    id: parent.id + row.id.slice(root.id.length),
    path: parent.path + row.path.slice(root.path.length),
  }));
}
