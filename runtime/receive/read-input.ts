/** Reads received input: text or bytes, in XML or JSON, or a value that has been read already. */
import type { Issue } from '../core/issue.js';
import { markedIssue } from '../core/marked.js';
import type { ReadOptions, ReadResult } from '../core/read-options.js';
import { fromJson } from '../json/read-json.js';

/** A reader of XML. */
export type XmlReading = (input: string | Uint8Array, options?: ReadOptions) => ReadResult;

/** The content that was read, and the faults in its form if nothing could be read. */
export interface InputRead {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** Reads an input in the format in which it begins. Never throws. */
export function readInput(input: unknown, readXml: XmlReading, options: ReadOptions): InputRead {
  // `instanceof` alone would ask a proxy, which may throw.
  const isBytes = ArrayBuffer.isView(input) && input instanceof Uint8Array;
  if (typeof input !== 'string' && !isBytes) return { value: input, issues: [] };
  const first = firstOf(input);
  if (first !== '<' && !'{["'.includes(first)) return { value: undefined, issues: [unknownSyntax()] };
  const { resource, issues } = (first === '<' ? readXml : fromJson)(input, options);
  return { value: resource, issues };
}

/** Number of characters in which the format is detected, after white space. */
const START = 4096;

/** Returns the first character other than white space or a byte order mark; in UTF-16, zeros stand in between. */
function firstOf(input: string | Uint8Array): string {
  const start = input.slice(0, START);
  const text = typeof start === 'string' ? start : String.fromCharCode(...start);
  return /[^\s\0\ufeff\u00ef\u00bb\u00bf\u00fe\u00ff]/.exec(text)?.[0] ?? '\0';
}

function unknownSyntax(): Issue {
  const message = 'the text is neither XML nor JSON';
  return markedIssue({ severity: 'fatal', code: 'structure', expression: '', message, line: 1, column: 1 });
}
