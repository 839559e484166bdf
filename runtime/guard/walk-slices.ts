/** How the fast walk finds the slices of items, and counts them. */
import { belongs } from './explain-slices.js';
import { type FastSlice, type FastSlicing, type Node } from './node.js';
import { ownIn } from './walk-places.js';
import type { Walk } from './walk-state.js';
import { isMore } from './walk-values.js';

/** The counts for the slices of a list. */
export interface Tally {
  readonly slicing: FastSlicing;
  seen: number;
  readonly counts: number[] | undefined;
  /** Rank of the last item's slice, if the order counts. */
  last: number;
  /** The slice of the last item. */
  slice: FastSlice | undefined;
  /** The counts for reslicings. */
  inner: Map<FastSlice, Tally> | undefined;
}

export function tallyOf(slicing: FastSlicing): Tally {
  const counts = slicing.hasCounts ? slicing.slices.map(() => 0) : undefined;
  return { slicing, seen: 0, counts, last: -1, slice: undefined, inner: undefined };
}

/** Returns the table of an item, merged with the rules of its slice; undefined if the item is not allowed. */
export function nodeInSlice(w: Walk, node: Node, tally: Tally, item: unknown): Node | undefined {
  const { slicing } = tally;
  const slice = sliceOf(w, slicing, item);
  tally.slice = slice;
  if (slice === undefined) {
    if (slicing.hasRestLast) tally.last = slicing.slices.length;
    return slicing.isClosed ? undefined : node;
  }
  if ((slicing.hasRestLast || slicing.isOrdered) && tally.last > slice.rank) return undefined;
  if (slicing.isOrdered) tally.last = slice.rank;
  if ((tally.seen & slice.bit) !== 0 && slice.max === 1) return undefined;
  if (slice.max === 0) return undefined;
  tally.seen |= slice.bit;
  if (tally.counts !== undefined) tally.counts[slice.rank] = (tally.counts[slice.rank] ?? 0) + 1;
  const own = slice.nodeOn(node);
  return slice.inner === undefined ? own : nodeInSlice(w, own, innerTally(tally, slice, slice.inner), item);
}

function innerTally(tally: Tally, slice: FastSlice, inner: FastSlicing): Tally {
  tally.inner ??= new Map();
  const known = tally.inner.get(slice) ?? tallyOf(inner);
  tally.inner.set(slice, known);
  return known;
}

function sliceOf(w: Walk, slicing: FastSlicing, item: unknown): FastSlice | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if (slicing.name === '') return slicing.slices.find(({ rules }) => belongs(rules, item, w.run) === true);
  return sliceByText(slicing, item);
}

/** Returns the slice of an item by the text that discriminates it. */
export function sliceByText({ name, inner, byText }: FastSlicing, item: object): FastSlice | undefined {
  const text = ownIn(item, name);
  if (inner === '') return byText.get(text);
  return typeof text === 'object' && text !== null ? byText.get(ownIn(text, inner)) : undefined;
}

export function isMoreInSlice(w: Walk, tally: Tally, item: unknown): boolean {
  const { slice } = tally;
  if (slice === undefined) return true;
  if (slice.hasMore && !isMore(w, slice, item)) return false;
  const inner = tally.inner?.get(slice);
  return inner === undefined || isMoreInSlice(w, inner, item);
}

export function isTallied({ slicing, seen, counts, inner }: Tally): boolean {
  if ((seen & slicing.needed) !== slicing.needed) return false;
  if (counts !== undefined) {
    for (const { rank, min, max } of slicing.slices) {
      const count = counts[rank] ?? 0;
      if (count < min || count > max) return false;
    }
  }
  for (const slice of slicing.slices) {
    if (slice.inner === undefined) continue;
    if (!isTallied(inner?.get(slice) ?? tallyOf(slice.inner))) return false;
  }
  return true;
}
