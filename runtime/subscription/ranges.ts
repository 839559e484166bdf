import type { CriteriaParameter } from './grammar.js';

/** Bounds by member. */
export type Range = Readonly<Record<string, number>>;

/** Returns the range of values such as `gt5` and `lt19`, whose prefixes have been checked. */
export function rangeOf({ bounds = {} }: CriteriaParameter, values: readonly string[]): Range {
  return Object.fromEntries(values.map((value) => [bounds[value.slice(0, 2)], Number(value.slice(2))]));
}

/** Explains what is wrong with the values of a range, as the end of a sentence; undefined if nothing is. */
export function rangeFault(parameter: CriteriaParameter, values: readonly string[]): string | undefined {
  if (values.length < 2) return undefined;
  const prefixes = values.map((value) => value.slice(0, 2));
  if (new Set(prefixes).size < prefixes.length) return `has two bounds with ${prefixes[0]}`;
  const { bounds = {} } = parameter;
  const range = rangeOf(parameter, values);
  const isEmpty = (range[bounds['lt'] ?? ''] ?? Infinity) - (range[bounds['gt'] ?? ''] ?? -Infinity) < 2;
  return isEmpty ? 'has bounds with no whole number between them' : undefined;
}
