/**
 * Where a template prints a piece of code. All columns and lengths count characters of the template; helpers add what
 * they have printed before on the same line.
 */
export interface Placed {
  /** The line of the template, from 0. */
  readonly line: number;
  /** Length of the white space at the start of the line. */
  readonly indent: number;
  /** True if nothing is printed before it on the line. */
  readonly isFirst: boolean;
  /** Length of the text between the last thing printed, or the white space, and this one. */
  readonly before: number;
  /** Length of the text up to the next thing printed, or the end of the line. */
  readonly after: number;
}

const mustache = /\{\{[^{}]*\}\}/g;
/** Mustaches of the helpers that print something on a line. */
const printing = /^\{\{(code|softline|line) ([^{}]*)\}\}$/;

/** Returns a template in which every helper that prints on a line has its place as an argument. */
export function columnsIn(template: string): string {
  return template
    .split('\n')
    .map((line, index) => placeLine(line, index))
    .join('\n');
}

function placeLine(line: string, number: number): string {
  const indent = line.length - line.trimStart().length;
  let before = 0;
  let isFirst = true;
  let last = indent;
  return line.replace(mustache, (text: string, offset: number) => {
    before += Math.max(0, offset - last);
    last = offset + text.length;
    const [, helper, args] = printing.exec(text) ?? [];
    if (helper === undefined) return text;
    const after = line.slice(last).replace(/\{\{.*$/, '').length;
    const placed = `line=${number} indent=${indent} isFirst=${isFirst} before=${before} after=${after}`;
    before = 0;
    isFirst = false;
    return `{{${helper} ${args} ${placed}}}`;
  });
}
