import type { ResolvedElement } from '../resolve/resolved.ts';
import { elementName, type ModelContext } from './model-context.ts';

/** What says of a value that it belongs there, and not what it is. */
const besides = new Set(['id', 'extension', 'modifierExtension']);

/**
 * What a value needs to hold by what a definition fixes of it or inside it, as a pattern; of a list inside it, the items of
 * the slices that have to be there. A component is told by its `code` so, where the definition fixes the codings of
 * that code and not the code itself. Undefined where nothing is fixed.
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

/** A code is known without its display, which may be wrong or left out. */
function withoutDisplay(entries: readonly [string, unknown][]): readonly [string, unknown][] {
  return entries.some(([name]) => name === 'code') ? entries.filter(([name]) => name !== 'display') : entries;
}

function isList(context: ModelContext, parent: ResolvedElement, child: ResolvedElement): boolean {
  const [type] = parent.types;
  const base = context.baseElement(child.path) ?? (type && context.baseElement(`${type.code}.${child.name}`));
  return (base ?? child).max > 1;
}
