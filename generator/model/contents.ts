import type { ContentModel } from './model.ts';

/** A content and all contents inside it, outer ones first, in element order. */
export function contentsOf(content: ContentModel): ContentModel[] {
  const inner = content.elements.flatMap((element) => [
    ...element.types.flatMap((type) => type.content ?? []),
    ...element.slices.flatMap((slice) => slice.type.content ?? []),
  ]);
  return [content, ...inner.flatMap(contentsOf)];
}
