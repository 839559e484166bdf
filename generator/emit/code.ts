import { quote } from './layout.ts';

/**
 * Text that may stand in emitted code. Only the functions below make it, and each lets through nothing but what it
 * has checked or escaped, so text of a definition cannot become code by accident.
 */
export class Code {
  readonly text: string;
  /** True for a declaration that is laid out as Prettier would, as long as every line of it fits. */
  readonly isFlat: boolean;
  private constructor(text: string, isFlat = false) {
    this.text = text;
    this.isFlat = isFlat;
  }

  /** For this module alone: the text is known to be code. */
  static trusted(text: string): Code {
    return new Code(text);
  }

  /** Says of a declaration that nothing but a line that is too long would have to be laid out. */
  static flat({ text }: Code): Code {
    return new Code(text, true);
  }
}

/** Characters that end a line, show nothing, or turn the direction of what follows. */
const hidden = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A name. Throws when it is none: names are made in the model, so that would be our own mistake. */
export function ident(name: string): Code {
  if (!identifierPattern.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return Code.trusted(name);
}

/** A property name: as it is where it can be, else as a string; computed where it would set the prototype. */
export function key(name: string): Code {
  if (name === '__proto__') return Code.trusted('["__proto__"]');
  return identifierPattern.test(name) ? Code.trusted(name) : literal(name);
}

/** A JSON value as an expression; also as a type, where it is a string, number or boolean. */
export function literal(value: unknown): Code {
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error('only JSON values can be written as literals');
  return Code.trusted(text.replace(hidden, escapeChar).replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:'));
}

/** A text as an expression, in the quotes that Prettier would use. */
export function quoted(value: string): Code {
  return Code.trusted(quote(value).replace(hidden, escapeChar));
}

/** A JSON value as a type: a text in the quotes that Prettier would use. */
export function literalType(value: unknown): Code {
  return typeof value === 'string' ? quoted(value) : literal(value);
}

/** Text in quotes with everything that cannot be seen written as an escape. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, escapeChar);
}

function escapeChar(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Puts pieces of code together. What stands in the template itself is ours; what is put in has to be code already. */
export function code(strings: TemplateStringsArray, ...parts: readonly Code[]): Code {
  return Code.trusted(strings.reduce((text, string, index) => text + string + (parts[index]?.text ?? ''), ''));
}

export function join(parts: readonly Code[], separator: ' | ' | ' & ' | ', ' | '; ' | '\n'): Code {
  return Code.trusted(parts.map((part) => part.text).join(separator));
}

/** Lines of a doc comment, without the stars; empty lines part paragraphs. */
export function docLines(text: string, width = 112): string[] {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split(/\n+/)
    .flatMap((paragraph) => wrap(cleanComment(paragraph), width));
}

/** Lines of a doc comment on what only emitted modules use: the type declarations that are published leave it out. */
export function internal(text: string): string[] {
  return docLines(text, 102).map((line, index) => (index === 0 ? `@internal ${line}` : line));
}

/** A name with the article that goes with it: `a Patient`, `an Extension`. */
export function withArticle(name: string): string {
  return `${/^`?[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** The comment line that points to a page or canonical URL. */
export function seeLine(url: string): string {
  return `@see ${cleanComment(url.replace(/@/g, '%40')).replace(/\s+/g, '%20')}`;
}

/** Nothing in a comment may end it, start a tag of its own, or hide. */
function cleanComment(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/g, ' ')
    .replace(/\*\//g, '* /')
    .replace(/\/\*/g, '/ *')
    .replace(/(?<!\w)@+/g, '(at) ')
    .trim();
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
