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

/** On an ElementDefinition: a code for how a code of an organisation or place is written. */
export const codeFormUrl = ownExtension('code-form');

/** The forms there are. `upper-case`: neither lower-case letters nor white space. */
export const codeForms = ['upper-case'] as const;

export type CodeForm = (typeof codeForms)[number];

/** On an ElementDefinition: builders ask for the element, as another part of a message cannot do without it. */
export const neededInBuildersUrl = ownExtension('needed-in-builders');
