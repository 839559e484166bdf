import type { Bundle, FhirResource, Reference } from 'fhir/r3.js';
import { BundleIndex } from './bundle-index.js';
import { isObject } from './json.js';
import type { Ref } from './reference.js';

/** The types of the resources that a reference may point to. */
type TargetOf<R> = R extends Ref<infer Target> ? Extract<FhirResource, { resourceType: Target }> : FhirResource;

/**
 * Returns the resource in a Bundle that a reference of one of its resources points to: by the `fullUrl` of the entry,
 * or by type and id if the reference is relative. Returns undefined without a reference, and if it points elsewhere or
 * to a contained resource. Only the check of the message tests whether the target has an allowed type.
 *
 * @see http://hl7.org/fhir/STU3/bundle.html#references
 * @example
 * const target = resolve(bundle, observation.subject);
 */
export function resolve<R extends Reference>(bundle: Bundle, reference: R | undefined): TargetOf<R> | undefined {
  if (!isObject(bundle) || typeof reference?.reference !== 'string') return undefined;
  return new BundleIndex(bundle).find(reference.reference) as TargetOf<R> | undefined;
}
