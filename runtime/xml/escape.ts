/** What cannot stand in the value of an attribute as it is. */
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
