/**
 * Faults that a reader found in the form of a text, kept beside the objects that were read, because a resource itself
 * cannot express them. A copy starts without them.
 */
import { isFault, type Issue } from './issue.js';

/** An issue found while reading, relative to an object that was read. */
export interface FormIssue {
  readonly issue: Issue;
  /** Path from the object to the place of the issue: `.name[0]`; empty for the object itself. */
  readonly path: string;
  /** The element of the object that contains the issue; undefined if it is no known element. */
  readonly part: string | undefined;
}

const none: readonly FormIssue[] = [];

/** Issues by the objects around them, up to the resource. An outer resource finds them on its way through. */
const kept = /*@__PURE__*/ new WeakMap<object, readonly FormIssue[]>();

/** Keeps an issue beside an object, after those already kept there. */
export function keepFormIssue(owner: object, issue: FormIssue): void {
  kept.set(owner, [...formIssuesOf(owner), issue]);
}

/** Returns the issues found while reading a value, in the order of the text. Resources inside it have their own. */
export function formIssuesOf(value: object): readonly FormIssue[] {
  return kept.get(value) ?? none;
}

/** Returns true if reading found a fault in a value, apart from resources inside it. */
export function isMisread(value: unknown): boolean {
  return typeof value === 'object' && value !== null && formIssuesOf(value).some(({ issue }) => isFault(issue));
}

/** Carries the issues of the original over to a copy. */
export function carryFormIssues(from: object, to: object): void {
  const issues = kept.get(from);
  if (issues && from !== to) kept.set(to, issues);
}

/**
 * Carries issues over to a changed copy, except those in a replaced part, unless they are in an item of a list that
 * stayed.
 */
export function carryUnreplaced(from: object, to: object, isReplaced: (part: string) => boolean): void {
  const issues = formIssuesOf(from).filter(({ issue, part }) => {
    return part === undefined || !isReplaced(part) || isStillIn(to, part, issue);
  });
  if (issues.length > 0) kept.set(to, issues);
}

function isStillIn(copy: object, part: string, issue: Issue): boolean {
  const value: unknown = (copy as Readonly<Record<string, unknown>>)[part];
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.some((item) => {
    return typeof item === 'object' && item !== null && formIssuesOf(item).some((one) => one.issue === issue);
  });
}
