import { breakLine } from './break-line.ts';
import { isPlain, Line } from './line.ts';
import { nesting, readTokens, type Token } from './tokens.ts';

/** How wide lines may be. */
export const lineWidth = 120;

/** To be raised when the same code comes to be laid out otherwise, so that what was formatted before is not kept. */
export const layoutVersion = 1;

/** Lines that are laid out, or code that is left for Prettier. */
export type Part = string | OpenPart;

export interface OpenPart {
  readonly text: string;
  readonly indent: number;
  /** What it is: a whole statement, a member of an interface, or what stands before the block of one of these. */
  readonly as: 'statement' | 'member' | 'header' | 'interface';
}

/**
 * Lays out declarations as Prettier does, as far as that takes no decision: a statement, a member or the header of a
 * block that fits on a line has one. What does not fit is left open, so that it costs Prettier a statement, not a file.
 * Undefined where there is anything that is not known here. A test holds the outcome against Prettier.
 */
export function layOut(text: string): Part[] | undefined {
  const tokens = readTokens(text);
  return tokens && new Layout(tokens).all();
}

const blockWords = new Set(['if', 'for', 'while', 'switch']);
const unknownWords = new Set(['async', 'class', 'do', 'try', 'enum', 'namespace', 'declare', 'abstract', 'else']);

/** Thrown on code that is not known here. */
class Unknown extends Error {}

