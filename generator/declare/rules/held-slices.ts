import type { ContentModel, InterfaceRef, StructureModel } from '../../model/model.ts';

/** A slice of a message's entries whose resources follow a profile. */
export interface HeldSlice {
  readonly name: string;
  readonly content: ContentModel;
  readonly profile: InterfaceRef;
  /** Position of the resource among the elements of an entry. */
  readonly resourceOrder: number;
}

/** Returns the slices of a message whose resources follow a profile; none if the structure is no message. */
export function heldSlices({ part, content }: StructureModel): HeldSlice[] {
  if (part !== 'message') return [];
  const slices = content.elements.find(({ name }) => name === 'entry')?.slices ?? [];
  return slices.flatMap(({ propertyName, type }) => {
    const resourceOrder = type.content?.elements.findIndex(({ name }) => name === 'resource') ?? -1;
    const [resource] = type.content?.elements[resourceOrder]?.types ?? [];
    if (!type.content || resource?.kind !== 'resource' || !resource.profile) return [];
    return [{ name: propertyName, content: type.content, profile: resource.profile, resourceOrder }];
  });
}
