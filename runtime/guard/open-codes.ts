/**
 * Notes about codes that cannot be decided here, the only notes of most messages. The explaining walk puts them into
 * words once for each place: later messages take them from there, with the indexes of their own.
 */
import type { Issue } from '../core/issue.js';
import type { Properties } from '../core/json.js';
import type { BoundSet, Node } from './node.js';
import { finish, moved, placesOf, start, type Draft, type Place } from './run.js';
import type { Walk } from './walk-state.js';

/** What is known of a place: the drafts of its notes, without their indexes. */
interface Leaf {
  readonly sets: readonly BoundSet[];
  drafts: readonly Draft[] | undefined;
}

/** The places below one table, by property and, for objects, by the table there: equal rules share a table. */
export class Branch {
  readonly #further = new Map<string, Map<Node | undefined, Branch>>();
  readonly #leaves = new Map<string, Leaf[]>();

  below(key: string, node: Node | undefined): Branch {
    let nodes = this.#further.get(key);
    if (nodes === undefined) this.#further.set(key, (nodes = new Map()));
    let branch = nodes.get(node);
    if (branch === undefined) nodes.set(node, (branch = new Branch()));
    return branch;
  }

  leaf(key: string, sets: readonly BoundSet[]): Leaf {
    let leaves = this.#leaves.get(key);
    if (leaves === undefined) this.#leaves.set(key, (leaves = []));
    let leaf = leaves.find((one) => one.sets.length === sets.length && one.sets.every((set, i) => set === sets[i]));
    if (leaf === undefined) leaves.push((leaf = { sets, drafts: undefined }));
    return leaf;
  }
}

/** A coded value that could not be decided. */
export interface OpenCode {
  readonly leaf: Leaf;
  /** Its properties and indexes from the root; an index is -1 where there is no list. */
  readonly keys: readonly string[];
  readonly indexes: readonly number[];
}

/**
 * Finds the codes that a walk left open. Returns undefined if they are not the only reason for notes, or if an object
 * is in more than one place.
 */
export function openCodesIn(
  { noted, open, openings, notes }: Walk,
  value: object,
  root: Branch,
): OpenCode[] | undefined {
  if (noted === undefined || open === undefined || notes !== openings) return undefined;
  const found: OpenCode[] = [];
  const keys: string[] = [];
  const indexes: number[] = [];
  const enter = (item: unknown, key: string, index: number, branch: Branch): void => {
    const sets = open.get(item);
    const isNoted = noted.has(item);
    if (sets === undefined && !isNoted) return;
    keys.push(key);
    indexes.push(index);
    if (sets !== undefined) found.push({ leaf: branch.leaf(key, sets), keys: [...keys], indexes: [...indexes] });
    if (isNoted) visit(item as Properties, branch.below(key, noted.get(item)));
    keys.pop();
    indexes.pop();
  };
  const visit = (owner: Properties, branch: Branch): void => {
    for (const key in owner) {
      const item = owner[key];
      if (typeof item !== 'object' || item === null) continue;
      if (!Array.isArray(item)) enter(item, key, -1, branch);
      else for (let i = 0; i < item.length; i++) enter(item[i], key, i, branch);
    }
  };
  visit(value as Properties, root);
  return found.length === open.size ? found : undefined;
}

/**
 * Returns the issues about open codes; undefined if one of them is at a place that is not known yet, or if there are
 * more than a check reports.
 */
export function recall(codes: readonly OpenCode[], root: string): Issue[] | undefined {
  const run = start('check');
  for (const { leaf, indexes } of codes) {
    if (leaf.drafts === undefined) return undefined;
    for (const draft of leaf.drafts) run.drafts.push(moved(draft, indexes));
    if (run.drafts.length >= run.maxIssues) return undefined;
  }
  return finish(run, root);
}

/** Keeps what the explaining walk has found about open codes, unless it found anything else. */
export function learn(codes: readonly OpenCode[], drafts: readonly Draft[]): void {
  const found = codes.map((): Draft[] => []);
  const byIndexes = new Map<string, number[]>();
  for (const [index, code] of codes.entries()) {
    const key = code.indexes.join();
    const same = byIndexes.get(key);
    if (same) same.push(index);
    else byIndexes.set(key, [index]);
  }
  for (const draft of drafts) {
    const places = placesOf(draft) ?? [];
    const near = byIndexes.get(places.map(({ index }) => index).join()) ?? [];
    const [at, ...others] = near.filter((index) => isAbout(draft, places, codes[index] as OpenCode));
    if (at === undefined || others.length > 0) return;
    found[at]?.push({ ...draft });
  }
  if (found.some((some) => some.length === 0)) return;
  codes.forEach(({ leaf }, index) => (leaf.drafts = found[index]));
}

/** Returns whether a draft is about an open code with the same indexes. */
function isAbout({ severity, code }: Draft, places: readonly Place[], { keys }: OpenCode): boolean {
  if (severity !== 'information' || code !== 'not-supported') return false;
  return places.every(({ name }, level) => isNamed(name, keys[level] ?? ''));
}

/** Returns whether a name of an element id, such as `value[x]` or `name:official`, is that of a JSON property. */
function isNamed(name: string, key: string): boolean {
  const [stem = ''] = name.split(/[[:]/);
  return name.includes('[x]') ? key.startsWith(stem) : key === stem || key === `_${stem}`;
}
