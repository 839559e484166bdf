/** The beginning of the canonical URLs of FHIR's own types, profiles and extensions. */
export const FHIR_DEFINITIONS = 'http://hl7.org/fhir/StructureDefinition/';
