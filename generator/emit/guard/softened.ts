import type { Softened } from '../../model/model.ts';
import { type Code, valueName, literal, code, block, call } from '../../code/code.ts';

/** Statements with a lower severity for received messages; unchanged if the definition does not lower it. */
export function softened(severity: Softened | undefined, statements: readonly Code[]): readonly Code[] {
  if (severity === undefined || statements.length === 0) return statements;
  const soften = valueName('soften', '#runtime/guard/run.js');
  const start = code`const strict = ${call(soften, [code`run`, literal(severity)])};`;
  return [block([start, ...statements, code`run.softened = strict;`])];
}
