import { resolveReferences } from './escape.js';
import { FHIR, XHTML } from './names.js';
import { PlainTag } from './plain-tag.js';
import type { XmlListener, XmlScanner } from './scanner.js';

/** The return value for a text that is not plain. */
const GIVEN_UP = -1;

/**
 * Reads XML in its usual form, several times as fast as a full parser: names without a prefix, in the FHIR namespace
 * except in narratives, and no text outside of these. It gives up on anything that is unusual or not certain to be
 * well-formed; the full parser then reads the text and reports its faults.
 */
export class PlainScanner implements XmlScanner {
  readonly version = '1.0';
  position = 0;
  tagStart = 0;
  readonly #text: string;
  readonly #tag = new PlainTag();
  /** The names of the open elements. */
  readonly #open: string[] = [];
  #hasRoot = false;
  #namespace = FHIR;
  /** Number of open elements around the narrative. */
  #outside = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(listener: XmlListener): boolean {
    const text = this.#text;
    if (IMPOSSIBLE.test(text)) return false;
    DECLARATION.lastIndex = 0;
    let at = DECLARATION.test(text) ? DECLARATION.lastIndex : 0;
    while (at >= 0) {
      at = this.#namespace === XHTML ? this.#textEnd(at) : spaceEnd(text, at);
      if (at < 0) break;
      if (at >= text.length) return this.#hasRoot && this.#open.length === 0;
      if (text.charCodeAt(at) !== LESS) return false;
      const next = text.charCodeAt(at + 1);
      if (next === SLASH) at = this.#end(at, listener);
      else at = next === EXCLAMATION ? commentEnd(text, at) : this.#start(at, listener);
    }
    return false;
  }

  /** Returns the end of text in a narrative. */
  #textEnd(at: number): number {
    const end = this.#text.indexOf('<', at);
    if (end <= at) return end;
    const text = this.#text.slice(at, end);
    return !MARKUP.test(text) || (!text.includes(']]>') && resolveReferences(text) !== undefined) ? end : GIVEN_UP;
  }

  /** Reads a start tag. */
  #start(at: number, listener: XmlListener): number {
    const tag = this.#tag;
    let end = nameEnd(this.#text, at + 1);
    if (end === at + 1) return GIVEN_UP;
    const name = this.#text.slice(at + 1, end);
    tag.begin(name);
    end = this.#attributes(end);
    if (end < 0 || !this.#enterNamespace()) return GIVEN_UP;
    this.tagStart = at;
    this.position = end;
    listener.open(tag, tag.count, tag.value);
    if (tag.isSelfClosing) {
      listener.close(name);
      this.#leaveNamespace();
    } else this.#open.push(name);
    return end;
  }

  /** Reads the attributes of a start tag up to its end. */
  #attributes(start: number): number {
    const text = this.#text;
    let at = start;
    for (;;) {
      const next = spaceEnd(text, at);
      const code = text.charCodeAt(next);
      if (code === GREATER || code === SLASH) {
        const isSelfClosing = code === SLASH;
        this.#tag.isSelfClosing = isSelfClosing;
        const end = isSelfClosing ? next + 1 : next;
        return text.charCodeAt(end) === GREATER ? end + 1 : GIVEN_UP;
      }
      if (next === at) return GIVEN_UP;
      at = this.#attribute(next);
      if (at < 0) return GIVEN_UP;
    }
  }

  #attribute(at: number): number {
    const text = this.#text;
    const end = nameEnd(text, at);
    if (end === at || text.charCodeAt(end) !== EQUALS) return GIVEN_UP;
    const quote = text.charAt(end + 1);
    if (quote !== '"' && quote !== "'") return GIVEN_UP;
    const close = text.indexOf(quote, end + 2);
    if (close < 0) return GIVEN_UP;
    const written = text.slice(end + 2, close);
    const value = MARKED.test(written) ? valueOf(written) : written;
    return value !== undefined && this.#tag.add(text.slice(at, end), value) ? close + 1 : GIVEN_UP;
  }

  /** Enters the namespace of a start tag; returns false if FHIR requires another one. */
  #enterNamespace(): boolean {
    const { declared } = this.#tag;
    const depth = this.#open.length;
    if (depth === 0) {
      if (this.#hasRoot || declared !== FHIR) return false;
      this.#hasRoot = true;
    } else if (declared !== undefined && declared !== this.#namespace) {
      if (declared !== XHTML) return false;
      this.#namespace = XHTML;
      this.#outside = depth;
    }
    this.#tag.uri = this.#namespace;
    return true;
  }

  /** Leaves the namespace of an element that has ended. */
  #leaveNamespace(): void {
    if (this.#namespace === XHTML && this.#open.length === this.#outside) this.#namespace = FHIR;
  }

  /** Reads an end tag. */
  #end(at: number, listener: XmlListener): number {
    const name = this.#open.pop() ?? '';
    const end = at + 2 + name.length;
    if (name === '' || !this.#text.startsWith(name, at + 2) || this.#text.charCodeAt(end) !== GREATER) return GIVEN_UP;
    this.tagStart = at;
    this.position = end + 1;
    listener.close(name);
    this.#leaveNamespace();
    return end + 1;
  }
}

/** Characters that XML does not allow; lone surrogates are found when the text is decoded. */
const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const DECLARATION = /<\?xml version="1\.0"(?: encoding="[A-Za-z][\w.-]*")?(?: standalone="(?:yes|no)")? ?\?>/y;
/** Characters that need escaping in the text of a narrative. */
const MARKUP = /[&\]]/;
/** Characters of an attribute value that are not allowed, or mean something else. */
const MARKED = /[&<\t\n\r]/;
const NOT_PLAIN = /[<\t\n\r]/;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const EXCLAMATION = 0x21;

function spaceEnd(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;)
    code = text.charCodeAt(++at);
  return at;
}

/**
 * Returns the end of a name of letters, digits and, after the first letter, `-`, `.` or `_`; `start` if there is none.
 */
function nameEnd(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); isLetter(code) || (at > start && isInsideName(code));)
    code = text.charCodeAt(++at);
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isInsideName(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0x5f;
}

/**
 * Resolves the references in an attribute value; leaves white space, which XML replaces by blanks, to the full parser.
 */
function valueOf(written: string): string | undefined {
  return NOT_PLAIN.test(written) ? undefined : resolveReferences(written);
}

/** Returns the end of a comment, which has no `--` inside. */
function commentEnd(text: string, at: number): number {
  const end = text.startsWith('<!--', at) ? text.indexOf('--', at + 4) : GIVEN_UP;
  return end >= 0 && text.charCodeAt(end + 2) === GREATER ? end + 3 : GIVEN_UP;
}
