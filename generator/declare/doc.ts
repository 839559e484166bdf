import type { ValueExpression } from './expressions.ts';

/** What a doc comment says. */
export interface Doc {
  /** Each begins on a line of its own; none for no comment. */
  readonly paragraphs: readonly string[];
  /** Page or canonical URL that it points to. */
  readonly see?: string;
  /** A statement that shows how to use it; left out where it would be long. */
  readonly example?: ValueExpression;
  /** True for what only emitted modules use: the published type declarations leave it out. */
  readonly isInternal?: true;
}
