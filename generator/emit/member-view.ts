import type { Code } from '../code/code.ts';

/** One line of an interface, with its comment, as a template prints it. */
export interface MemberView {
  readonly doc: readonly string[];
  readonly key: Code;
  /** `?` or nothing. */
  readonly mark: Code;
  readonly type: Code;
}
