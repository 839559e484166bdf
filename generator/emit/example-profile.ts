import type { StructureModel } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';

/** Returns the profiles that users see: no extensions, and no parts of messages. */
export function profilesOf({ families }: PackageModel): StructureModel[] {
  return families.flatMap(({ structures }) =>
    structures.filter(({ role, isExtension, part }) => role === 'profile' && !isExtension && part === undefined),
  );
}

/** Chooses the profile of a resource for examples, preferably one named after its type, which readers know. */
export function exampleOf(model: PackageModel): StructureModel | undefined {
  const built = profilesOf(model).filter(({ kind, isBuilt }) => kind === 'resource' && isBuilt);
  return built.find(({ name, fhirType }) => name === fhirType) ?? built[0];
}
