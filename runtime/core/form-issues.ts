/**
 * What reading has found wrong with the form of a text, kept beside what was read: what a text says and a resource
 * cannot hold is nowhere else to be found. A copy starts without it.
 */
import { isFault, type Issue } from './issue.js';

/** An issue of reading, as seen from an object that was read. */
export interface FormIssue {
  readonly issue: Issue;
  /** From the object to what the issue is about: `.name[0]`; empty where that is the object itself. */
  readonly path: string;
  /** The element of the object that the issue is about or inside; undefined where it is none that is known. */
  readonly part: string | undefined;
}

const none: readonly FormIssue[] = [];

/** By the objects inside which an issue is, up to the resource; resources around that find it on their way through. */
const kept = /*@__PURE__*/ new WeakMap<object, readonly FormIssue[]>();

/** Keeps an issue beside an object, after those that are kept there already. */
export function keepFormIssue(owner: object, issue: FormIssue): void {
  kept.set(owner, [...formIssuesOf(owner), issue]);
}

/** What reading has found in a value, in the order of the text; resources inside it have their own. */
export function formIssuesOf(value: object): readonly FormIssue[] {
  return kept.get(value) ?? none;
}

/** True for a value in which reading has found a fault, resources inside it left aside. */
export function isMisread(value: unknown): boolean {
  return typeof value === 'object' && value !== null && formIssuesOf(value).some(({ issue }) => isFault(issue));
}

/** Makes known of a copy what is known of the original. */
export function carryFormIssues(from: object, to: object): void {
  const issues = kept.get(from);
  if (issues && from !== to) kept.set(to, issues);
}

/**
 * The same for a changed copy: what was found in a part that was replaced is gone, unless it is in an item of a list that
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
