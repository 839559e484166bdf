import type { Issue, IssueCode, IssueSeverity } from '../core/issue.js';
import { markedIssue } from '../core/marked.js';
import { positions, type TextPosition } from '../core/positions.js';

/** Thrown to leave the parser once an issue is fatal. */
export class Refusal extends Error {}

/** The issues of one text. */
export class IssueLog {
  readonly issues: Issue[] = [];
  readonly #at: (offset: number) => TextPosition;
  readonly #maxIssues: number;

  constructor(text: string, maxIssues: number) {
    this.#at = positions(text);
    this.#maxIssues = maxIssues;
  }

  /**
   * Adds an issue and returns it.
   *
   * @throws Refusal if there are too many
   */
  add(severity: IssueSeverity, code: IssueCode, message: string, expression: string, offset: number): Issue {
    const issue = markedIssue({ severity, code, expression, message, ...this.#at(offset) });
    this.issues.push(issue);
    if (this.issues.length === this.#maxIssues && severity !== 'fatal')
      this.refuse('too-costly', `has ${this.#maxIssues} or more issues; the rest is not read`, expression, offset);
    return issue;
  }

  refuse(code: IssueCode, message: string, expression: string, offset: number): never {
    this.add('fatal', code, message, expression, offset);
    throw new Refusal();
  }
}
