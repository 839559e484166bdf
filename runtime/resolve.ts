import type { Bundle, FhirResource, Reference } from 'fhir/r3.js';
import { BundleIndex } from './bundle-index.js';
import { isObject } from './json.js';
import type { Ref } from './reference.js';

/** The types of the resources that a reference may lead to. */
type TargetOf<R> = R extends Ref<infer Target> ? Extract<FhirResource, { resourceType: Target }> : FhirResource;

/**
 * The resource in a Bundle that a reference of one of its resources leads to: by the `fullUrl` of the entry, or by type
 * and id where the reference is relative. Undefined without a reference, and where it leads elsewhere or to a contained
 * resource. That the resource is of a type that the reference may lead to is for a check of the message to find.
 *
 * @see http://hl7.org/fhir/STU3/bundle.html#references
 * @example
 * const target = resolve(bundle, observation.subject);
 */
export function resolve<R extends Reference>(bundle: Bundle, reference: R | undefined): TargetOf<R> | undefined {
  if (!isObject(bundle) || typeof reference?.reference !== 'string') return undefined;
  return new BundleIndex(bundle).find(reference.reference) as TargetOf<R> | undefined;
}
