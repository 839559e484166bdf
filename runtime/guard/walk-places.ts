/** The tables of places whose rules depend on the data: an extension by its URL, a resource by its type. */
import { formIssuesOf, isMisread } from '../core/form-issues.js';
import type { Properties } from '../core/json.js';
import { nodeOf, type Node, type Row } from './node.js';
import { layersOf, ProfileRules, type FollowedRules, type TypeRules } from './rules.js';
import type { Walk } from './walk-state.js';

const isArray = Array.isArray;

/** Returns the table of an extension, with the extension's rules if they are known; undefined if it is not allowed. */
export function extensionNode(w: Walk, row: Row, node: Node, x: unknown): Node | undefined {
  const { extension, hasExtension } = w.surroundings;
  if (extension === undefined && hasExtension === undefined && row.key !== 'modifierExtension') return node;
  const url = typeof x === 'object' && x !== null ? ownIn(x, 'url') : undefined;
  if (typeof url !== 'string') return node;
  if (row.key === 'modifierExtension' && hasExtension?.(url) !== true) return undefined;
  if (!url.includes(':')) return node;
  if (w.surroundings.mayUse?.(url, row, w) === false) return undefined;
  const rules = extension?.(url);
  if (rules) return withRules(node, rules);
  if (hasExtension !== undefined && !hasExtension(url)) noteNext(w, x);
  return node;
}

/** Returns the table of a resource, merged from its type, its place and its claims; undefined if there is none. */
export function resourceNode(w: Walk, x: Properties, row: Row | undefined): Node | undefined {
  const type = ownIn(x, 'resourceType');
  if (typeof type !== 'string') return undefined;
  const rules = w.surroundings.typeNamed?.(type);
  if (rules === undefined || rules === 'unlisted') return undefined;
  if (formIssuesOf(x).length > 0) {
    if (isMisread(x)) {
      w.isUnsure = true;
      return undefined;
    }
    noteNext(w, x);
  }
  let node = row?.resources === undefined ? nodeOf(rules, []) : nodeIn(row, row.resources, rules);
  for (const role of w.roles?.get(x) ?? NO_RULES) node = withRules(node, role);
  return w.surroundings.claim === undefined ? node : claimedNode(w, x, type, node);
}

/** Returns the table of a resource of a type; nearly always it is that of the resource before. */
function nodeIn(row: Row, known: Map<TypeRules, Node>, rules: TypeRules): Node {
  if (row.node?.type === rules) return row.node;
  let node = known.get(rules);
  if (node === undefined) known.set(rules, (node = nodeOf(rules, row.layers)));
  return (row.node = node);
}

const NO_RULES: readonly FollowedRules[] = [];

/** Returns the claims of a resource. */
export function claimsOf(x: object): unknown {
  const meta = ownIn(x, 'meta');
  return typeof meta === 'object' && meta !== null ? ownIn(meta, 'profile') : undefined;
}

function claimedNode(w: Walk, x: Properties, type: string, node: Node): Node | undefined {
  const claims = claimsOf(x);
  if (!isArray(claims)) return node;
  let all = node;
  for (let i = 0; i < claims.length; i++) {
    const url: unknown = claims[i];
    if (typeof url !== 'string') continue;
    const claim = w.surroundings.claim?.(type, url) ?? 'covered';
    if (claim === 'covered') continue;
    if (claim === 'unknown') noteNext(w, x);
    else if (claim instanceof ProfileRules) all = withRules(all, claim);
    else {
      w.isUnsure = true;
      return undefined;
    }
  }
  return all;
}

/** Keeps the object that the walk visits next as a source of notes. */
export function noteNext(w: Walk, x: unknown): void {
  w.note();
  w.keep(x);
}

function withRules(node: Node, rules: FollowedRules): Node {
  const layers = layersOf(rules);
  const source = layers.at(-1);
  return source ? node.with(source, () => layers.map(({ content }) => content)) : node;
}

/**
 * Returns the value of an object's own property. It loops over the properties, because objects in messages have so many
 * shapes that reading one by its name takes longer.
 */
export function ownIn(item: object, name: string): unknown {
  for (const key in item) if (key === name) return (item as Properties)[key];
  return undefined;
}
