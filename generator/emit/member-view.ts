import { alternativesOf, code, union, type Code } from '../code/code.ts';

/** One line of an interface, with its comment, as a template prints it. */
export interface MemberView {
  readonly doc: readonly string[];
  readonly key: Code;
  /** `?` or nothing. */
  readonly mark: Code;
  readonly type: Code;
}

/** What an input takes that need not be there: null too, as databases say it. */
export function absentableType(type: Code): Code {
  return union([...alternativesOf(type), code`null`, code`undefined`]);
}

/** Adds undefined to a type. */
export function optionalType(type: Code): Code {
  return union([...alternativesOf(type), code`undefined`]);
}
