/** What a receiver accepts although it is wrong: a step over the issues that a check has found. */
import { isFault, type Issue, type IssueCode } from './issue.js';
import { carryMarked, markedOf } from './marked.js';

/** How serious something is that was accepted, or that was not. */
export type AcceptedSeverity = 'error' | 'warning' | 'information';

/** What of an issue has to match; all that is given counts, and an entry that gives nothing matches nothing. */
export interface AcceptEntry {
  /** Id of the element definition, as in `elementId` of an issue: `Patient.meta.versionId`. */
  readonly element?: string | undefined;
  readonly code?: IssueCode | undefined;
  /** Canonical URL of the profile whose rule is broken, with or without its version. */
  readonly profile?: string | undefined;
  /** As in `expression` of an issue; one without indexes matches any item of a list. */
  readonly expression?: string | undefined;
  /** What an issue becomes that matches: a warning unless told otherwise. `error` leaves it a fault. */
  readonly severity?: AcceptedSeverity | undefined;
}

/**
 * What is accepted: a list, of which the first entry that matches an issue counts, or a function that returns what an
 * issue becomes. True is a warning; false and undefined leave it as it is.
 */
export type Accept = readonly AcceptEntry[] | ((issue: Issue) => AcceptedSeverity | boolean | undefined);

/** A policy to be used again and again, which remembers what it has met. */
export interface Policy {
  (issue: Issue): AcceptedSeverity | undefined;
  /** Entries that have matched no issue so far, in their order. */
  readonly unused: readonly AcceptEntry[];
}

/**
 * Returns a policy for the option `accept` that can be asked which entries have never matched.
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

/** An entry that says nothing of it makes nothing more serious. */
function severityIn({ severity }: AcceptEntry, issue: Issue): AcceptedSeverity | undefined {
  return severity ?? (isFault(issue) ? 'warning' : undefined);
}

function matches({ element, code, profile, expression }: AcceptEntry, issue: Issue): boolean {
  const isSaid = [element, code, profile, expression].some((part) => part !== undefined);
  return (
    isSaid &&
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

/** What a policy has made of issues. */
export interface Judged {
  readonly issues: Issue[];
  /** True where a fault is none any more, or would have been one under the rules for publishers. */
  readonly isAccepted: boolean;
}

/** Applies a policy to issues, in their order. */
export function judge(issues: readonly Issue[], accept: Accept | undefined): Judged {
  const policy = typeof accept === 'function' ? accept : createPolicy(accept ?? []);
  let isAccepted = false;
  const judged = issues.map((issue) => {
    isAccepted ||= markedOf(issue)?.isSoftened === true;
    const answer = canBeAccepted(issue) ? policy(issue) : undefined;
    const severity = answer === true ? 'warning' : answer;
    if (!severity || severity === issue.severity) return issue;
    isAccepted ||= isFault(issue) && severity !== 'error';
    return carryMarked(issue, { ...issue, severity });
  });
  return { issues: judged, isAccepted };
}

/**
 * False for what makes the content unreadable: what was lost when a text was read, a value of another JSON type than its
 * element has, and whatever is fatal.
 */
function canBeAccepted(issue: Issue): boolean {
  if (issue.severity === 'fatal' || markedOf(issue)?.isLost === true) return false;
  // A property that nobody knows has no element id, and a rule of a profile is about values that can be read.
  return issue.code !== 'structure' || issue.elementId === undefined || issue.profile !== undefined;
}
