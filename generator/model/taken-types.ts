import type { ElementModel, SliceModel, TypeModel } from './model.ts';

/**
 * Types of an element that is sliced by the type of a resource inside its items. An item of no slice then holds a resource
 * of another type: the slices have taken theirs.
 */
export function withTakenTypes(types: readonly TypeModel[], slices: readonly SliceModel[]): readonly TypeModel[] {
  const taken = new Map<string, string[]>();
  for (const slice of slices) {
    const [member, type] = resourceIn(slice) ?? [];
    if (member !== undefined && type !== undefined) taken.set(member, [...(taken.get(member) ?? []), type]);
  }
  return taken.size === 0 ? types : types.map((type) => withTaken(type, taken));
}

/** Where a slice has a resource, and its type, if that alone discriminates the slice. */
function resourceIn({
  discriminators,
  within,
  severityWhenReceived,
}: SliceModel): [member: string, type: string] | undefined {
  const [only, ...others] = discriminators;
  if (!only || others.length > 0 || within !== undefined || severityWhenReceived !== undefined) return undefined;
  const member = /^(\w+)\.resourceType$/.exec(only.path)?.[1];
  return member !== undefined && typeof only.value === 'string' ? [member, only.value] : undefined;
}

function withTaken(type: TypeModel, taken: ReadonlyMap<string, readonly string[]>): TypeModel {
  if (!type.content) return type;
  const elements = type.content.elements.map((element): ElementModel => {
    const own = taken.get(element.name);
    const types = element.types.map((one) => (one.kind === 'resource' && own ? { ...one, taken: own } : one));
    return own ? { ...element, types } : element;
  });
  return { ...type, content: { ...type.content, elements } };
}
