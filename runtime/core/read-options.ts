import type { Issue } from './issue.js';
import { markedIssue } from './marked.js';

/** Options of a reader of text. Keep the defaults for untrusted input. */
export interface ReadOptions {
  /** Maximum length of a text in bytes, 3,145,728 by default. A longer text is not read. */
  readonly maxBytes?: number | undefined;
  /** Length of a text in bytes above which there is a warning, 3,000,000 by default. */
  readonly warnBytes?: number | undefined;
  /** Maximum depth of nested elements, 128 by default: more than any message needs. */
  readonly maxDepth?: number | undefined;
  /** Maximum number of issues, 1,000 by default. The reader stops there. */
  readonly maxIssues?: number | undefined;
}

/** A resource as it was read: its content has not been checked. */
export interface ReadResource {
  readonly resourceType: string;
}

/** The result of reading a text. */
export interface ReadResult {
  /** Undefined if, and only if, there is a fatal issue. */
  readonly resource: ReadResource | undefined;
  /** Faults in the syntax, in the order of the text. Guards check whether the content is valid. */
  readonly issues: readonly Issue[];
}

export const LIMITS = { maxBytes: 3_145_728, warnBytes: 3_000_000, maxDepth: 128, maxAttributes: 64, maxIssues: 1000 };

/** Returns an error if a text is too long, a warning if it is nearly so, and otherwise undefined. */
export function sizeIssue(bytes: number, options: ReadOptions): Issue | undefined {
  const { maxBytes = LIMITS.maxBytes, warnBytes = LIMITS.warnBytes } = options;
  if (bytes > maxBytes)
    return sized('fatal', `the text has ${bytes} bytes, more than the limit of ${maxBytes}; it is not read`);
  if (bytes > warnBytes)
    return sized('warning', `the text has ${bytes} bytes; a message should not have more than ${warnBytes}`);
  return undefined;
}

function sized(severity: 'fatal' | 'warning', message: string): Issue {
  return markedIssue({ severity, code: 'too-long', expression: '', message, line: 1, column: 1 });
}

/** Returns the length of a text in UTF-8. Counting stops after `enough` bytes. */
export function byteLength(text: string, enough = Infinity): number {
  if (text.length * 3 <= enough) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Each half of a pair counts as two.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return bytes;
}
