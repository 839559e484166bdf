import type { Expression } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { checkPattern } from './pattern.ts';

/** Returns the first regular expression that an invariant tests a text with; undefined if there is none that is supported. */
export function patternIn(expression: string): string | undefined {
  try {
    const literal = literalIn(parseExpression(expression));
    return literal === undefined ? undefined : checkPattern(literal);
  } catch {
    // What cannot be compiled has been reported, and is not tested either.
    return undefined;
  }
}

function literalIn(expression: Expression): string | undefined {
  if (expression.kind === 'call' && expression.name === 'matches') {
    const [argument] = expression.args;
    if (argument?.kind === 'literal' && typeof argument.value === 'string') return argument.value;
  }
  for (const part of partsOf(expression)) {
    const found = literalIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return [...(expression.of ? [expression.of] : []), ...expression.args];
    case 'member':
      return expression.of ? [expression.of] : [];
    case 'item':
      return [expression.of, expression.index];
    case 'typed':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    default:
      return [];
  }
}
