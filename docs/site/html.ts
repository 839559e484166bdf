/** Text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template takes: text is escaped, HTML is not, lists are joined, and what is missing prints nothing. */
export type Part = string | number | Html | undefined | null | false | readonly Part[];

/** Puts HTML together. Every text in it is escaped, in content and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + printPart(parts[index - 1]) + piece));
}

/** HTML from a library that escapes what it prints. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** A name in camel case that may be broken before its capital letters, points and colons. */
export function softName(name: string): Html {
  return new Html(escapeHtml(name).replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=\w)(?=[.:]\w)/g, '<wbr />'));
}

/** Parts with a text between each two. */
export function joined(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, at) => html`${at > 0 && between}${part}`)}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function printPart(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(printPart).join('');
  return escapeHtml(String(part));
}
