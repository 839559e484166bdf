import { describe } from './describe.js';
import { formatIssues, type Issue } from './issue.js';

/** Thrown if a value given to a builder, or to a function around it, is malformed. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  /** Where the value was given: `patient.birthDate`. */
  readonly path: string;
  /** A short description of the value: text in quotes and shortened, only the kind of an object. */
  readonly value: string;
  /** The rule that the value breaks. */
  readonly rule: string;

  /** If there is no value to describe, leave it undefined and make the rule a sentence of its own. */
  constructor(path: string, value: unknown, rule: string) {
    const described = describe(value);
    const fault = value === undefined ? rule : value === '' ? 'is empty' : `${described} is not ${rule}`;
    super(`${path}: ${fault}`);
    this.path = path;
    this.value = described;
    this.rule = rule;
  }
}

/** Returns the same error with another path and a note at its end. */
export function movedTo(error: InputError, path: string, note = ''): InputError {
  const message = `${path}${error.message.slice(error.path.length)}${note}`;
  return Object.assign(new InputError(path, undefined, `${error.rule}${note}`), { message, value: error.value });
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
