import { quote } from '../core/describe.js';
import { valueText } from '../core/marked.js';

/**
 * The verdict on a narrative: not a single well-formed `div` of XHTML (`malformed`), a `div` with a prohibited element
 * or attribute (`forbidden`), a `div` without text or image (`blank`), or `fine`.
 */
export type XhtmlVerdict = 'malformed' | 'forbidden' | 'blank' | 'fine';

/** The next piece of XML: end tag; start tag with its name, attributes and `/`; comment; or text of any kind. */
const PIECE =
  /<\/([\w.:-]+)[ \t\r\n]*>|<([A-Za-z_][\w.:-]*)((?:[ \t\r\n]+[\w.:-]+[ \t\r\n]*=[ \t\r\n]*(?:"[^<"]*"|'[^<']*'))*)[ \t\r\n]*(\/?)>|(<!--[^-]*(?:-[^-]+)*-->)|<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*\]\]>|[^<]+/y;
const ATTRIBUTE = /([\w.:-]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/g;
/** An `&` that starts no character reference of XML, which has none of HTML's entities. */
const LONE_AMPERSAND = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,9}|#x[\dA-Fa-f]{1,9});)/;
const NAME = /^(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)$/;
const REFERENCE = /&#(?:x([\dA-Fa-f]+)|(\d+));/g;
const XHTML = 'http://www.w3.org/1999/xhtml';
const XML = 'http://www.w3.org/XML/1998/namespace';
const ELEMENTS =
  /^(?:a|abbr|acronym|address|area|b|bdo|big|blockquote|br|caption|cite|code|col|colgroup|dd|dfn|div|dl|dt|em|h[1-6r]|i|img|kbd|li|map|ol|p|pre|q|samp|small|span|strong|su[bp]|t(?:able|body|d|foot|h|head|r|t)|ul|var)$/;
const ATTRIBUTES =
  /^(?:abbr|accesskey|align|alt|axis|border|cellpadding|cellspacing|char|charoff|charset|cite|class|colspan|coords|dir|frame|headers|height|href|hreflang|id|lang|longdesc|name|nohref|nowrap|rel|rev|rowspan|rules|scope|shape|span|src|style|summary|tabindex|title|type|usemap|valign|width|xml:lang)$/;

/** Maximum number of prohibited elements and attributes that are named. */
const MOST_NAMED = 3;

/** What is wrong with a narrative, and the element or attribute at fault. */
export interface XhtmlFault {
  readonly verdict: Exclude<XhtmlVerdict, 'fine'>;
  readonly reason: string;
}

/**
 * Judges the XHTML of a narrative in one pass. Allowed are the elements of chapters 7 to 11 (without 9.4) and 15 of
 * HTML 4.0 that are not deprecated, links and images, with any prefix that is bound to the XHTML namespace. Namespace
 * declarations do not count as attributes, whether they are used or not. No attribute may have a prefix, except
 * `xml:lang`. Processing instructions count as malformed.
 *
 * @see http://hl7.org/fhir/STU3/narrative.html
 */
export function scanXhtml(text: string): XhtmlVerdict {
  return xhtmlFault(text)?.verdict ?? 'fine';
}

/** Judges a narrative as `scanXhtml` does, and returns the fault; undefined for a narrative that is fine. */
export function xhtmlFault(text: string): XhtmlFault | undefined {
  try {
    return new Scan(trimSpace(text)).run();
  } catch (error) {
    if (error instanceof Malformed) return { verdict: 'malformed', reason: error.message };
    throw error;
  }
}

/** Thrown if a text is not XHTML, with the reason as message. */
class Malformed extends Error {}

interface OpenElement {
  readonly name: string;
  /** The prefixes that it declares; '' for the default namespace. */
  readonly declared: readonly string[];
}

class Scan {
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  /** Namespaces by prefix, the current one last. */
  readonly #namespaces = new Map<string, string[]>([['xml', [XML]]]);
  readonly #forbidden = new Set<string>();
  #hasContent = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): XhtmlFault | undefined {
    const text = this.#text;
    if (!ROOT.test(text)) throw new Malformed('it does not begin with <div');
    let at = 0;
    do {
      PIECE.lastIndex = at;
      const piece = PIECE.exec(text);
      if (piece === null) throw new Malformed(`${quote(text.slice(at, at + LOOK))} is not well-formed XML`);
      this.#read(piece);
      at += piece[0].length;
    } while (this.#open.length > 0 && at < text.length);
    const last = this.#open.at(-1);
    if (last) throw new Malformed(`${tag(last.name)} is not closed`);
    if (at < text.length) throw new Malformed(`${quote(text.slice(at, at + LOOK))} comes after its closing tag`);
    if (this.#forbidden.size > 0) return { verdict: 'forbidden', reason: [...this.#forbidden].join('; ') };
    return this.#hasContent ? undefined : { verdict: 'blank', reason: 'it has neither text nor an image' };
  }

  #read([whole, end, start, attributes = '', slash, comment]: RegExpExecArray): void {
    if (!whole.startsWith('<!')) refuseUnsound(whole);
    if (end !== undefined) this.#close(end);
    else if (start !== undefined) this.#start(start, attributes, slash !== '');
    else this.#hasContent ||= comment === undefined && whole.trim() !== '';
  }

  #start(name: string, text: string, isClosed: boolean): void {
    const attributes = readAttributes(name, text);
    const declared = this.#declare(attributes);
    const [, prefix = '', local = ''] = NAME.exec(name) ?? refuse(`${tag(name)} is not a valid element name`);
    const uri = this.#uriOf(prefix, name);
    if (this.#open.length === 0 && (local !== 'div' || uri !== XHTML))
      throw new Malformed(`its outermost element, ${tag(name)}, is not a div in the namespace ${XHTML}`);
    if (uri !== XHTML) this.#forbid(`${tag(name)} is not an XHTML element`);
    else if (!ELEMENTS.test(local)) this.#forbid(`the element ${tag(name)} is not allowed`);
    if (attributes.size > 0) this.#judge(name, attributes);
    this.#hasContent ||= local === 'img' && uri === XHTML;
    this.#open.push({ name, declared });
    if (isClosed) this.#close(name);
  }

  #close(name: string): void {
    const element = this.#open.pop();
    if (element?.name !== name) throw new Malformed(`${tag(`/${name}`)} closes ${tag(element?.name ?? '')}`);
    for (const prefix of element.declared) this.#namespaces.get(prefix)?.pop();
  }

  /** Adds the namespaces that an element declares; returns their prefixes. */
  #declare(attributes: ReadonlyMap<string, string>): readonly string[] {
    const declared: string[] = [];
    for (const [name, uri] of attributes) {
      const prefix = declaredBy(name);
      if (prefix === undefined) continue;
      const isOfXml = prefix === 'xml' || uri === XML;
      if ((prefix !== '' && uri.trim() === '') || prefix === 'xmlns' || (isOfXml && (prefix !== 'xml' || uri !== XML)))
        throw new Malformed(`${valueText(name)}=${quote(uri)} is not a valid namespace declaration`);
      const known = this.#namespaces.get(prefix);
      if (known) known.push(uri);
      else this.#namespaces.set(prefix, [uri]);
      declared.push(prefix);
    }
    return declared;
  }

  #uriOf(prefix: string, name: string): string {
    const uri = this.#namespaces.get(prefix)?.at(-1);
    if (uri === undefined && prefix !== '') throw new Malformed(`the prefix of ${quote(name)} is not declared`);
    return uri ?? '';
  }

  #judge(element: string, attributes: ReadonlyMap<string, string>): void {
    const seen = new Set<string>();
    for (const name of attributes.keys()) {
      if (declaredBy(name) !== undefined) continue;
      const [, prefix = '', local = ''] = NAME.exec(name) ?? refuse(`${quote(name)} is not a valid attribute name`);
      const uri = prefix === '' ? '' : this.#uriOf(prefix, name);
      if (seen.has(`${local} ${uri}`))
        throw new Malformed(`${tag(element)} has the attribute ${valueText(local)} of ${valueText(uri)} twice`);
      seen.add(`${local} ${uri}`);
      if (ATTRIBUTES.test(prefix === '' || uri === XML ? name : '')) continue;
      const why =
        uri === XHTML
          ? ': attributes of XHTML have no prefix'
          : prefix === ''
            ? ''
            : ` (its namespace is ${quote(uri)})`;
      this.#forbid(`the attribute ${quote(name)} of ${tag(element)} is not allowed${why}`);
    }
  }

  #forbid(reason: string): void {
    if (this.#forbidden.size < MOST_NAMED) this.#forbidden.add(reason);
  }
}

