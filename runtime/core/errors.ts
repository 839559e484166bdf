import { describe } from './describe.js';
import { formatIssues, type Issue } from './issue.js';

/** Thrown where a value given to a builder, or to one of the functions around it, is malformed. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  /** Where the value was given: `patient.birthDate`. */
  readonly path: string;
  /** The value in a few words: a text in quotes and shortened, of an object only its kind. */
  readonly value: string;
  /** What is allowed there. */
  readonly rule: string;

  /** Where there is no value to speak of, it is left out and the rule is a sentence of its own. */
  constructor(path: string, value: unknown, rule: string) {
    const described = describe(value);
    super(value === undefined ? `${path}: ${rule}` : `${path}: ${described} is not ${rule}`);
    this.path = path;
    this.value = described;
    this.rule = rule;
  }
}

/** The same error at another place, with a note at its end. */
export function movedTo(error: InputError, path: string, note = ''): InputError {
  const message = `${path}${error.message.slice(error.path.length)}${note}`;
  return Object.assign(new InputError(path, undefined, `${error.rule}${note}`), { message, value: error.value });
}

/** Thrown by an assertion: carries every issue, warnings included, in element order. */
export class GuardError extends Error {
  override readonly name: string = 'GuardError';
  readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super(`not a valid ${what}\n${formatIssues(issues)}`);
    this.issues = issues;
  }
}

/** Thrown where a text would be longer than allowed; both in bytes of UTF-8. */
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
