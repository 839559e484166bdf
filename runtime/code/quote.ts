/** Text as code: whatever it contains, it stays a text. */

/**
 * Characters that must be escaped in source text: line ends, invisible characters, those that change the direction of
 * text, and lone surrogates.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Quotes a text: with single quotes, unless double quotes need fewer escapes. */
export function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const inside = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${withoutHidden(inside)}${quote}`;
}

/** Returns a text on one line, with every character visible. */
export function commentText(text: string): string {
  return withoutHidden(text);
}

function withoutHidden(text: string): string {
  return text.replace(HIDDEN, (char) => NAMED[char] ?? escaped(char));
}

function escaped(char: string): string {
  return Array.from({ length: char.length }, (_, index) => {
    return `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** Returns a property name: unquoted if possible, otherwise in quotes; computed if it would set the prototype. */
export function keyText(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(name) ? name : quoted(name);
}

/** Returns the code that accesses a property: `.name`, or `['a-b']`. */
export function memberText(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${quoted(name)}]`;
}
