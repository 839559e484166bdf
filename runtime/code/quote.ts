/** Text as code: whatever it says, it stays a text. */

/**
 * What must not stand in source text as it is: the end of a line, what shows nothing, what turns the direction of the
 * text around it, and halves of characters.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A text in quotes: single ones, unless double ones need fewer escapes. */
export function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const inside = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${withoutHidden(inside)}${quote}`;
}

/** A text on one line, of which every character shows. */
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

/** A property name: as it is where it can be, else in quotes; computed where it would set the prototype. */
export function keyText(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(name) ? name : quoted(name);
}

/** What follows an object to name a property of it: `.name`, or `['a-b']`. */
export function memberText(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${quoted(name)}]`;
}
