import { code } from '../code/code.ts';
import { docLines, internal, seeLine } from '../code/comment.ts';
import { codePrinter } from '../code/print.ts';
import type { Doc } from '../declare/declarations.ts';
import type { ValueExpression } from '../declare/expressions.ts';
import { valueCode } from './value-code.ts';

/** The lines of a doc comment. */
export function linesOf({ paragraphs, see, example, isInternal }: Doc): string[] {
  const text = isInternal ? internal(paragraphs.join('\n')) : paragraphs.flatMap((paragraph) => docLines(paragraph));
  return [...text, ...exampleLines(example), ...(see === undefined ? [] : ['', seeLine(see)])];
}

/** Longer examples than this explain nothing. */
const mostLines = 16;
const printExample = codePrinter(({ name }) => name, 110);

function exampleLines(example: ValueExpression | undefined): string[] {
  if (!example) return [];
  const text = printExample(code`${valueCode(example)};`);
  const lines = text.split('\n');
  // Text of a definition must neither end the comment nor start a tag in it.
  return lines.length > mostLines || /\*\/|\/\*|@/.test(text) ? [] : ['', '@example', ...lines];
}
