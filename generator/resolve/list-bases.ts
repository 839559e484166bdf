import type { StructureDefinition } from '../fhir/definitions.ts';
import type { StructureLookup } from './resolved.ts';

/** Maximum number of definitions that are resolved inside one another; below that, only the type is used. */
export const maxUnfolding = 100;

/** Maximum number of definitions that are resolved because others need them; a line of bases does not count. */
export const maxNesting = 200;

/** Returns the bases of a definition, the furthest first; none if they form a circle. */
export function listBases(definition: StructureDefinition, lookup: StructureLookup): readonly StructureDefinition[] {
  const found = new Set<StructureDefinition>();
  const baseOf = ({ baseDefinition: url }: StructureDefinition): StructureDefinition | undefined =>
    url === undefined ? undefined : lookup.structure(url);
  for (let base = baseOf(definition); base; base = baseOf(base)) {
    if (base === definition || found.has(base)) return [];
    found.add(base);
  }
  return [...found].toReversed();
}
