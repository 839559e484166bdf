import type { Example } from './explanation.ts';

/** Maximum length of a line of JSON, if it can be broken. */
const width = 100;

/** Returns the lines of an example before or after it is put right, as somebody would write them. */
export function exampleLines(example: Example, side: 'before' | 'after'): readonly string[] {
  if (example.form === 'text' || example.form === 'excerpt') return [example[side]];
  return example[side]
    .map((one) => jsonText(one, ''))
    .join(',\n')
    .split('\n');
}

/** Formats JSON: in a line if it fits, otherwise each part in lines of its own. Undefined properties are left out. */
function jsonText(value: unknown, indent: string): string {
  const short = inLine(value);
  if (typeof value !== 'object' || value === null || indent.length + short.length <= width) return short;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((one) => jsonText(one, inner))
    : entriesOf(value).map(([key, one]) => `${JSON.stringify(key)}: ${jsonText(one, inner)}`);
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = entriesOf(value).map(([key, one]) => `${JSON.stringify(key)}: ${inLine(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, one]) => one !== undefined);
}
