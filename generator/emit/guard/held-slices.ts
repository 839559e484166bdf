import type { ContentModel, InterfaceRef, StructureModel } from '../../model/model.ts';

/** A slice of the entries of a message whose resources follow a profile. */
export interface HeldSlice {
  readonly name: string;
  readonly content: ContentModel;
  readonly profile: InterfaceRef;
}

/** The slices of a message that hold resources of some profile; none where the structure is no message. */
export function heldSlices({ part, content }: StructureModel): HeldSlice[] {
  if (part !== 'message') return [];
  const slices = content.elements.find(({ name }) => name === 'entry')?.slices ?? [];
  return slices.flatMap(({ propertyName, type }) => {
    const [resource] = type.content?.elements.find(({ name }) => name === 'resource')?.types ?? [];
    if (!type.content || resource?.kind !== 'resource' || !resource.profile) return [];
    return [{ name: propertyName, content: type.content, profile: resource.profile }];
  });
}
