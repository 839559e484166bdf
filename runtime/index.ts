export type { Identity, MessageEvent } from './check.js';
export { modulus11 } from './check-digit.js';
export { conceptOf, displayOf, hasCode, type CodeOf, type Concept, type Concepts } from './concepts.js';
export { formatDate, formatDateTime, formatInstant, type DatePrecision, type DateTimePrecision } from './dates.js';
export { GuardError, InputError, SizeError } from './errors.js';
export { idOf, keepId, newUuid, type IdOptions } from './ids.js';
export { formatIssues, isFault, toOperationOutcome, type Issue, type IssueCode, type IssueSeverity } from './issue.js';
export {
  alignedSiblings,
  siblingAt,
  type AlignedSiblings,
  type ListOf,
  type NonEmptyList,
  type NonEmptyListOf,
} from './lists.js';
export { locateIssues } from './positions.js';
export type { Ref } from './reference.js';
export {
  readReference,
  ref,
  refTo,
  resourceOf,
  type RefInput,
  type ReferenceParts,
  type ReferenceTarget,
} from './references.js';
export { resolve } from './resolve.js';
export type { CheckOptions } from './run.js';
export type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.js';
export { checkAsync, type AsyncTerminology, type Terminology } from './terminology.js';
