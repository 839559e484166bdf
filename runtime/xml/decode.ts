import type { Issue } from '../core/issue.js';
import { markedIssue, valueText } from '../core/marked.js';
import { positions } from '../core/positions.js';

/** The XML declaration at the start of a text, up to its encoding. */
const DECLARED = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/;

/** Without the flag `u` this matches halves in pairs too, but a text without pairs is scanned quickly. */
const HALF = /[\ud800-\udfff]/;

/**
 * Returns the text of an XML document without a byte order mark, or a fatal issue. Bytes may be UTF-8 or UTF-16 in
 * either byte order, and have to be in the encoding that the document declares. The declaration of a text is ignored,
 * because it has been decoded already.
 *
 * @see https://www.w3.org/TR/xml/#sec-guessing
 */
export function decodeXml(input: string | Uint8Array): string | Issue {
  if (typeof input === 'string') return sound(input.charCodeAt(0) === 0xfeff ? input.slice(1) : input);
  const encoding = encodingOf(input);
  const text = decode(input, encoding);
  if (text === undefined) return undecodable(input, encoding);
  const declared = DECLARED.exec(text.slice(0, 200))?.[1]?.toLowerCase();
  if (declared === undefined || isSame(declared, encoding)) return text;
  const known = /^(?:utf-8|utf-16|utf-16le|utf-16be|us-ascii|ascii)$/.test(declared);
  const what = known ? `but the bytes are in ${encoding.toUpperCase()}` : 'which is not supported; use UTF-8 or UTF-16';
  return fatal(`the text declares the encoding ${valueText(JSON.stringify(declared), true)}, ${what}`, 1, 1);
}

/** Refuses lone surrogates, which XML does not allow and the parser does not always find. */
function sound(text: string): string | Issue {
  if (!HALF.test(text)) return text;
  const at = text.search(/[\ud800-\udfff]/u);
  if (at < 0) return text;
  const { line, column } = positions(text)(at);
  return fatal('the text is not well-formed XML: a surrogate without its pair', line, column);
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Detects the encoding by the byte order mark or, without one, by the zero that UTF-16 has beside the first `<`. */
function encodingOf([first, second]: Uint8Array): Encoding {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

function isSame(declared: string, encoding: Encoding): boolean {
  return declared === encoding || (encoding === 'utf-8' ? /^(?:us-)?ascii$/.test(declared) : declared === 'utf-16');
}

/** Returns the text without its byte order mark; undefined if the bytes are not in the encoding. */
function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Finds the first byte that cannot be decoded. */
function undecodable(bytes: Uint8Array, encoding: Encoding): Issue {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (startsWell(bytes.subarray(0, middle), encoding)) good = middle;
    else bad = middle;
  }
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, good));
  const { line, column } = positions(text)(text.length);
  return fatal(`the input is not valid ${encoding.toUpperCase()}: byte ${good + 1} is wrong`, line, column);
}

/** Returns true if bytes are the start of a text, which may end inside a character. */
function startsWell(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function fatal(message: string, line: number, column: number): Issue {
  return markedIssue({ severity: 'fatal', code: 'structure', expression: '', message, line, column });
}
