/** What the text of a template is in the middle of: code, a string by its quote, or a comment by its beginning. */
export type Context = 'code' | "'" | '"' | '`' | '//' | '/*';

/** In a context, the beginnings of others and its own end; in strings, whatever is escaped. */
const marks: Readonly<Record<Context, RegExp>> = {
  code: /\/\/|\/\*|['"`]/g,
  "'": /\\[^]|['\n]/g,
  '"': /\\[^]|["\n]/g,
  '`': /\\[^]|`/g,
  '//': /\n/g,
  '/*': /\*\//g,
};

/** Returns the context behind a piece of TypeScript that begins in another one. */
export function advance(text: string, start: Context): Context {
  let context = start;
  let position = 0;
  for (;;) {
    const mark = marks[context];
    mark.lastIndex = position;
    const found = mark.exec(text);
    if (!found) return context;
    position = mark.lastIndex;
    if (context === 'code') context = found[0] as Context;
    else if (!found[0].startsWith('\\')) context = 'code';
  }
}
