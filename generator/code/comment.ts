/** Returns the lines of a doc comment without the stars; empty lines separate paragraphs. */
export function docLines(text: string, width = 112): string[] {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split(/\n+/)
    .flatMap((paragraph) => wrap(cleanComment(paragraph), width));
}

/**
 * Returns the lines of a doc comment on something that only emitted modules use, which published type declarations
 * leave out.
 */
export function internal(text: string): string[] {
  return docLines(text, 102).map((line, index) => (index === 0 ? `@internal ${line}` : line));
}

/** Returns the comment line that refers to a page or canonical URL. */
export function seeLine(url: string): string {
  return `@see ${cleanComment(url.replace(/@/g, '%40')).replace(/\s+/g, '%20')}`;
}

/** Removes whatever could end a comment, start a tag, or hide. */
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
