/** A token of TypeScript, and what parts it from the one before. */
export interface Token {
  readonly text: string;
  readonly kind: 'comment' | 'string' | 'other';
  /** How many lines end before it. */
  readonly lines: number;
  readonly isSpaced: boolean;
}

const pattern =
  /(\s*)(?:(\/\*[^]*?\*\/|\/\/[^\n]*)|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|([\w$]+|=>|\.\.\.|[=!<>]=+|&&|\|\||\?\?|\?\.|[^\w\s/`\\'"]))/y;

/** The tokens of a text; undefined where there is anything that emitted code hardly ever has, such as a regex. */
export function readTokens(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, space = '', comment, string, other = ''] = match;
    const kind = comment !== undefined ? 'comment' : string !== undefined ? 'string' : 'other';
    const lines = space.includes('\n') ? space.split('\n').length - 1 : 0;
    tokens.push({ text: comment ?? string ?? other, kind, lines, isSpaced: space !== '' });
  }
  return tokens;
}

/** How much deeper in brackets it is behind a token. */
export function nesting({ text }: Token): number {
  if (text === '(' || text === '[' || text === '{') return 1;
  return text === ')' || text === ']' || text === '}' ? -1 : 0;
}

/** Where the bracket that opens at `open` is closed; -1 where it is not. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = Math.max(open, 0); index < tokens.length; index++) {
    depth += nesting(tokens[index]!);
    if (depth === 0) return index;
  }
  return -1;
}

/** Tokens between commas, or what else parts them, outside of brackets; nothing behind the last one. */
export function split(tokens: readonly Token[], by: ',' | '&&' | '||' | '?' | '=>' | '|'): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += nesting(token);
    // Between types these are brackets too.
    if (by === '|') depth += token.text === '<' ? 1 : token.text === '>' ? -1 : 0;
    if (depth === 0 && token.text === by) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.at(-1)?.length === 0 ? parts.slice(0, -1) : parts;
}