class Layout {
  readonly #tokens: readonly Token[];
  readonly #parts: Part[] = [];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  all(): Part[] | undefined {
    try {
      this.#statements(0);
      return this.#index < this.#tokens.length ? undefined : this.#parts;
    } catch (error) {
      if (error instanceof Unknown) return undefined;
      throw error;
    }
  }

  /** All up to the end of the block, or to a word that begins none of its statements. */
  #statements(indent: number, ...ends: readonly string[]): void {
    for (let isFirst = true; !this.#isEnd(ends); isFirst = false) {
      this.#emptyLine(isFirst);
      if (this.#isComment()) this.#comment(indent);
      else this.#statement(indent);
    }
  }

  #statement(indent: number): void {
    const word = this.#peek() === 'export' ? this.#peek(1) : this.#peek();
    if (word === '{') this.#bracketed(indent);
    else if (word === 'const' && this.#isListing()) this.#constant(indent);
    else if (word === 'interface') this.#interface(indent);
    else if (word === 'function') this.#function(indent);
    else if (word === 'switch') this.#switch(indent);
    else if (blockWords.has(word)) this.#controlled(indent);
    else if (unknownWords.has(word)) throw new Unknown();
    else this.#ended(this.#upTo(';'), indent, 'statement');
  }

  #interface(indent: number): void {
    const header = this.#upTo('{');
    if (this.#peek(1) === '}') return this.#empty(header, indent);
    this.#opened(header, indent, 'interface');
    this.#members(indent + 2, () => this.#ended(this.#upTo(';'), indent + 2, 'member'));
    this.#close(indent);
  }

  #bracketed(indent: number): void {
    if (this.#peek() === 'export') return this.#exports(indent);
    this.#line(indent, '{');
    this.#inside(indent);
  }

  /** Names that are exported, with a comment on each; without comments they are a statement like any other. */
  #exports(indent: number): void {
    const end = this.#tokens.findIndex(({ text }, index) => index > this.#index && text === '}');
    if (!this.#tokens.slice(this.#index, end).some(({ kind }) => kind === 'comment'))
      return this.#ended(this.#upTo(';'), indent, 'statement');
    this.#listing(new Line().add(this.#next()), indent);
  }

  /** An object over lines; with members that do not fit it is a statement like any other. */
  #constant(indent: number): void {
    const [index, count] = [this.#index, this.#parts.length];
    try {
      this.#listing(this.#upTo('{'), indent);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      this.#index = index;
      this.#parts.length = count;
      this.#ended(this.#upTo(';'), indent, 'statement');
    }
  }

  /** Whether a constant is an object whose members have lines of their own. */
  #isListing(): boolean {
    const open = this.#tokens.findIndex(({ text }, index) => index > this.#index && (text === '{' || text === ';'));
    return this.#peek(open - this.#index - 1) === '=' && (this.#tokens[open + 1]?.lines ?? 0) > 0;
  }

  /** Members on lines of their own between curly brackets. */
  #listing(header: Line, indent: number): void {
    this.#fitting(header, indent);
    this.#expect('{');
    this.#members(indent + 2, () => {
      const line = this.#upTo(',', '}');
      const broken = fits(line, indent + 2, 1) ? [] : breakLine(line.tokens, indent + 2, 'entry');
      if (!broken) throw new Unknown();
      if (this.#peek() === ',') this.#next();
      for (const part of broken) this.#parts.push(part);
      if (broken.length === 0) this.#line(indent + 2, `${line.flat},`);
    });
    this.#expect('}');
    const end = this.#upTo(';').flat;
    this.#expect(';');
    this.#line(indent, `}${end === '' ? '' : ` ${end}`};`);
  }

  /** What stands between curly brackets, each with the comment before it. */
  #members(indent: number, read: () => void): void {
    for (let isFirst = true; this.#peek() !== '}'; isFirst = false) {
      this.#emptyLine(isFirst);
      if (this.#isComment()) this.#comment(indent);
      else read();
    }
  }

  #function(indent: number): void {
    const header = this.#upTo('{', ';');
    // The type of what a function returns may have such brackets itself.
    while (this.#peek() === '{' && ['<', ',', '|', '&', ':'].includes(header.tokens.at(-1)?.text ?? ''))
      header.append(' ', this.#bracketsAndOn());
    if (this.#peek() === ';') this.#ended(header, indent, 'statement');
    else if (this.#peek(1) === '}') this.#empty(header, indent);
    else this.#block(header, indent);
  }

  #controlled(indent: number): void {
    const header = this.#header();
    if (this.#peek() === '{') {
      this.#block(header, indent);
      while (this.#peek() === 'else') this.#otherwise(indent);
      return;
    }
    if (blockWords.has(this.#peek())) throw new Unknown();
    this.#ended(header.append(' ', this.#upTo(';')), indent, 'statement');
    if (this.#peek() === 'else') throw new Unknown();
  }

  /** `else` stands behind the bracket that closes what is before it. */
  #otherwise(indent: number): void {
    const start = new Line().add(this.#next());
    const header = this.#peek() === '{' ? start : start.append(' ', this.#header());
    if (this.#peek() !== '{') throw new Unknown();
    this.#parts.pop();
    this.#fitting(header, indent, '} ');
    this.#inside(indent);
  }

  #switch(indent: number): void {
    this.#fitting(this.#header(), indent);
    this.#expect('{');
    while (this.#peek() !== '}') {
      const label = this.#upTo(':');
      this.#expect(':');
      if (!isPlain(label) || this.#peek() === '{') throw new Unknown();
      this.#line(indent + 2, `${label.flat}:`);
      this.#statements(indent + 4, 'case', 'default');
    }
    this.#close(indent);
  }

  /** A statement and its block; the header may be too long for a line. */
  #block(header: Line, indent: number): void {
    this.#opened(header, indent, 'header');
    this.#statements(indent + 2);
    this.#close(indent);
  }

  /** Brackets with nothing in them stand together. */
  #empty(header: Line, indent: number): void {
    this.#expect('{');
    this.#expect('}');
    if (fits(header, indent, 3)) this.#line(indent, `${header.flat} {}`);
    else this.#parts.push({ text: `${header.raw} {}`, indent, as: 'statement' });
  }

  #opened(header: Line, indent: number, as: OpenPart['as']): void {
    if (fits(header, indent, 2)) this.#line(indent, `${header.flat} {`);
    else this.#broken(header, '', indent, as);
    this.#expect('{');
  }

  /** The block of what stands before it on its line. */
  #inside(indent: number): void {
    this.#expect('{');
    this.#statements(indent + 2);
    this.#close(indent);
  }

  #close(indent: number): void {
    this.#expect('}');
    this.#line(indent, '}');
  }

  /** The start of a block; one that is too long is not known here. */
  #fitting(header: Line, indent: number, before = ''): void {
    if (!fits(header, indent + before.length, 2)) throw new Unknown();
    this.#line(indent, `${before}${header.flat} {`);
  }

  #ended(line: Line, indent: number, as: OpenPart['as']): void {
    this.#expect(';');
    if (fits(line, indent, 1)) return this.#line(indent, `${line.flat};`);
    this.#broken(line, ';', indent, as);
  }

  /** Code over lines, where it is known how; else it is left open. */
  #broken(line: Line, end: string, indent: number, as: OpenPart['as']): void {
    const parts = breakLine(line.tokens, indent, as) ?? [{ text: `${line.raw}${end}`, indent, as }];
    for (const part of parts) this.#parts.push(part);
  }

  /** A comment that has its lines for itself. */
  #comment(indent: number): void {
    const [first = '', ...more] = this.#next()
      .text.split('\n')
      .map((line) => line.trim());
    const isAlone = (this.#tokens[this.#index]?.lines ?? 1) > 0;
    if (!isAlone || !more.every((line) => line.startsWith('*'))) throw new Unknown();
    this.#line(indent, first);
    for (const line of more) this.#line(indent, ` ${line}`);
  }

  #line(indent: number, text: string): void {
    this.#parts.push(' '.repeat(indent) + text);
  }

  /** One empty line stays between two statements. */
  #emptyLine(isFirst: boolean): void {
    if (!isFirst && (this.#tokens[this.#index]?.lines ?? 0) > 1) this.#parts.push('');
  }

  /** The word that a statement begins with, and what stands in brackets behind it. */
  #header(): Line {
    const line = new Line().add(this.#next());
    if (this.#peek() !== '(') throw new Unknown();
    let depth = 0;
    do {
      const token = this.#next();
      depth += nesting(token);
      line.add(token);
    } while (depth > 0);
    return line;
  }

  /** What stands in curly brackets, and the code behind it up to the next ones. */
  #bracketsAndOn(): Line {
    const line = new Line();
    for (let depth = 0, isFirst = true; isFirst || depth > 0; isFirst = false) {
      const token = this.#next();
      depth += nesting(token);
      line.add(token);
    }
    while (this.#peek() !== '{' && this.#peek() !== ';') line.add(this.#next());
    return line;
  }

  /** Code up to one of `ends` that stands in no brackets and is left. */
  #upTo(...ends: readonly string[]): Line {
    const line = new Line();
    for (let depth = 0; depth > 0 || !ends.includes(this.#peek());) {
      const token = this.#next();
      depth += nesting(token);
      if (depth < 0) throw new Unknown();
      line.add(token);
    }
    return line;
  }

  #isEnd(ends: readonly string[]): boolean {
    const next = this.#peek();
    return next === '' || next === '}' || ends.includes(next);
  }

  #isComment(): boolean {
    return this.#tokens[this.#index]?.kind === 'comment';
  }

  /** The text of a token; nothing behind the last one. */
  #peek(ahead = 0): string {
    return this.#tokens[this.#index + ahead]?.text ?? '';
  }

  #next(): Token {
    const token = this.#tokens[this.#index++];
    if (!token) throw new Unknown();
    return token;
  }

  #expect(text: string): void {
    if (this.#next().text !== text) throw new Unknown();
  }
}

function fits(line: Line, indent: number, more: number): boolean {
  return indent + line.flat.length + more <= lineWidth && isPlain(line);
}
