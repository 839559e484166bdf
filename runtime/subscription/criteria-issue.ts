import type { Issue, IssueCode, IssueSeverity } from '../core/issue.js';
import { hasHint, markedIssue, plainText } from '../core/marked.js';

/** A fault in the text of criteria, with its place. */
export interface CriteriaIssue extends Issue {
  /** Column in the text, from 1, in UTF-16 units; one more than the length if something is missing at the end. */
  readonly column: number;
  /** What is allowed there. */
  readonly expected: string;
  /** How to remedy it. */
  readonly remedy: string;
}

export interface CriteriaFinding {
  readonly severity?: IssueSeverity;
  readonly code: IssueCode;
  /** From 0. */
  readonly at: number;
  /** May have marks, unlike `expected` and `remedy`. */
  readonly what: string;
  readonly expected: string;
  readonly remedy: string;
}

/** Maximum number of issues, for hostile criteria. */
const MOST = 20;

/** Collects findings as issues about `Subscription.criteria`. */
export class CriteriaLog {
  readonly #issues: CriteriaIssue[] = [];

  add({ severity = 'error', code, at, what, expected, remedy }: CriteriaFinding): void {
    // A suggestion at the end is a better remedy.
    const message = `column ${at + 1}: ${what}${hasHint(what) ? '' : `: ${remedy}`}`;
    const issue = markedIssue({ severity, code, expression: 'Subscription.criteria', message });
    this.#issues.push(
      Object.assign(issue, { column: at + 1, expected: plainText(expected), remedy: plainText(remedy) }),
    );
  }

  get isFull(): boolean {
    return this.#issues.length >= MOST;
  }

  /** True once a value or the form of the text is wrong; warnings do not count. */
  get hasErrors(): boolean {
    return this.#issues.some(({ severity }) => severity === 'error');
  }

  /** The issues in the order of the text. */
  get issues(): readonly CriteriaIssue[] {
    return [...this.#issues].sort((one, other) => one.column - other.column).slice(0, MOST);
  }
}
