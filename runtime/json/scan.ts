/** Returns the index after a JSON string that begins at `start`; the length of the text if it does not end. */
export function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = at;
    while (text.charCodeAt(slashes - 1) === BACKSLASH) slashes--;
    if ((at - slashes) % 2 === 0) return at + 1;
  }
  return text.length;
}

/** Returns the index after white space. */
export function spaceEnd(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;)
    code = text.charCodeAt(++at);
  return at;
}

/** Returns the index after a number, `true`, `false` or `null`. */
export function scalarEnd(text: string, start: number): number {
  SCALAR.lastIndex = start;
  return SCALAR.test(text) ? SCALAR.lastIndex : start;
}

/** What a scan for brackets, colons and numbers finds. */
export interface Outline {
  readonly maxDepth: number;
  /** Offset at which the nesting becomes too deep; undefined if it never does. */
  readonly tooDeepAt: number | undefined;
  /** Number of members of all objects, if the text is JSON. */
  readonly members: number;
  /** True if every number is a short integer, which has one written form only. */
  readonly hasPlainNumbers: boolean;
}

/** Scans a text that need not be JSON, up to the point at which it is nested too deeply. */
export function outline(text: string, maxDepth: number): Outline {
  let depth = 0;
  let members = 0;
  let hasPlainNumbers = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at) - 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > maxDepth) return { maxDepth, tooDeepAt: at, members, hasPlainNumbers };
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
    else if (code === COLON) members++;
    else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const end = scalarEnd(text, at);
      hasPlainNumbers &&= WHOLE.test(text.slice(at, end));
      at = Math.max(at, end - 1);
    }
  }
  return { maxDepth, tooDeepAt: undefined, members, hasPlainNumbers };
}

/** Returns the first name that an object repeats, in a text that is known to be JSON; undefined if there is none. */
export function repeatedName(text: string): { readonly name: string; readonly offset: number } | undefined {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_OBJECT) open.push(new Set());
    else if (code === CLOSE_OBJECT) open.pop();
    else if (code === QUOTE) {
      const offset = at;
      at = stringEnd(text, offset) - 1;
      COLON_NEXT.lastIndex = at + 1;
      if (!COLON_NEXT.test(text)) continue;
      const name = String(JSON.parse(text.slice(offset, at + 1)));
      if (open.at(-1)?.has(name)) return { name, offset };
      open.at(-1)?.add(name);
    }
  }
  return undefined;
}

const COLON_NEXT = /[ \t\r\n]*:/y;
const SCALAR = /[\w.+-]+/y;
const WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
export const QUOTE = 0x22;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const COMMA = 0x2c;
