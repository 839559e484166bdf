/** What cannot stand in the value of an attribute as it is, or cannot stand in XML at all. */
const SPECIAL = /[&<>"\0-\x1f\ud800-\udfff\ufffe\uffff]/;
const EACH_SPECIAL = /[&<>"\t\n\r]/g;
const EACH_MARKUP = /[&<>\r]/g;
/** What XML has no way to write: control characters, halves of pairs and two that are no characters. */
const IMPOSSIBLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** True for a text with a character that XML 1.0 cannot hold. */
export function isImpossible(text: string): boolean {
  return SPECIAL.test(text) && IMPOSSIBLE.test(text);
}

/** Returns a text as the value of an attribute in double quotes; white space is written so that it survives. */
export function escapeAttribute(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, reference) : text;
}

/** Returns a text as it can stand between tags. */
export function escapeText(text: string): string {
  return text.replace(EACH_MARKUP, reference);
}

function reference(char: string): string {
  return REFERENCES[char] ?? char;
}
