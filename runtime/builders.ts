/** What a package of builders without guards offers besides them: what guards do not need. */
export { modulus11 } from './primitives/check-digit.js';
export { conceptOf, displayOf, fromCode, hasCode, type CodeOf, type Concept, type Concepts } from './build/concepts.js';
export {
  formatDate,
  formatDateTime,
  formatInstant,
  type DatePrecision,
  type DateTimePrecision,
} from './primitives/dates.js';
export { InputError } from './core/errors.js';
export { idOf, keepId, newUuid, type IdOptions } from './core/ids.js';
export { describe, type DescribeOptions, type InputFault } from './core/issue-text.js';
export { alignedSiblings, siblingAt } from './core/lists.js';
export {
  readReference,
  ref,
  refTo,
  resourceOf,
  type RefInput,
  type ReferenceParts,
  type ReferenceTarget,
} from './core/references.js';
export { resolve } from './core/resolve.js';
export type * from './types.js';
