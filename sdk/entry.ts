import { identify } from '#package/check.js';
import { isFault, type Issue, type IssueCode, type IssueSeverity, type MessageEvent } from '#package/runtime/index.js';

/** The result for one input; every key is always present, and null stands for an absent value. */
export interface Entry {
  /** As it was named, or as it was found in a folder that was named. */
  readonly file: string;
  /** Of NDJSON: the line that the resource is on, from 1. */
  readonly line: number | null;
  readonly resourceType: string | null;
  /** Canonical URLs of the profiles that the resource claims, and of its kind of message. */
  readonly profiles: readonly string[];
  /** For a message of a known event. */
  readonly event: MessageEvent | null;
  /** False when an issue is `error` or `fatal`. */
  readonly valid: boolean;
  readonly issues: readonly EntryIssue[];
}

export interface EntryIssue {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  readonly expression: string | null;
  readonly message: string;
  /** Canonical URL of the profile whose rule is broken; null for rules of FHIR itself. */
  readonly profile: string | null;
  /** Id of the element definition. */
  readonly element: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** Returns the entry of a file that holds a resource. */
export function resourceEntry(file: string, resource: unknown, issues: readonly Issue[]): Entry {
  const { resourceType = null, profiles, event = null } = identify(resource);
  return {
    file,
    line: null,
    resourceType,
    profiles,
    event,
    valid: !issues.some(isFault),
    issues: issues.map(toEntryIssue),
  };
}

/** Returns the entry of a file of which no resource could be read: its issues say why, one of them is `fatal`. */
export function troubleEntry(file: string, issues: readonly Issue[]): Entry {
  const issuesOfEntry = issues.map(toEntryIssue);
  return { file, line: null, resourceType: null, profiles: [], event: null, valid: false, issues: issuesOfEntry };
}

/** Returns an issue with every key. */
export function toEntryIssue(issue: Issue): EntryIssue {
  const { severity, code, expression, message, profile = null, elementId = null, line = null, column = null } = issue;
  return {
    severity,
    code,
    expression: expression === '' ? null : expression,
    message,
    profile,
    element: elementId,
    line,
    column,
  };
}
