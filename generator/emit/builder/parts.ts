import type { BindingModel, SliceModel, ValueSetRef } from '../../model/model.ts';
import { asValueExtension } from '../extension-content.ts';

/** Larger sets are given by their constants, so that a builder does not carry all of their codes along. */
const maxNamed = 100;

/** The value set whose constants a coded element takes by name. */
export function codedSet(binding: BindingModel | undefined): ValueSetRef | undefined {
  const set = binding?.valueSet;
  return set && set.size <= maxNamed ? set : undefined;
}

/**
 * The part of a slice that may be given alone: its `value` (of a coding, its `code`), where nothing else is needed.
 * Other parts that happen to be the only mandatory one do not say what the slice is about.
 */
export function mainPart(slice: SliceModel): string | undefined {
  const content = slice.type.content;
  if (!content || slice.type.kind !== 'complex' || asValueExtension(content)) return undefined;
  const open = content.elements.filter((element) => element.min > 0 && element.fixed === undefined);
  const isSliceNeeded = content.elements.some((element) => element.slices.some((inner) => inner.min > 0));
  const [only, ...others] = open;
  if (!only || others.length > 0 || isSliceNeeded || only.isChoice || only.isList) return undefined;
  const isMain = only.name === 'value' || (only.name === 'code' && slice.type.code === 'Coding');
  return isMain && only.types[0]?.kind === 'primitive' && only.types[0].json === 'string' ? only.name : undefined;
}
