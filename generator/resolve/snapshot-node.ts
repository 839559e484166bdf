import { choiceMember } from '../fhir/element-address.ts';
import type { ElementDefinition, ElementType } from '../fhir/definitions.ts';
import type { ResolvedElement, Touched } from './resolved.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An element of a snapshot under construction; frozen into a ResolvedElement at the end. */
export interface SnapshotNode extends Mutable<Omit<ResolvedElement, 'children' | 'slices' | 'id' | 'path'>> {
  children: SnapshotNode[];
  slices: SnapshotNode[];
}

/** Builds the tree of a base type from its flat snapshot. */
export function treeOf(elements: readonly ElementDefinition[]): SnapshotNode {
  const byPath = new Map<string, SnapshotNode>();
  let root: SnapshotNode | undefined;
  for (const element of elements) {
    const node = nodeOf(element);
    const dot = element.path.lastIndexOf('.');
    if (dot < 0) root = node;
    else byPath.get(element.path.slice(0, dot))?.children.push(node);
    byPath.set(element.path, node);
  }
  if (!root) throw new Error('a snapshot starts with its root element');
  return root;
}

function nodeOf(element: ElementDefinition): SnapshotNode {
  const {
    id: _id,
    path,
    min,
    max,
    types,
    constraints,
    isModifier,
    isSummary: _summary,
    mustSupport,
    representation,
    ...rest
  } = element;
  return {
    ...rest,
    name: path.slice(path.lastIndexOf('.') + 1),
    min: min ?? 0,
    max: parseMax(max ?? '*'),
    types: types ?? [],
    constraints: constraints ?? [],
    isModifier: isModifier ?? false,
    mustSupport: mustSupport ?? false,
    representation: representation ?? [],
    children: [],
    slices: [],
    touched: 'no',
  };
}

/** Reads `*` as Infinity, and digits as a number. */
export function parseMax(max: string): number {
  return max === '*' ? Infinity : Number(max);
}

/** Returns a copy that shares no mutable part with the original. */
export function cloneNode(node: SnapshotNode): SnapshotNode {
  return { ...node, children: node.children.map(cloneNode), slices: node.slices.map(cloneNode) };
}

/** Returns a copy for use in another definition, which has stated nothing about it yet. */
export function cloneUntouched(node: SnapshotNode): SnapshotNode {
  const { severityWhenReceived: _severity, ...rest } = node;
  return {
    ...rest,
    touched: 'no',
    children: node.children.map(cloneUntouched),
    slices: node.slices.map(cloneUntouched),
  };
}

/** Returns the distinct type codes of a node, in order. */
export function typeCodes(types: readonly ElementType[]): string[] {
  return [...new Set(types.map((type) => type.code))];
}

/** Freezes the tree and gives every element its id and path. */
export function freezeTree(node: SnapshotNode, parentId = '', parentPath = ''): ResolvedElement {
  const path = parentPath ? `${parentPath}.${node.name}` : node.name;
  const id = elementId(node, parentId);
  return Object.freeze({
    ...node,
    id,
    path,
    children: Object.freeze(node.children.map((child) => freezeTree(child, id, path))),
    slices: Object.freeze(node.slices.map((slice) => freezeTree(slice, parentId, parentPath))),
  });
}

/** Returns the id of a node, given that of its parent. */
export function elementId(node: SnapshotNode, parentId: string): string {
  return (parentId ? `${parentId}.` : '') + idSegment(node);
}

/**
 * Returns the last segment of the id. A choice that its short form has narrowed keeps the spelling with the type:
 * `value[x]:valueQuantity`.
 */
function idSegment(node: SnapshotNode): string {
  if (node.sliceName !== undefined) return `${node.name}:${node.sliceName}`;
  return node.name;
}

/** Raises the mark of a node: `here` is above `below`, and both above `no`. */
export function touch(node: SnapshotNode, how: Exclude<Touched, 'no'>): void {
  if (node.touched !== 'here') node.touched = how;
}

/** Returns the only member that a narrowed choice leaves, such as `valueQuantity`; otherwise undefined. */
export function onlyMember(node: SnapshotNode): string | undefined {
  const codes = typeCodes(node.types);
  return node.name.endsWith('[x]') && codes.length === 1 ? choiceMember(node.name, codes[0] ?? '') : undefined;
}
