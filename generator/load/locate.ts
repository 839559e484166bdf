import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { elementIdsOf } from '../fhir/element-address.ts';
import { decodeJson } from './decode-json.ts';
import { findSyntaxError } from './syntax-error.ts';
import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';

/** A position in a text; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Returns where a text stops being JSON, and why. */
export function locateSyntaxError(text: string): TextPosition & { readonly message: string } {
  const { message, offset } = findSyntaxError(text);
  return { message, ...positionAt(text, offset) };
}

/** Finds places in one JSON text, which is parsed on first use. */
export interface TextLocator {
  /**
   * Returns the place of a property by its path, such as `differential.element[3].min`; of a missing one, that of the
   * nearest surrounding object.
   */
  property(path: string): TextPosition | undefined;
  /**
   * Returns the place of an element of a StructureDefinition by its id, or of a part of a terminology resource,
   * `CodeSystem.concept[3]`; the canonical URL selects one of the resources of a Bundle.
   */
  element(id: string, canonical?: string): TextPosition | undefined;
}

export function createLocator(text: string): TextLocator {
  const plain = text.replace(/^\uFEFF/, '');
  let tree: Node | undefined;
  const root = (): Node | undefined => (tree ??= parseTree(plain));
  const place = (node: Node | undefined): TextPosition | undefined => node && positionAt(plain, node.offset);
  return {
    property: (path) => place(nodeAt(root(), path)),
    element(id, canonical) {
      const nodes = resourceNodes(root(), canonical);
      const found = nodes.map((node) => elementNode(node, id) ?? partNode(node, id));
      return place(found.find((node) => node !== undefined));
    },
  };
}

/** Returns the resource of a text or, for a Bundle, those in it that have the canonical URL. */
function resourceNodes(root: Node | undefined, canonical: string | undefined): Node[] {
  if (!root) return [];
  if (propertyOf(root, 'resourceType') !== 'Bundle') return [root];
  const entries = findNodeAtLocation(root, ['entry'])?.children ?? [];
  const nodes = entries.flatMap((entry) => resourceNodes(findNodeAtLocation(entry, ['resource']), canonical));
  return nodes.filter((node) => canonical === undefined || propertyOf(node, 'url') === canonical);
}

function nodeAt(root: Node | undefined, path: string): Node | undefined {
  let at = root;
  for (const step of path.matchAll(/[^.[\]]+/g)) {
    const next: Node | undefined = at && findNodeAtLocation(at, [at.type === 'array' ? Number(step[0]) : step[0]]);
    if (!next) return at;
    at = next;
  }
  return at;
}

function elementNode(root: Node | undefined, id: string): Node | undefined {
  for (const view of views) {
    const elements = (root && findNodeAtLocation(root, [view, 'element'])?.children) ?? [];
    const found = elements[indexOfElement(elements.map(addressedBy), id)];
    if (found) return found;
  }
  return undefined;
}

const views = ['differential', 'snapshot'] as const;

/** Returns the properties of an element that determine its address, whatever their values. */
function addressedBy(element: Node): unknown {
  const names = ['id', 'path', 'sliceName'];
  return Object.fromEntries(names.map((name) => [name, propertyOf(element, name)]));
}

/** Returns the index of an element in a list, by the id that it has or would have; -1 if it is missing. */
function indexOfElement(elements: readonly unknown[], id: string): number {
  const textOf = (element: unknown, name: string): string | undefined => {
    const value = (element as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const addressed = elements.map((element) => {
    const own = textOf(element, 'id');
    const sliceName = textOf(element, 'sliceName');
    const path = textOf(element, 'path') ?? '';
    return { path, ...(own !== undefined && { id: own }), ...(sliceName !== undefined && { sliceName }) };
  });
  return elementIdsOf(addressed).indexOf(id);
}

function partNode(root: Node | undefined, id: string): Node | undefined {
  const dot = id.indexOf('.');
  const isPart = root !== undefined && dot > 0 && propertyOf(root, 'resourceType') === id.slice(0, dot);
  return isPart && !id.startsWith('StructureDefinition.') ? nodeAt(root, id.slice(dot + 1)) : undefined;
}

/**
 * Does the same for a resource that is no JSON text: returns the path to an element by its id, or to a part of a
 * terminology resource.
 */
export function elementIn(resource: object, id: string, canonical?: string): string | undefined {
  const named = resource as Readonly<Record<string, unknown>>;
  if (named['resourceType'] === 'Bundle') return elementInEntries(named['entry'], id, canonical);
  for (const view of views) {
    const elements = (named[view] as { element?: readonly unknown[] } | undefined)?.element;
    const index = indexOfElement(elements ?? [], id);
    if (index >= 0) return `${view}.element[${index}]`;
  }
  const type = String(named['resourceType']);
  return type !== 'StructureDefinition' && id.startsWith(`${type}.`) ? id.slice(type.length + 1) : undefined;
}

function elementInEntries(entries: unknown, id: string, canonical: string | undefined): string | undefined {
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const { resource } = entry as { readonly resource?: { readonly resourceType?: unknown; readonly url?: unknown } };
    const isMeant = canonical === undefined || resource?.url === canonical || resource?.resourceType === 'Bundle';
    const found = resource && isMeant ? elementIn(resource, id, canonical) : undefined;
    if (found !== undefined) return `entry[${index}].resource.${found}`;
  }
  return undefined;
}

function propertyOf(node: Node, key: string): unknown {
  const value = findNodeAtLocation(node, [key]);
  return value && getNodeValue(value);
}

function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/**
 * Adds line and column to diagnostics that name a file and an element but not their position. Each file is read once.
 *
 * @param locatorOf creates the locator of a file; JSON by default
 */
export async function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  locatorOf: (content: Uint8Array) => TextLocator = (content) => createLocator(decodeJson(content)),
): Promise<Diagnostic[]> {
  const locators = new Map<string, Promise<TextLocator>>();
  return Promise.all(
    diagnostics.map(async (diagnostic) => {
      const { file, line, element, canonical } = diagnostic.at;
      if (file === undefined || line !== undefined || element === undefined) return diagnostic;
      const locator = locators.get(file) ?? readFile(file).then(locatorOf, () => createLocator(''));
      locators.set(file, locator);
      const position = (await locator).element(element, canonical);
      return position ? { ...diagnostic, at: { ...diagnostic.at, ...position } } : diagnostic;
    }),
  );
}
