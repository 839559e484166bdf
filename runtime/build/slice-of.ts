/** Tells to which slice an item of a list belongs. */
import { holds, isMarked } from '../guard/profile.js';
import type { SlicePart, Slices } from './shape.js';

/** The name of the slice that an item belongs to, the innermost where one is inside another; undefined where it is in none. */
export function sliceOf(item: unknown, slices: Slices): string | undefined {
  return innermost(
    Object.keys(slices).filter((name) => belongs(item, slices[name] as SlicePart)),
    slices,
  );
}

/** Of a slice and one inside it, the one inside. */
function innermost(names: readonly string[], slices: Slices): string | undefined {
  return names.find((name) => !names.some((other) => slices[other]?.within === name));
}

/** Whether an item belongs to a slice. One of which nothing is known has no items. */
function belongs(item: unknown, { of, marks }: SlicePart): boolean {
  if (marks) return isMarked(item, marks);
  if (of.kind === 'extension') return holds(item, { url: of.url });
  const shape = of.kind === 'coded' ? of.shape : of;
  const fixed = shape.kind === 'shape' ? shape.parts().fixed : undefined;
  return fixed !== undefined && holds(item, fixed);
}
