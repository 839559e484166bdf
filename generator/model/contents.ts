import type { ContentModel, SliceModel } from './model.ts';

/** A content and all contents inside it, outer ones first, in element order. */
export function contentsOf(content: ContentModel): ContentModel[] {
  const inner = content.elements.flatMap((element) => [
    ...element.types.flatMap((type) => type.content ?? []),
    ...element.slices.flatMap((slice) => slice.type.content ?? []),
  ]);
  return [content, ...inner.flatMap(contentsOf)];
}

/** How many items the slices that can be told need at least; those of a slice sliced again are among its own. */
export function neededBySlices(slices: readonly SliceModel[], within?: string): number {
  const own = slices.filter((slice) => slice.within === within && slice.untold === undefined);
  return own.reduce((sum, slice) => sum + Math.max(slice.min, neededBySlices(slices, slice.sliceName)), 0);
}
