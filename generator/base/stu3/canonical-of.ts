const structureDefinitions = 'http://hl7.org/fhir/StructureDefinition/';

/** Canonical URL of the definition of a type. */
export function canonicalOf(type: string): string {
  return `${structureDefinitions}${type}`;
}
