import { identify } from 'careconnect-ems/check';
import { isFault, type Issue, type IssueCode, type IssueSeverity, type MessageEvent } from 'careconnect-ems/runtime';

/** What is said of one input; every key is always there, and null stands for what there is not. */
export interface Entry {
  /** As it was named, or as it was found in a folder that was named. */
  readonly file: string;
  readonly resourceType: string | null;
  /** Canonical URLs that the resource claims to follow, and that of the message it is. */
  readonly profiles: readonly string[];
  /** Of a message whose event is known. */
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
  /** Canonical URL of the profile that asks for it; null where FHIR itself does. */
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
    resourceType,
    profiles,
    event,
    valid: !issues.some(isFault),
    issues: issues.map(toEntryIssue),
  };
}

/** Returns the entry of a file of which no resource could be read: its issues say why, one of them is `fatal`. */
export function troubleEntry(file: string, issues: readonly Issue[]): Entry {
  return { file, resourceType: null, profiles: [], event: null, valid: false, issues: issues.map(toEntryIssue) };
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
