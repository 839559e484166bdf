import type { ResolvedElement } from '../resolve/resolved.ts';
import { elementName, type ModelContext } from './model-context.ts';

/** Properties that are no part of what identifies a value. */
const besides = new Set(['id', 'extension', 'modifierExtension']);

/**
 * Returns the values that a definition fixes in an element or inside it, as a pattern; of a list inside, the items of
 * required slices. This discriminates a component by its `code` if the definition fixes the codings of that code rather
 * than the code itself. Returns undefined if nothing is fixed.
 */
export function patternIn(context: ModelContext, element: ResolvedElement): unknown {
  const own = (element.fixed ?? element.pattern)?.value;
  if (own !== undefined) return own;
  const entries = element.children.flatMap((child): [string, unknown][] => {
    if (besides.has(child.name) || child.name.endsWith('[x]')) return [];
    const value = isList(context, element, child) ? itemsIn(context, child) : patternIn(context, child);
    return value === undefined ? [] : [[elementName(child), value]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(withoutDisplay(entries));
}

function itemsIn(context: ModelContext, list: ResolvedElement): unknown[] | undefined {
  const needed = list.slices.filter((slice) => slice.min > 0 && !slice.sliceName?.includes('/'));
  const items = needed.flatMap((slice) => patternIn(context, slice) ?? []);
  if (items.length > 0) return items;
  const every = patternIn(context, list);
  return every === undefined ? undefined : [every];
}

/** Ignores the display of a code, which may be wrong or absent. */
function withoutDisplay(entries: readonly [string, unknown][]): readonly [string, unknown][] {
  return entries.some(([name]) => name === 'code') ? entries.filter(([name]) => name !== 'display') : entries;
}

function isList(context: ModelContext, parent: ResolvedElement, child: ResolvedElement): boolean {
  const [type] = parent.types;
  const base = context.baseElement(child.path) ?? (type && context.baseElement(`${type.code}.${child.name}`));
  return (base ?? child).max > 1;
}
