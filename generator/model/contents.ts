import type { ContentModel, SliceModel } from './model.ts';

/** Returns a content and all contents inside it, outer ones first, in element order. */
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

/**
 * Returns the minimum number of items that discriminated slices require; those of a reslicing count with their slice.
 */
export function neededBySlices(slices: readonly SliceModel[], within?: string): number {
  const own = slicesWithin(slices, within).filter((slice) => slice.undiscriminated === undefined);
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
