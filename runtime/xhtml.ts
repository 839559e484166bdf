/**
 * What a narrative is: no single well-formed `div` of XHTML (`malformed`), or one that holds an element or attribute
 * which a narrative may not have (`forbidden`), or one with neither text nor image (`blank`); else `fine`.
 */
export type XhtmlVerdict = 'malformed' | 'forbidden' | 'blank' | 'fine';

/** The next piece of XML: end tag; start tag with its name, attributes and `/`; comment; or text of any kind. */
const PIECE =
  /<\/([\w.:-]+)[ \t\r\n]*>|<([A-Za-z_][\w.:-]*)((?:[ \t\r\n]+[\w.:-]+[ \t\r\n]*=[ \t\r\n]*(?:"[^<"]*"|'[^<']*'))*)[ \t\r\n]*(\/?)>|(<!--[^-]*(?:-[^-]+)*-->)|<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*\]\]>|[^<]+/y;
const ATTRIBUTE = /([\w.:-]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/g;
/** An `&` that starts no character reference of XML, which knows none of the entities of HTML. */
const BARE_AMPERSAND = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,9}|#x[\dA-Fa-f]{1,9});)/;
const NAME = /^(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*$/;
const REFERENCE = /&#(?:x([\dA-Fa-f]+)|(\d+));/g;
const NAMESPACE = 'http://www.w3.org/1999/xhtml';
const ELEMENTS =
  /^(?:a|abbr|acronym|address|area|b|bdo|big|blockquote|br|caption|cite|code|col|colgroup|dd|dfn|div|dl|dt|em|h[1-6r]|i|img|kbd|li|map|ol|p|pre|q|samp|small|span|strong|su[bp]|t(?:able|body|d|foot|h|head|r|t)|ul|var)$/;
const ATTRIBUTES =
  /^(?:abbr|accesskey|align|alt|axis|border|cellpadding|cellspacing|char|charoff|charset|cite|class|colspan|coords|dir|frame|headers|height|href|hreflang|id|lang|longdesc|name|nohref|nowrap|rel|rev|rowspan|rules|scope|shape|span|src|style|summary|tabindex|title|type|usemap|valign|width|xml:lang)$/;

/**
 * Judges the XHTML of a narrative in one pass. Allowed are the elements of chapters 7 to 11 (without 9.4) and 15 of HTML
 * 4.0 that are not deprecated, links and images. Processing instructions count as malformed.
 *
 * @see http://hl7.org/fhir/STU3/narrative.html
 */
export function scanXhtml(text: string): XhtmlVerdict {
  const body = trimSpace(text);
  const open: string[] = [];
  let isAllowed = true;
  let hasContent = false;
  PIECE.lastIndex = 0;
  if (!body.startsWith('<div')) return 'malformed';
  do {
    const piece = PIECE.exec(body);
    if (piece === null) return 'malformed';
    if (!piece[0].startsWith('<!') && !isSound(piece[0])) return 'malformed';
    const [whole, end, start, attributes = '', slash, comment] = piece;
    if (end !== undefined) {
      if (open.pop() !== end) return 'malformed';
    } else if (start !== undefined) {
      const values = readAttributes(attributes);
      const isRoot = start === 'div' && values?.get('xmlns') === NAMESPACE;
      if (values === undefined || (open.length === 0 && !isRoot)) return 'malformed';
      if (!hasPrefixes([start, ...values.keys()], body)) return 'malformed';
      isAllowed &&= ELEMENTS.test(start) && [...values].every(isAllowedAttribute);
      hasContent ||= start === 'img';
      if (slash === '') open.push(start);
    } else {
      hasContent ||= comment === undefined && whole.trim() !== '';
    }
  } while (open.length > 0);
  if (PIECE.lastIndex < body.length) return 'malformed';
  if (!isAllowed) return 'forbidden';
  return hasContent ? 'fine' : 'blank';
}

/** Returns a text without the white space of XML around it, which is less than that of JavaScript. */
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

/** Whether references in a tag or text are to characters that XML has, and no text looks like the end of a CDATA section. */
function isSound(piece: string): boolean {
  if (BARE_AMPERSAND.test(piece) || (piece.includes(']]>') && !piece.startsWith('<'))) return false;
  for (const [, hex, decimal] of piece.matchAll(REFERENCE)) {
    if (!isXmlCharacter(hex === undefined ? Number(decimal) : parseInt(hex, 16))) return false;
  }
  return true;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

/** Whether the names of an element and its attributes have at most one prefix each, declared somewhere in the text. */
function hasPrefixes(names: Iterable<string>, text: string): boolean {
  for (const name of names) {
    if (!NAME.test(name)) return false;
    const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
    if (prefix === '' || prefix === 'xml' || prefix === 'xmlns') continue;
    const declared = new RegExp(`[ \\t\\r\\n]xmlns:${prefix}[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"\\s*[^\\s"]|'\\s*[^\\s'])`);
    if (!declared.test(text)) return false;
  }
  return true;
}

/** The function `htmlChecks()` of the invariants of Narrative: only basic formatting, and some content. Anything but text passes. */
export function htmlChecks(value: unknown): boolean {
  return typeof value !== 'string' || scanXhtml(value) === 'fine';
}

/** Returns the values of attributes by name; undefined where one is there twice. */
function readAttributes(text: string): Map<string, string> | undefined {
  const found = [...text.matchAll(ATTRIBUTE)];
  const values = new Map(found.map(([, name = '', double, single]) => [name, double ?? single ?? '']));
  return values.size === found.length ? values : undefined;
}

function isAllowedAttribute([name, value]: readonly [string, string]): boolean {
  return name === 'xmlns' ? value === NAMESPACE : ATTRIBUTES.test(name);
}
