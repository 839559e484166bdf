import { type Code, literal, code, parenthesised } from '../../code/code.ts';

/** The statement that ends a guard where a condition holds; `answer` is what the guard returns then. */
export function stopIf(condition: Code, answer = false): Code {
  return code`if ${parenthesised(condition)} return ${literal(answer)};`;
}
