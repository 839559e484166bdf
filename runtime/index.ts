export type { Identity, MessageEvent } from './check.js';
export { modulus11 } from './primitives/check-digit.js';
export { conceptOf, displayOf, fromCode, hasCode, type CodeOf, type Concept, type Concepts } from './build/concepts.js';
export {
  formatDate,
  formatDateTime,
  formatInstant,
  type DatePrecision,
  type DateTimePrecision,
} from './primitives/dates.js';
export { GuardError, InputError, SizeError } from './core/errors.js';
export { idOf, keepId, newUuid, type IdOptions } from './core/ids.js';
export {
  describe,
  formatIssues,
  toOperationOutcome,
  withoutValues,
  type DescribeOptions,
  type FormatOptions,
  type InputFault,
} from './core/issue-text.js';
export { isFault, type Issue, type IssueCode, type IssueSeverity } from './core/issue.js';
export {
  alignedSiblings,
  siblingAt,
  type AlignedSiblings,
  type ListOf,
  type NonEmptyList,
  type NonEmptyListOf,
  type SlicedList,
  type SlicedListOf,
} from './core/lists.js';
export { locateIssues } from './core/positions.js';
export type { OtherResource, OtherThan } from './core/other-than.js';
export type { Ref } from './core/reference.js';
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
export { createPolicy, type Accept, type AcceptedSeverity, type AcceptEntry, type Policy } from './core/policy.js';
export type { AcceptingOptions, CheckOptions, CommonCheckOptions, Terminology } from './guard/check-options.js';
export type { StandardIssue, StandardResult, StandardSchema } from './guard/standard-schema.js';
export { checkAsync, type AsyncTerminology } from './guard/terminology.js';
