import type { ElementDefinition, StructureDefinition } from '../fhir/definitions.ts';

/**
 * Returns the elements that a definition states. A definition with only a snapshot states all of it; an element that
 * repeats the base changes nothing.
 */
export function statementsOf(definition: StructureDefinition): readonly ElementDefinition[] {
  return definition.differential.length > 0 ? definition.differential : (definition.snapshot ?? []);
}
