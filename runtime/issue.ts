import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r3.js';

/** How serious an issue is. A value with a `fatal` issue or an `error` is not valid; the other two never make it so. */
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

/** One thing that was found about a value; its parts are those of `OperationOutcome.issue`. */
export interface Issue {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  /**
   * FHIRPath of the element, from the root that was checked; list items count from 0: `Patient.name[0].family`.
   * A choice is named as FHIRPath does (`value`, whatever its type); what is missing has the path it would have. Empty
   * where there is no element to speak of, because a text could not be read.
   */
  readonly expression: string;
  /** In plain words: what is wrong, what is allowed and, where one is close, what was probably meant. */
  readonly message: string;
  /** Canonical URL of the profile that asks for it; absent where FHIR itself does. */
  readonly profile?: string;
  /** Id of the element definition: `Patient.name:official.family`. Absent where none can be named. */
  readonly elementId?: string;
  /** Line of the text that the value was read from, from 1; absent where it was not read from one. */
  readonly line?: number;
  /** Column in that line, from 1, in UTF-16 units. */
  readonly column?: number;
}

/**
 * True for an issue that makes the value invalid: severity `fatal` or `error`.
 *
 * @example
 * const faults = issues.filter(isFault);
 */
export function isFault(issue: Issue): boolean {
  return issue.severity === 'fatal' || issue.severity === 'error';
}

/**
 * Returns the issues as an OperationOutcome of FHIR STU3, in the same order. As an outcome has at least one issue,
 * none gives one of severity `information` that says so.
 *
 * @see http://hl7.org/fhir/STU3/operationoutcome.html
 * @example
 * const outcome = toOperationOutcome(issues);
 */
export function toOperationOutcome(issues: readonly Issue[]): OperationOutcome {
  const none: OperationOutcomeIssue = {
    severity: 'information',
    code: 'informational',
    diagnostics: 'No issue was found',
  };
  return { resourceType: 'OperationOutcome', issue: issues.length === 0 ? [none] : issues.map(toOutcomeIssue) };
}

function toOutcomeIssue({ severity, code, message, expression }: Issue): OperationOutcomeIssue {
  return { severity, code, diagnostics: message, ...(expression !== '' && { expression: [expression] }) };
}

/**
 * Returns the issues as text, a line each, at most `limit` of them (10 unless told) and then how many there are more.
 *
 * @example
 * const text = formatIssues(issues, 3);
 */
export function formatIssues(issues: readonly Issue[], limit = 10): string {
  const lines = issues.slice(0, limit).map(({ severity, expression, message }) => {
    return `${severity}${expression === '' ? '' : ` ${expression}`}: ${message}`;
  });
  if (issues.length > limit) lines.push(`and ${issues.length - limit} more`);
  return lines.join('\n');
}

/** What a check returns: issues, or a result that has them, as the check of a message does. */
export type Checked = readonly Issue[] | { readonly issues: readonly Issue[] };

/** The issues that a check has found. */
export function issuesOf(checked: Checked): readonly Issue[] {
  return 'issues' in checked ? checked.issues : checked;
}
