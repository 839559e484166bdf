import { isImpossible } from '../primitives/characters.js';

/** Characters that an attribute value cannot contain unescaped, or at all. */
const UNUSUAL = /[\0-\x1f&<>"\ud800-\udfff\ufffe\uffff]/;
/** Characters that an attribute value cannot contain unescaped. */
const SPECIAL = /[&<>"\t\n\r]/;
const EACH_SPECIAL = /[&<>"\t\n\r]/g;
const EACH_MARKUP = /[&<>\r]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Returns true for a text that needs no escaping in an attribute, as nearly all. */
export function isPlainAttribute(text: string): boolean {
  return !UNUSUAL.test(text);
}

/** Returns a text as an attribute value in double quotes, with white space escaped so that it survives. */
export function escapeAttribute(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, reference) : text;
}

/** Returns a text as content between tags. */
export function escapeText(text: string): string {
  return text.replace(EACH_MARKUP, reference);
}

function reference(char: string): string {
  return REFERENCES[char] ?? char;
}

const UNRESOLVED = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/;
const EACH_REFERENCE = /&(#x?)?(\w+);/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Returns a text with its references resolved; undefined if an `&` starts no predefined entity or character reference.
 */
export function resolveReferences(text: string): string | undefined {
  if (UNRESOLVED.test(text)) return undefined;
  let isSound = true;
  const resolved = text.replace(EACH_REFERENCE, (all, kind: string | undefined, name: string) => {
    if (kind === undefined) return NAMED[name] ?? all;
    const code = Number.parseInt(name, kind === '#x' ? 16 : 10);
    isSound &&= isCharacter(code);
    return isSound ? String.fromCodePoint(code) : all;
  });
  return isSound ? resolved : undefined;
}

function isCharacter(code: number): boolean {
  return code <= 0x10ffff && !isImpossible(String.fromCodePoint(code));
}
