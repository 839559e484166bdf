import type { Syntax } from './options.ts';

/** How much of an input tells its syntax; white space may stand before it. */
const startLength = 4096;

/**
 * Tells by its beginning whether an input is XML or JSON, in whatever encoding of Unicode; undefined where it is neither.
 */
export function detectSyntax(bytes: Uint8Array): Syntax | undefined {
  const first = /[^\s\0]/.exec(startOf(bytes))?.[0];
  if (first === '<') return 'xml';
  return first !== undefined && '{["'.includes(first) ? 'json' : undefined;
}

/** The beginning, a character for each byte, without a byte order mark. */
function startOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, startLength)).toString('latin1');
  return text.replace(/^(?:\xEF\xBB\xBF|\xFE\xFF|\xFF\xFE)/, '');
}
