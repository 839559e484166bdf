/**
 * Extensions of definitions that this project defines for what FHIR cannot express. `profiles/README.md` describes each
 * for authors of definitions.
 */

const base = 'https://careconnect-codegen.example/StructureDefinition/';

/** Returns the canonical URL of one of our extensions. */
export function ownExtension(name: string): string {
  return base + name;
}

/** On an ElementDefinition: a code for the rule of the value's last digit. */
export const checkDigitUrl = ownExtension('check-digit');

/** The supported rules. `modulus-11`: ten digits, weighted 10 to 2. */
export const checkDigitRules = ['modulus-11'] as const;

export type CheckDigitRule = (typeof checkDigitRules)[number];
