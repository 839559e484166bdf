import { describe } from './describe.js';
import { formatIssues } from './issue-text.js';
import type { Issue, IssueCode } from './issue.js';
import { keepMarked, markedIssue, markedOf, plainText } from './marked.js';

/** Thrown if a value given to a builder, or to a function around it, is malformed: says the first fault, and lists all. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  /** Path of the value: `patient.birthDate`. */
  readonly path: string;
  /** A short description of the value: text in quotes and shortened, only the kind of an object. */
  readonly value: string;
  /** The rule that the value breaks. */
  readonly rule: string;
  /**
   * Every fault of the input that a builder found, this one first; `expression` of each is the path in the input. Of other
   * functions there is just the one.
   */
  readonly issues: readonly Issue[];

  /** If there is no value to describe, leave it undefined and make the rule a sentence of its own. */
  constructor(path: string, value: unknown, rule: string, code: IssueCode = 'value') {
    const described = describe(value);
    const fault = value === undefined ? rule : value === '' ? 'is empty' : `${described} is not ${rule}`;
    super(plainText(`${path}: ${fault}`));
    this.path = plainText(path);
    this.value = plainText(described);
    this.rule = plainText(rule);
    this.issues = [markedIssue({ severity: 'error', code, expression: path, message: fault })];
    keepMarked(this, fault, path);
  }
}

/** Returns the same error with another path and a note at its end. */
export function movedTo(error: InputError, path: string, note = ''): InputError {
  const message = `${path}${error.message.slice(error.path.length)}${note}`;
  const fault = markedOf(error)?.message ?? error.rule;
  const moved = new InputError(path, undefined, `${fault}${note}`, error.issues[0]?.code);
  return keepMarked(
    Object.assign(moved, { message, value: error.value, rule: `${error.rule}${note}` }),
    `${fault}${note}`,
    path,
  );
}

/** Returns the first of some errors, which lists the issues of all. */
export function joinedErrors(first: InputError, others: readonly InputError[]): InputError {
  return Object.assign(first, { issues: [first, ...others].flatMap(({ issues }) => issues) });
}

/** Thrown by an assertion: has all issues, including warnings, in element order. */
export class GuardError extends Error {
  override readonly name: string = 'GuardError';
  readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super(`not a valid ${what}\n${formatIssues(issues)}`);
    this.issues = issues;
  }
}

/** Thrown if a text would be longer than allowed; both lengths are in bytes of UTF-8. */
export class SizeError extends Error {
  override readonly name: string = 'SizeError';
  readonly bytes: number;
  readonly limit: number;

  constructor(bytes: number, limit: number) {
    super(`the text has ${bytes} bytes; allowed: at most ${limit}`);
    this.bytes = bytes;
    this.limit = limit;
  }
}
