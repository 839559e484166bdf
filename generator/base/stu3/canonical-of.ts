const structureDefinitions = 'http://hl7.org/fhir/StructureDefinition/';

/** Returns the canonical URL of a type's definition. */
export function canonicalOf(type: string): string {
  return `${structureDefinitions}${type}`;
}
