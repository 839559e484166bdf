import { describe } from '../core/describe.js';
import { formatIssues } from '../core/issue-text.js';
import type { Issue } from '../core/issue.js';

/** Thrown if no valid value of a definition is found: names the definition, and lists the rules that the last try broke. */
export class RandomError extends Error {
  override readonly name: string = 'RandomError';
  /** Canonical URL or name of what should have been made. */
  readonly target: string;
  /** The faults of the last try. */
  readonly issues: readonly Issue[];

  constructor(target: string, issues: readonly Issue[]) {
    super(`no valid value of ${describe(target)} found; the last one breaks these rules:\n${formatIssues(issues)}`);
    this.target = target;
    this.issues = issues;
  }
}
