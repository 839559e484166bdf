import { SaxesParser } from 'saxes';
import { escapeAttribute, escapeText } from './escape.js';
import { XHTML } from './names.js';
import type { XmlAttribute, XmlTag } from './tag.js';

/** Namespace declarations by prefix; '' for the default namespace. */
type Declarations = Readonly<Record<string, string>>;

/**
 * Cuts the `div` of a narrative out of a text unchanged, with two exceptions. If it uses namespaces declared outside,
 * their declarations are added; if it has a prefix for XHTML, that is removed from its elements, as JSON requires.
 * Attributes with such a prefix stay as they are, with its declaration, for guards to judge.
 */
export class NarrativeCutter {
  readonly #text: string;
  readonly #start: number;
  readonly #take: (text: string) => void;
  readonly #scopes: Declarations[] = [];
  readonly #outer = new Map<string, string>();
  #hasPrefix = false;
  /** Prefixes of attributes that are bound to XHTML. */
  readonly #kept = new Set<string>();

  constructor(text: string, start: number, take: (text: string) => void) {
    this.#text = text;
    this.#start = start;
    this.#take = take;
  }

  open(tag: XmlTag): void {
    this.#scopes.push(tag.ns);
    this.#uses(tag.prefix, tag.uri);
    this.#hasPrefix ||= tag.prefix !== '' && tag.uri === XHTML;
    for (const name in tag.attributes) {
      const { prefix, uri } = tag.attributes[name] as XmlAttribute;
      if (prefix === '' || prefix === 'xml' || prefix === 'xmlns') continue;
      this.#uses(prefix, uri);
      if (uri === XHTML) this.#kept.add(prefix);
    }
  }

  /** Closes an element; returns true if that was the `div` itself. */
  close(end: number): boolean {
    this.#scopes.pop();
    if (this.#scopes.length > 0) return false;
    const cut = this.#text.slice(this.#start, end).replace(/\r\n?/g, '\n');
    const declarations = [...this.#outer].map(([prefix, uri]) => declaration(prefix, uri)).join('');
    const whole = cut.replace(/^<[^\s/>]+/, (start) => start + declarations);
    this.#take(this.#hasPrefix ? withoutPrefix(whole, this.#kept) : whole);
    return true;
  }

  #uses(prefix: string, uri: string): void {
    if (!this.#scopes.some((scope) => scope[prefix] !== undefined)) this.#outer.set(prefix, uri);
  }
}

function declaration(prefix: string, uri: string): string {
  return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`;
}

/**
 * Rewrites well-formed XHTML so that its elements have no prefix.
 *
 * @param kept prefixes used by attributes
 */
function withoutPrefix(text: string, kept: ReadonlySet<string>): string {
  let out = '';
  /** Default namespaces, outermost first. */
  const defaults = [''];
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('opentag', (tag) => {
    const isPlain = tag.uri === XHTML || tag.prefix === '';
    const parent = defaults.at(-1) ?? '';
    defaults.push(isPlain ? tag.uri : parent);
    const own = isPlain && tag.uri !== parent ? declaration('', tag.uri) : '';
    out += `<${isPlain ? tag.local : tag.name}${own}${attributesOf(tag, kept)}${tag.isSelfClosing ? '/' : ''}>`;
  });
  parser.on('closetag', (tag) => {
    defaults.pop();
    if (!tag.isSelfClosing) out += `</${tag.uri === XHTML ? tag.local : tag.name}>`;
  });
  parser.on('text', (chars) => void (out += escapeText(chars)));
  parser.on('cdata', (chars) => void (out += escapeText(chars)));
  parser.write(text).close();
  return out;
}

/** Returns the attributes unchanged, without declarations of what is now the default namespace. */
function attributesOf({ attributes }: XmlTag, kept: ReadonlySet<string>): string {
  const written = Object.values(attributes).filter(({ name, prefix, local, value }) => {
    return name !== 'xmlns' && !(prefix === 'xmlns' && value === XHTML && !kept.has(local));
  });
  return written.map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`).join('');
}
