import type { ContentModel, SliceModel } from './model.ts';

/** A content and all contents inside it, outer ones first, in element order. */
export function contentsOf(content: ContentModel): ContentModel[] {
  const inner = content.elements.flatMap((element) => [
    ...element.types.flatMap((type) => type.content ?? []),
    ...element.slices.flatMap((slice) => slice.type.content ?? []),
  ]);
  return [content, ...inner.flatMap(contentsOf)];
}

type SlicesByParent = ReadonlyMap<string | undefined, readonly SliceModel[]>;

const byParent = new WeakMap<readonly SliceModel[], SlicesByParent>();

/** The slices of an element itself; with a name, those that the slice of that name is sliced into again. */
export function slicesWithin(slices: readonly SliceModel[], within?: string): readonly SliceModel[] {
  const known = byParent.get(slices) ?? groupByParent(slices);
  byParent.set(slices, known);
  return known.get(within) ?? [];
}

/** How many items the slices that can be told need at least; those of a slice sliced again are among its own. */
export function neededBySlices(slices: readonly SliceModel[], within?: string): number {
  const own = slicesWithin(slices, within).filter((slice) => slice.untold === undefined);
  return own.reduce((sum, slice) => sum + Math.max(slice.min, neededBySlices(slices, slice.sliceName)), 0);
}

function groupByParent(slices: readonly SliceModel[]): SlicesByParent {
  const groups = new Map<string | undefined, SliceModel[]>();
  for (const slice of slices) {
    const group = groups.get(slice.within);
    if (group) group.push(slice);
    else groups.set(slice.within, [slice]);
  }
  return groups;
}
