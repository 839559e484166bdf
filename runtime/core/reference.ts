import type { Reference } from 'fhir/r3.js';

declare const target: unique symbol;

/**
 * A reference with the resource types that it may point to: `Ref<'Patient'>`, `Ref<'Organization' | 'Practitioner'>`.
 * The mark exists for the compiler only. A plain `Reference` of FHIR can be used for it and the other way round; what
 * the compiler refuses is one `Ref` in place of another that points elsewhere.
 *
 * @see http://hl7.org/fhir/STU3/references.html
 */
export interface Ref<Target extends string = string> extends Reference {
  readonly [target]?: Target | undefined;
}
