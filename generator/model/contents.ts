import type { ContentModel, SliceModel } from './model.ts';

/** Returns a content and all contents inside it, outer ones first, in element order. */
export function contentsOf(content: ContentModel): ContentModel[] {
  const inner = content.elements.flatMap((element) => [
    ...element.types.flatMap((type) => type.content ?? []),
    ...element.slices.flatMap((slice) => slice.type.content ?? []),
  ]);
  return [content, ...inner.flatMap(contentsOf)];
}

/**
 * Returns the minimum number of items that discriminated slices require; those of a reslicing count with their slice.
 */
export function neededBySlices(slices: readonly SliceModel[], within?: string): number {
  const own = slices.filter((slice) => slice.within === within && slice.undiscriminated === undefined);
  return own.reduce((sum, slice) => sum + Math.max(slice.min, neededBySlices(slices, slice.sliceName)), 0);
}
