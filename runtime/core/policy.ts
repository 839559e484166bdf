/** Lets a receiver accept some faults: lowers the severity of issues that a check has found. */
import { isFault, type Issue, type IssueCode } from './issue.js';
import { carryMarked, markedOf } from './marked.js';

/** The severity of an issue after a policy was applied. */
export type AcceptedSeverity = 'error' | 'warning' | 'information';

/** Conditions on an issue. All given conditions have to match; an entry without conditions matches nothing. */
export interface AcceptEntry {
  /** Id of the element definition, as in `elementId` of an issue: `Patient.meta.versionId`. */
  readonly element?: string | undefined;
  readonly code?: IssueCode | undefined;
  /** Canonical URL of the profile whose rule is broken, with or without its version. */
  readonly profile?: string | undefined;
  /** As in `expression` of an issue; one without indexes matches any item of a list. */
  readonly expression?: string | undefined;
  /** The severity of a matching issue: `warning` by default. `error` leaves it a fault. */
  readonly severity?: AcceptedSeverity | undefined;
}

/**
 * Which faults to accept: a list, in which the first entry that matches an issue decides, or a function that returns
 * the new severity. True means `warning`; false and undefined leave the issue unchanged.
 */
export type Accept = readonly AcceptEntry[] | ((issue: Issue) => AcceptedSeverity | boolean | undefined);

/** A reusable policy that remembers which of its entries have matched. */
export interface Policy {
  (issue: Issue): AcceptedSeverity | undefined;
  /** Entries that have matched no issue so far, in their order. */
  readonly unused: readonly AcceptEntry[];
}

/**
 * Returns a policy for the option `accept` that can report which entries have never matched.
 *
 * @example
 * const policy = createPolicy([{ element: 'Patient.meta.versionId' }]);
 * const isNeeded = policy.unused.length === 0;
 */
export function createPolicy(entries: readonly AcceptEntry[]): Policy {
  const used = new Set<AcceptEntry>();
  const policy = (issue: Issue): AcceptedSeverity | undefined => {
    const found = entries.find((entry) => matches(entry, issue));
    if (found) used.add(found);
    return found && severityIn(found, issue);
  };
  return Object.defineProperty(policy, 'unused', {
    get: () => entries.filter((entry) => !used.has(entry)),
    enumerable: true,
  }) as Policy;
}

/** Returns the severity that an entry gives an issue. Without an explicit one it never raises the severity. */
function severityIn({ severity }: AcceptEntry, issue: Issue): AcceptedSeverity | undefined {
  return severity ?? (isFault(issue) ? 'warning' : undefined);
}

function matches({ element, code, profile, expression }: AcceptEntry, issue: Issue): boolean {
  const hasCondition = [element, code, profile, expression].some((part) => part !== undefined);
  return (
    hasCondition &&
    (element === undefined || element === issue.elementId) &&
    (code === undefined || code === issue.code) &&
    (profile === undefined || withoutVersion(profile) === issue.profile) &&
    (expression === undefined || isAt(issue.expression, expression))
  );
}

function withoutVersion(canonical: string): string {
  return canonical.replace(/\|.*$/, '');
}

function isAt(path: string, wanted: string): boolean {
  return path === wanted || path.replace(/\[\d+\]/g, '') === wanted;
}

/** The issues after a policy was applied. */
export interface Judged {
  readonly issues: Issue[];
  /** True if a fault was accepted, by the policy or because the message was received. */
  readonly isAccepted: boolean;
}

/** Applies a policy to issues, in their order. */
export function judge(issues: readonly Issue[], accept: Accept | undefined): Judged {
  const policy = typeof accept === 'function' ? accept : createPolicy(accept ?? []);
  let isAccepted = false;
  const judged = issues.map((issue) => {
    isAccepted ||= markedOf(issue)?.isLowered === true;
    const answer = canBeAccepted(issue) ? policy(issue) : undefined;
    const severity = answer === true ? 'warning' : answer;
    if (!severity || severity === issue.severity) return issue;
    isAccepted ||= isFault(issue) && severity !== 'error';
    return carryMarked(issue, { ...issue, severity });
  });
  return { issues: judged, isAccepted };
}

/**
 * Returns false if an issue means that content cannot be read: something was lost when a text was read, a value has
 * another JSON type than its element, or the issue is fatal.
 */
function canBeAccepted(issue: Issue): boolean {
  if (issue.severity === 'fatal' || markedOf(issue)?.isLost === true) return false;
  // An unknown property has no element id, and rules of a profile concern values that can be read.
  return issue.code !== 'structure' || issue.elementId === undefined || issue.profile !== undefined;
}
