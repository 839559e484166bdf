import type { Reference } from 'fhir/r3.js';

declare const target: unique symbol;

/**
 * A reference with the resource types that it may point to: `Ref<'Patient'>`, `Ref<'Organization' | 'Practitioner'>`.
 * The type argument exists for the compiler only. A plain FHIR `Reference` can be used instead, and the other way
 * round; the compiler refuses only one `Ref` in place of another with other target types.
 *
 * @see http://hl7.org/fhir/STU3/references.html
 */
export interface Ref<Target extends string = string> extends Reference {
  readonly [target]?: Target | undefined;
}
