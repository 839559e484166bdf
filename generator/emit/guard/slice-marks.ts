import type { ElementModel, SliceDiscriminator, SliceModel } from '../../model/model.ts';
import { describeMark } from '../../declare/slice-test.ts';

/** What tells the items of a slice among those of the slice around, or of the element. */
export function ownMarks(slice: SliceModel, around: SliceModel | undefined): readonly SliceDiscriminator[] {
  return slice.discriminators
    .slice(around?.discriminators.length ?? 0)
    .filter(({ value, test }) => value !== undefined || test !== undefined);
}

/**
 * The path of the only text by which the slices of a list are discriminated: a property, or the type of the resource in
 * one. Undefined where there is more to it.
 */
export function onlyMark(
  { isList }: ElementModel,
  slices: readonly SliceModel[],
  around: SliceModel | undefined,
): string | undefined {
  const marks = slices.map((slice) => ownMarks(slice, around));
  const path = marks[0]?.[0]?.path ?? '';
  const isPlain = marks.every(([mark, ...more]) => mark?.path === path && isText(mark) && more.length === 0);
  const values = new Set(marks.map(([mark]) => mark?.value));
  const isTold = isList && isPlain && values.size === slices.length;
  return isTold && (/^\w+$/.test(path) || isTypeOfOne(path, slices)) ? path : undefined;
}

function isText({ value, test }: SliceDiscriminator): boolean {
  return typeof value === 'string' && test === undefined;
}

/** Whether a path points to the type of a resource of which each item has one. */
function isTypeOfOne(path: string, slices: readonly SliceModel[]): boolean {
  const name = /^(\w+)\.resourceType$/.exec(path)?.[1];
  return slices.every(({ type }) => {
    const elements = type.kind === 'complex' ? (type.content?.elements ?? []) : [];
    return elements.some((element) => element.name === name && !element.isList);
  });
}

/** A slice and what tells its items: `official (use is "official")`. */
export function describeSlice({ sliceName, discriminators }: SliceModel): string {
  const marks = discriminators.flatMap(describeMark);
  return marks.length > 0 ? `${sliceName} (${marks.join(', ')})` : sliceName;
}