/** Returns a tag with the name as written in the text. */
function tag(name: string): string {
  return valueText(`<${name}>`);
}

/** Number of characters of malformed XML that a message shows. */
const LOOK = 30;
const ROOT = /^<(?:[\w.-]+:)?div(?![\w.:-])/;

function refuse(reason: string): never {
  throw new Malformed(reason);
}

/** The prefix whose namespace an attribute declares, '' for the default one; undefined for any other attribute. */
function declaredBy(name: string): string | undefined {
  if (!name.startsWith('xmlns')) return undefined;
  if (name === 'xmlns') return '';
  return name.startsWith('xmlns:') ? name.slice('xmlns:'.length) : undefined;
}

/** Removes XML white space around a text, which has fewer characters than JavaScript's. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0xa || code === 0xd || code === 0x9;
}

/** Refuses references to characters that XML does not have, and text that looks like the end of a CDATA section. */
function refuseUnsound(piece: string): void {
  const at = piece.search(LONE_AMPERSAND);
  if (at >= 0)
    refuse(
      `${quote(piece.slice(at, at + LOOK))} does not start with a valid XML reference; write & as &amp; and an HTML entity as its character`,
    );
  if (piece.includes(']]>') && !piece.startsWith('<')) refuse('"]]>" is not allowed in its text');
  for (const [reference, hex, decimal] of piece.matchAll(REFERENCE)) {
    if (!isXmlCharacter(hex === undefined ? Number(decimal) : parseInt(hex, 16)))
      refuse(`${valueText(reference)} is not a character that XML allows`);
  }
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

/**
 * The function `htmlChecks()` in Narrative's invariants: only basic formatting, and some content. Anything but text
 * passes.
 */
export function htmlChecks(value: unknown): boolean {
  return typeof value !== 'string' || scanXhtml(value) === 'fine';
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = /*@__PURE__*/ new Map();

/** Returns the values of the attributes of an element by name. */
function readAttributes(element: string, text: string): ReadonlyMap<string, string> {
  if (text === '') return NO_ATTRIBUTES;
  const found = [...text.matchAll(ATTRIBUTE)];
  const values = new Map(found.map(([, name = '', double, single]) => [name, double ?? single ?? '']));
  if (values.size < found.length) refuse(`${tag(element)} has an attribute twice`);
  return values;
}
