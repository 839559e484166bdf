/** How a differential finds and adds nodes in the tree of a snapshot. */
import { sliceAround, spelledAlike } from '../fhir/element-address.ts';
import { nearName } from './near-name.ts';
import { cloneNode, touch, type SnapshotNode } from './snapshot-node.ts';

/** Slices by their names, as far as they have been counted: they are only ever added. */
interface SliceIndex {
  readonly byName: Map<string, SnapshotNode>;
  counted: number;
}

const indexes = new WeakMap<readonly SnapshotNode[], SliceIndex>();

/** The slice of that name. A differential asks for it with each element inside, so what is known is kept. */
export function sliceNamed({ name: element, slices }: SnapshotNode, name: string): SnapshotNode | undefined {
  // A choice has few, and one that is narrowed to a type is renamed after it.
  if (element.endsWith('[x]')) return slices.find(({ sliceName }) => sliceName === name);
  const index = indexes.get(slices) ?? { byName: new Map<string, SnapshotNode>(), counted: 0 };
  indexes.set(slices, index);
  for (; index.counted < slices.length; index.counted++) {
    const slice = slices[index.counted];
    const known = slice?.sliceName ?? '';
    if (slice && !index.byName.has(known)) index.byName.set(known, slice);
  }
  return index.byName.get(name);
}

/** Returns whether a node is an element for extensions. */
export function isExtensionElement({ name }: SnapshotNode): boolean {
  return name === 'extension' || name === 'modifierExtension';
}

/**
 * Adds a slice that starts as a copy of what it slices: `one/official` reslices the slice `one`. A slice without a
 * minimum is optional.
 *
 * @see http://hl7.org/fhir/STU3/profiling.html#reslicing
 */
export function addSlice(sliced: SnapshotNode, sliceName: string): SnapshotNode {
  // The other slices are no part of it, and copying them would take longer with every slice.
  const around = sliceAround(sliced.slices, sliceName);
  const { slicing: _slicing, ...rest } = cloneNode({ ...(around ?? sliced), slices: [] });
  const slice: SnapshotNode = { ...rest, sliceName, min: 0, slices: [] };
  if (around) touchFixed(slice);
  sliced.slices.push(slice);
  return slice;
}

/** Marks the fixed values of the surrounding slice as stated by the slice inside; returns true if there are any. */
function touchFixed(node: SnapshotNode): boolean {
  const isFixed = node.fixed !== undefined || node.pattern !== undefined;
  const isBelow = node.children.map(touchFixed).includes(true);
  if (isFixed) touch(node, 'here');
  else if (isBelow) touch(node, 'below');
  return isFixed || isBelow;
}

/** Returns everything about a node that constrains a value: if it does not change, nothing was stated. */
export function fingerprint(node: SnapshotNode): string {
  const {
    children: _children,
    slices: _slices,
    touched: _touched,
    short: _short,
    definition: _definition,
    ...rest
  } = node;
  return JSON.stringify({ ...rest, max: String(rest.max) });
}

/** Returns the node at a path of names. */
export function descend(root: SnapshotNode, path: string): SnapshotNode | undefined {
  let node: SnapshotNode | undefined = root;
  for (const name of path.split('.').slice(1)) node = node?.children.find((child) => child.name === name);
  return node;
}

/** Ends the message about an unknown child: names the one that is probably meant, or all that there are. */
export function childMeant(name: string, parent: SnapshotNode): string {
  const names = parent.children.map((child) => child.name);
  const meant = names.find((one) => one === `${name}[x]`) ?? nearName(name, names);
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  return names.length > 0 ? `; it has ${names.join(', ')}.` : '.';
}

/** What a slice is called whose name is known from an id alone. */
export function namesLike(name: string, sliced: SnapshotNode): readonly string[] {
  if (sliceNamed(sliced, name)) return [name];
  return spelledAlike(
    name,
    sliced.slices.map(({ sliceName = '' }) => sliceName),
  );
}
