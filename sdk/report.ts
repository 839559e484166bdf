/** How commands print what they have found: text in columns, or JSON. */
import { hasColours, painter, type Paint } from './colours.ts';
import { print, type Io } from './io.ts';
import type { Report } from './options.ts';
import { visible } from './visible.ts';

/** Prints facts as JSON, or the lines that `toLines` makes of them. */
export async function printReport<Facts>(
  facts: Facts,
  toLines: (facts: Facts, paint: Paint) => readonly string[],
  format: Report,
  io: Io,
): Promise<void> {
  const text =
    format === 'json'
      ? `${JSON.stringify(facts, null, 2)}\n`
      : toLines(facts, painter(hasColours(io.stdout, io.env)))
          .map((line) => `${line}\n`)
          .join('');
  await print(io.stdout, text);
}

/** Lines with the cells of each row below each other; the last column is not filled up. */
export function columns(rows: readonly (readonly string[])[], indent = ''): readonly string[] {
  const cells = rows.map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of cells)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, Math.min(cell.length, widest));
  return cells.map((row) =>
    `${indent}${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  );
}

/** A cell that is longer moves those behind it, in its row alone. */
const widest = 90;

/** Text in lines of about 100 characters, broken between words. */
export function paragraph(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  for (const word of visible(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 100 - indent.length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line);
}
