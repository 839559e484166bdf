import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import MarkdownIt, { type Token } from 'markdown-it';
import { trusted, type Html } from '../html.ts';
import { codeBlock } from '../layout/highlight.ts';
import type { Heading } from '../page.ts';
import type { Picture } from './read-pictures.ts';

/** Where a link of a Markdown file leads on the site. */
export interface LinkContext {
  readonly root: string;
  /** The Markdown file, as a path in the repository. */
  readonly file: string;
  readonly base: string;
  readonly repository: string;
  /** Paths of pages by files of the repository. */
  readonly pages: ReadonlyMap<string, string>;
  readonly pictures: readonly Picture[];
}

export interface Rendered {
  readonly body: Html;
  readonly headings: readonly Heading[];
}

const markdown = new MarkdownIt({ html: true, linkify: false });

markdown.renderer.rules.fence = (tokens, at) => {
  const { content = '', info = '' } = tokens[at] ?? {};
  return codeBlock(content, info.trim().split(/\s/)[0] ?? '').text;
};
markdown.renderer.rules.table_open = () =>
  '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/** Renders a page of Markdown: headings get the ids that the repository's own site gives them, and links lead to pages. */
export function renderMarkdown(text: string, context: LinkContext): Rendered {
  const tokens = markdown.parse(text, {});
  const headings: Heading[] = [];
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open') {
      const inline = tokens[at + 1];
      const title = (inline?.children ?? []).map(({ content }) => content).join('');
      const id = headingId(title);
      token.attrSet('id', id);
      headings.push({ level: Number(token.tag.slice(1)), id, title });
    }
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') child.attrSet('href', targetOf(String(child.attrGet('href') ?? ''), context));
      if (child.type === 'image') setPicture(child, context);
    }
  });
  return { body: trusted(markdown.renderer.render(tokens, markdown.options, {})), headings };
}

/** Renders one line, without a paragraph around it. */
export function renderLine(text: string): Html {
  return trusted(markdown.renderInline(text));
}

/** The id of a heading, as the site of the repository makes it. */
export function headingId(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** A picture of the repository is one of the site, and says how large it is. */
function setPicture(token: Token, context: LinkContext): void {
  const source = String(token.attrGet('src') ?? '');
  const file = posix.join(posix.dirname(context.file), source);
  const picture = context.pictures.find((one) => one.file === file);
  if (!picture) throw new Error(`${context.file}: there is no picture ${source}`);
  token.attrSet('src', context.base + picture.asset.path);
  token.attrSet('width', String(picture.width));
  token.attrSet('height', String(picture.height));
}

/** A link to a file of the repository leads to its page, or to the repository where it has none. */
function targetOf(link: string, { root, file, base, repository, pages }: LinkContext): string {
  const web = `${repository}/blob/main/`;
  const isLocal = !/^[a-z]+:/.test(link);
  if (link.startsWith('#') || (!isLocal && !link.startsWith(web))) return link;
  const [target = '', anchor] = (isLocal ? link : link.slice(web.length)).split('#');
  const path = posix.normalize(isLocal ? posix.join(posix.dirname(file), target) : target).replace(/\/$/, '');
  const page = pages.get(path) ?? pages.get(`${path}/README.md`);
  const end = anchor === undefined ? '' : `#${anchor}`;
  if (page !== undefined) return `${base}${page}${end}`;
  if (!existsSync(root + path)) throw new Error(`${file}: the link ${link} leads to no file`);
  return `${web}${path}${end}`;
}

/** Renders Markdown that was made of text of definitions: HTML in it stays text. */
export function renderText(text: string): string {
  return plain.render(text);
}

const plain = new MarkdownIt({ html: false, linkify: false });
