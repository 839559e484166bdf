import { closing, nesting, split, type Token } from './tokens.ts';

/** Characters that are one column wide, as far as texts have them. */
const narrow = /^[\x20-\x7e\xa1-\u02ff\u2010-\u2026]*$/;

/** Some code, as it was and as it would stand on one line. */
export class Line {
  raw = '';
  flat = '';
  /** False where a token by itself shows that Prettier may break the line although it fits. */
  isOrdinary = true;
  readonly tokens: Token[] = [];
  #calls = 0;
  #last: Token | undefined;
  #beforeLast: Token | undefined;

  add(token: Token): this {
    const last = this.#last;
    const space = last && isSpace(last, token) ? ' ' : '';
    this.isOrdinary &&= !this.#isSpecial(token);
    this.tokens.push(token);
    if (last?.text === ',' && nesting(token) < 0) this.flat = this.flat.slice(0, -1);
    this.raw += (last && token.lines > 0 ? '\n' : space) + token.text;
    this.flat += space + (token.kind === 'string' ? preferredQuotes(token.text) : token.text);
    this.#beforeLast = last;
    this.#last = token;
    return this;
  }

  append(text: string, other: Line): this {
    this.raw += text + other.raw;
    this.flat += text + other.flat;
    // One by one: the arguments of a call are limited, and a table can have more tokens.
    for (const token of other.tokens) this.tokens.push(token);
    this.isOrdinary &&= other.isOrdinary;
    return this;
  }

  /** Comments, objects over lines, functions with a body, JSON, chains of calls, wide characters. */
  #isSpecial({ text, kind, lines, isSpaced }: Token): boolean {
    const last = this.#last;
    if (kind === 'comment' && text !== '/*@__PURE__*/') return true;
    if (last?.text === '{' && lines > 0) return true;
    if (text === '{' && (last?.text === '=>' || last?.text === ')')) return true;
    if (last?.text === '{' && !isSpaced && text !== '}') return true;
    if (text === ':' && last?.kind === 'string' && ['{', ','].includes(this.#beforeLast?.text ?? ''))
      return /^.[A-Za-z_$][\w$]*.$/.test(last.text);
    if (text === '(' && this.#beforeLast?.text === '.' && ++this.#calls > 2) return true;
    return !narrow.test(text);
  }
}

/** Whether Prettier would leave a line as it is where it fits. */
export function isPlain({ isOrdinary, flat, tokens }: Line): boolean {
  if (!isOrdinary) return false;
  if (/[[(!,>=] ?\(|(?:return|readonly) \(/.test(flat) && tokens.some((_, index) => isNeedless(tokens, index)))
    return false;
  if (/\[[[{]/.test(flat) && tokens.some((_, index) => isMatrix(tokens, index))) return false;
  return !(flat.includes('=>') && tokens.some((_, index) => isComposition(tokens, index)));
}

/** Whether arguments begin here of which one is a call with a function: such have lines of their own. */
function isComposition(tokens: readonly Token[], open: number): boolean {
  if (tokens[open]?.text !== '(' || !/^[\w$]+$/.test(tokens[open - 1]?.text ?? '')) return false;
  const items = split(tokens.slice(open + 1, closing(tokens, open)), ',');
  if (items.length < 2) return false;
  const functions = items.filter((item) => split(item, '=>').length > 1);
  return functions.length > 1 || items.some((item) => isCall(item) && hasFunction(item));
}

/** Whether an argument of a call is a function. */
function hasFunction(call: readonly Token[]): boolean {
  const open = call.findIndex((token) => nesting(token) > 0);
  return split(call.slice(open + 1, -1), ',').some((item) => split(item, '=>').length > 1);
}

/** Whether a list opens here of more than one object or list, all with more than one part, which has lines of its own. */
function isMatrix(tokens: readonly Token[], open: number): boolean {
  const first = tokens[open + 1]?.text ?? '';
  if (tokens[open]?.text !== '[' || (first !== '[' && first !== '{')) return false;
  const items = split(tokens.slice(open + 1, closing(tokens, open)), ',');
  return items.length > 1 && items.every((item) => item[0]?.text === first && split(item.slice(1, -1), ',').length > 1);
}

/** Whether tokens are no more than a name, and brackets behind it. */
function isCall(tokens: readonly Token[]): boolean {
  const open = tokens.findIndex((token) => nesting(token) > 0);
  const name = open < 0 ? tokens : tokens.slice(0, open);
  if (name.length === 0 || !name.every(({ text }) => /^(?:[\w$]+|\??\.)$/.test(text))) return false;
  return open < 0 || closing(tokens, open) === tokens.length - 1;
}

/** Whether round brackets open here that Prettier would take away. */
function isNeedless(tokens: readonly Token[], open: number): boolean {
  if (tokens[open]?.text !== '(') return false;
  const before = tokens[open - 1]?.text ?? '';
  if (!['(', '[', ',', '=>', '=', 'return', 'readonly', '!'].includes(before)) return false;
  const close = closing(tokens, open);
  const inside = tokens.slice(open + 1, close);
  if (before === '!') return isCall(inside);
  if (before === 'readonly') return split(inside, '|').length === 1;
  const isWhole = [')', ',', ';', ']', undefined].includes(tokens[close + 1]?.text);
  return isWhole && !(before === '=>' && inside[0]?.text === '{');
}

/** Whether white space parts two tokens that stand on one line. */
function isSpace(last: Token, token: Token): boolean {
  if (last.text === '{' || token.text === '}') return token.isSpaced && !(last.text === '{' && token.text === '}');
  if (nesting(last) > 0 || nesting(token) < 0) return false;
  return token.isSpaced || last.text === ',';
}

/** A string literal in the quotes that need fewer escapes, single ones if in doubt. */
function preferredQuotes(literal: string): string {
  if (literal.startsWith("'") && !literal.includes('"') && !literal.includes('\\')) return literal;
  const inside = literal.slice(1, -1);
  const count = (mark: string): number => inside.split(mark).length - 1;
  const quote = count("'") > count('"') ? '"' : "'";
  const other = quote === '"' ? "'" : '"';
  const text = inside.replace(/\\(.)|['"]/gs, (part: string, escaped?: string) => {
    if (escaped === other) return other;
    return part === quote ? `\\${quote}` : part;
  });
  return quote + text + quote;
}
