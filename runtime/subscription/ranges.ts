import type { CriteriaParameter } from './grammar.js';

/** Bounds by the member that holds each. */
export type Range = Readonly<Record<string, number>>;

/** The range that values such as `gt5` and `lt19` state; the prefixes have been checked. */
export function rangeOf({ bounds = {} }: CriteriaParameter, values: readonly string[]): Range {
  return Object.fromEntries(values.map((value) => [bounds[value.slice(0, 2)], Number(value.slice(2))]));
}

/** What is wrong with the values of a range, as the end of a sentence; undefined where nothing is. */
export function rangeFault(parameter: CriteriaParameter, values: readonly string[]): string | undefined {
  if (values.length < 2) return undefined;
  const prefixes = values.map((value) => value.slice(0, 2));
  if (new Set(prefixes).size < prefixes.length) return `has two bounds with ${prefixes[0]}`;
  const { bounds = {} } = parameter;
  const range = rangeOf(parameter, values);
  const isEmpty = (range[bounds['lt'] ?? ''] ?? Infinity) - (range[bounds['gt'] ?? ''] ?? -Infinity) < 2;
  return isEmpty ? 'has bounds with no whole number between them' : undefined;
}
