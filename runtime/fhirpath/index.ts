/**
 * The functions that compiled invariants call. Elements are parsed JSON. A list may be an array or undefined; a
 * primitive in it that has no value is represented by its sibling, the object with its id and extensions. Nothing here
 * throws, whatever the value, unless reading its properties does.
 *
 * @see http://hl7.org/fhir/STU3/fhirpath.html
 */
export { compareDates } from './dates.js';
export type { FhirPathEnv, Invariant, Json } from './env.js';
export { isResource, resolve, resourceSet } from './env.js';
export { distinct, distinctPairs, equals, isDistinct, union } from './equality.js';
export { countOf, paired, present, select, some, tail, withSiblings } from './lists.js';
export { children, descendants, hasChoice, hasContent, members } from './nodes.js';
export { compareQuantities, divide, toInteger, toNumber } from './numbers.js';
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
} from './texts.js';
export { htmlChecks } from '../primitives/xhtml.js';
