import { lineWidth, type OpenPart } from './lay-out.ts';

/** A text for Prettier, and how wide its lines may be. */
export interface OpenText {
  readonly text: string;
  readonly width: number;
}

/** What Prettier is given of a part: something whole that it can read. */
export function openText({ text, indent, as }: OpenPart): OpenText {
  if (as === 'member') return { text: `interface A {\n${text}\n}`, width: lineWidth - indent + 2 };
  const block = { statement: '', header: ' {\n0;\n}', interface: ' {\n0: 0;\n}' }[as];
  return { text: `${text}${block}`, width: lineWidth - indent };
}

/** The lines of a part as Prettier laid them out, without what was put around it. */
export function settledLines({ indent, as }: OpenPart, formatted: string): string {
  const lines = formatted.trimEnd().split('\n');
  if (as === 'member') return indented(lines.slice(1, -1), indent - 2);
  return indented(as === 'statement' ? lines : lines.slice(0, -2), indent);
}

function indented(lines: readonly string[], indent: number): string {
  return lines.map((line) => (line === '' ? line : ' '.repeat(indent) + line)).join('\n');
}
