import { parseCanonical } from '../fhir/canonical.ts';

/** HL7 calls the package of an implementation guide after its canonical URL: `hl7.fhir.us.core`. */
const guide = /^https?:\/\/hl7\.org\/fhir\/([a-z]{2})\/([a-z0-9][a-z0-9-]*)\//;

/** Returns the name of the package that should have a definition, if its canonical URL suggests one. */
export function packageFor(canonical: string): string | undefined {
  const [, realm, name] = guide.exec(parseCanonical(canonical).url) ?? [];
  return realm === undefined || name === undefined ? undefined : `hl7.fhir.${realm}.${name}`;
}

/** Returns the remedy for a definition that is not in the input, and what applies until then. */
export function remedyFor(canonical: string, untilThen: string): string {
  const name = packageFor(canonical);
  const isIn = name === undefined ? '' : `, which should be in ${name} (careconnect-codegen add ${name})`;
  return `Add the definition to the input${isIn}; until then ${untilThen}.`;
}
