import type { Discriminator } from '../fhir/definitions.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import type { SliceDiscriminator } from './model.ts';
import { baseUrl, elementName, type ModelContext } from './model-context.ts';

/**
 * What tells the items of a slice, as far as the definition fixes it: for each discriminator the value found at its
 * path in the slice, or in the profile of the slice's type. `value` stays away where nothing is fixed there.
 * @see http://hl7.org/fhir/STU3/profiling.html#discriminator
 */
export function sliceDiscriminators(
  context: ModelContext,
  discriminators: readonly Discriminator[],
  slice: ResolvedElement,
): SliceDiscriminator[] {
  return discriminators.map((discriminator) => {
    if (discriminator.type === 'type') return byType(context, slice, discriminator);
    const value =
      discriminator.type === 'value' || discriminator.type === 'pattern'
        ? valueAt(context, slice, discriminator.path)
        : undefined;
    return { ...discriminator, ...(value !== undefined && { value }) };
  });
}

/** Resources of different types are known by what they say they are. */
function byType(context: ModelContext, slice: ResolvedElement, { path }: Discriminator): SliceDiscriminator {
  const types = elementAt(context, slice, path)?.types.map((type) => type.code) ?? [];
  const [type = '', ...others] = new Set(types);
  const isResource = context.structure(baseUrl(type))?.definition.kind === 'resource' && others.length === 0;
  if (!isResource) return { type: 'type', path };
  return { type: 'type', path: path === '$this' ? 'resourceType' : `${path}.resourceType`, value: type };
}

function elementAt(context: ModelContext, element: ResolvedElement, path: string): ResolvedElement | undefined {
  let at: ResolvedElement | undefined = element;
  for (const name of path === '$this' ? [] : path.split('.')) {
    at = at && childrenOf(context, at).find((child) => elementName(child) === name);
  }
  return at;
}

function valueAt(context: ModelContext, element: ResolvedElement, path: string): unknown {
  let at: ResolvedElement | undefined = element;
  const names = path === '$this' ? [] : path.split('.');
  for (const [index, name] of names.entries()) {
    const inside = partOf((at.fixed ?? at.pattern)?.value, names.slice(index));
    if (inside !== undefined) return inside;
    at = childrenOf(context, at).find((child) => elementName(child) === name);
    if (!at) return undefined;
  }
  return (at.fixed ?? at.pattern)?.value ?? patternOf(at);
}

/**
 * What an element with nothing fixed of its own needs at least inside: the items of the slices that have to be there. A
 * component is told by its `code` so, where the definition fixes the codings of that code and not the code itself.
 */
function patternOf({ children }: ResolvedElement): Record<string, unknown> | undefined {
  const entries = children.flatMap((child): [string, unknown][] => {
    const items = child.slices.filter((slice) => slice.min > 0).flatMap((slice) => itemPattern(child, slice) ?? []);
    return items.length > 0 ? [[elementName(child), items]] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What tells the items of a slice, as an object; undefined where that is not all fixed, or lies deeper inside. */
function itemPattern({ slicing }: ResolvedElement, slice: ResolvedElement): Record<string, unknown> | undefined {
  const marks = (slicing?.discriminators ?? []).map(({ path }): [string, unknown] => {
    const child = slice.children.find((one) => elementName(one) === path);
    return [path, child?.fixed?.value];
  });
  const isTold = marks.length > 0 && marks.every(([, value]) => value !== undefined);
  return isTold ? Object.fromEntries(marks) : undefined;
}

/** The children a definition has unfolded, else those that the element's type profile has. */
function childrenOf(context: ModelContext, element: ResolvedElement): readonly ResolvedElement[] {
  if (element.children.length > 0) return element.children;
  const profile = element.types.length === 1 ? element.types[0]?.profile : undefined;
  return (profile === undefined ? undefined : context.structure(profile)?.root.children) ?? [];
}

/** Follows names into a fixed complex value; of a list the first item counts. */
function partOf(value: unknown, names: readonly string[]): unknown {
  let part: unknown = value;
  for (const name of names) {
    const item: unknown = Array.isArray(part) ? part[0] : part;
    if (typeof item !== 'object' || item === null || !Object.hasOwn(item, name)) return undefined;
    part = (item as Record<string, unknown>)[name];
  }
  return part;
}
