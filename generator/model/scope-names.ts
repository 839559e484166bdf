import type { ResolvedElement } from '../resolve/resolved.ts';
import { elementName, type ModelContext } from './model-context.ts';
import { discriminatedSlices, type Discrimination } from './discriminated-slices.ts';
import { distinctSliceNames, type SliceNaming } from './slice-names.ts';

/** What is known about the slices that become sibling properties. */
export interface ScopeNames {
  nameOf(slice: ResolvedElement): string;
  /** Returns the discriminators of a slice. */
  discriminationOf(slice: ResolvedElement): Discrimination;
}

/**
 * Names the slices of all elements in one pair of braces. Extensions of a primitive have no other place, so they are
 * among its neighbours: `birthTime` stands beside `birthDate`.
 */
export function nameScope(context: ModelContext, children: readonly ResolvedElement[], owner: string): ScopeNames {
  const entries = children.flatMap((child) => [
    ...slicesOf(context, child, owner),
    ...(isPrimitive(context, child) ? child.children : []).flatMap((inner) => slicesOf(context, inner, owner, child)),
  ]);
  const names = distinctSliceNames(
    entries.map((entry) => entry.naming),
    new Set(children.map(elementName)),
  );
  const bySlice = new Map(entries.map((entry, index) => [entry.slice, { name: names[index] ?? '', ...entry }]));
  return {
    nameOf: (slice) => bySlice.get(slice)?.name ?? '',
    discriminationOf: (slice) => bySlice.get(slice)?.discrimination ?? { discriminators: [] },
  };
}

interface SliceEntry {
  readonly slice: ResolvedElement;
  readonly naming: SliceNaming;
  readonly discrimination: Discrimination;
}

function slicesOf(
  context: ModelContext,
  element: ResolvedElement,
  owner: string,
  primitive?: ResolvedElement,
): SliceEntry[] {
  if (element.name.endsWith('[x]')) return [];
  const beside = primitive && { beside: elementName(primitive) };
  return discriminatedSlices(context, element).map(([slice, discrimination]) => {
    const sliceName = slice.sliceName ?? '';
    const isNamedAfterCode = discrimination.discriminators.some(
      ({ path, value }) => path !== 'url' && value === sliceName,
    );
    return { slice, discrimination, naming: { sliceName, element: element.name, owner, isNamedAfterCode, ...beside } };
  });
}

function isPrimitive(context: ModelContext, element: ResolvedElement): boolean {
  const [type] = element.types;
  return type !== undefined && context.facts.jsonTypeOf(type.code) !== undefined;
}
