/** How serious an issue is. A `fatal` issue or an `error` makes a value invalid; the other two do not. */
export type IssueSeverity = 'fatal' | 'error' | 'warning' | 'information';

/**
 * What kind of issue it is: the codes of FHIR's IssueType that a check of one value can give.
 *
 * @see http://hl7.org/fhir/STU3/valueset-issue-type.html
 */
export type IssueCode =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'code-invalid'
  | 'extension'
  | 'not-found'
  | 'not-supported'
  | 'duplicate'
  | 'business-rule'
  | 'too-long'
  | 'too-costly'
  | 'exception'
  | 'informational';

/** One finding about a value; its parts are those of `OperationOutcome.issue`. */
export interface Issue {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  /**
   * FHIRPath of the element, from the root that was checked; list items count from 0: `Patient.name[0].family`.
   * A choice has its FHIRPath name (`value`, whatever its type); a missing element has the path that it would have. Empty
   * if there is no element because a text could not be read.
   */
  readonly expression: string;
  /** What is wrong, what is allowed and, if there is a close match, what was probably meant. */
  readonly message: string;
  /** Canonical URL of the profile whose rule is broken; absent for rules of FHIR itself. */
  readonly profile?: string;
  /** Id of the element definition: `Patient.name:official.family`. Absent if there is none. */
  readonly elementId?: string;
  /** Line in the text that the value was read from, from 1; absent if it was not read from a text. */
  readonly line?: number;
  /** Column in that line, from 1, in UTF-16 units. */
  readonly column?: number;
}

/**
 * Returns true for an issue that makes the value invalid: severity `fatal` or `error`.
 *
 * @example
 * const faults = issues.filter(isFault);
 */
export function isFault(issue: Issue): boolean {
  return issue.severity === 'fatal' || issue.severity === 'error';
}

/** The result of a check: issues, or an object with issues, as for a message. */
export type Checked = readonly Issue[] | { readonly issues: readonly Issue[] };

/** Returns the issues in the result of a check. */
export function issuesOf(checked: Checked): readonly Issue[] {
  return 'issues' in checked ? checked.issues : checked;
}
