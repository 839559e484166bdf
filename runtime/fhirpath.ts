/**
 * What the code of invariants calls, compiled from FHIRPath. Elements are JSON as it was parsed. A list may be an
 * array or undefined; an item of it that is a primitive without a value is its sibling, the object with its id and
 * extensions. Nothing here throws, whatever the value is, as long as reading its properties does not.
 *
 * @see http://hl7.org/fhir/STU3/fhirpath.html
 */
export { compareDates } from './fhirpath/dates.js';
export type { FhirPathEnv, Invariant, Json } from './fhirpath/env.js';
export { isResource, resolve, resourceSet } from './fhirpath/env.js';
export { distinct, distinctPairs, equals, isDistinct, union } from './fhirpath/equality.js';
export { countOf, paired, present, select, some, tail, withSiblings } from './fhirpath/lists.js';
export { children, descendants, hasChoice, hasContent, members } from './fhirpath/nodes.js';
export { calculate, compareQuantities, toInteger, toNumber } from './fhirpath/numbers.js';
export {
  concat,
  contains,
  endsWith,
  lengthOf,
  lower,
  matches,
  plus,
  startsWith,
  substring,
  toText,
  upper,
} from './fhirpath/texts.js';
export { htmlChecks } from './xhtml.js';
