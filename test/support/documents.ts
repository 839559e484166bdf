/** The pages for users: the README, `docs/` and the README of the emitted package. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file of which it is an excerpt, named in a comment above the block. */
  readonly source: string | undefined;
}

/** A page, by its path inside the project: `docs/guards.md`. */
export interface Page {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Reads one page by its path inside the project. */
export function readPage(path: string): Page {
  const text = readFileSync(root + path, 'utf8');
  const blocks = [...text.matchAll(/(?:<!-- from (\S+) -->\n\n)?^```(\w+)\n(.*?)^```$/gms)].map(
    ([, source, language = '', content = '']): Block => ({ language, text: content, source }),
  );
  return { path, text, blocks };
}

/** Reads the README and all pages of `docs/`. */
export function readPages(): Page[] {
  const names = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));
  return ['README.md', ...names.sort().map((name) => `docs/${name}`)].map(readPage);
}

/**
 * Returns the TypeScript that a reader may copy, by a file name that contains the page's: `docs-guards-1.ts`. Excerpts
 * are left out, because their files are compiled themselves.
 */
export function snippetsOf(pages: readonly Page[]): Record<string, string> {
  return Object.fromEntries(
    pages.flatMap(({ path, blocks }) =>
      blocks
        .filter(({ language, source }) => language === 'ts' && source === undefined)
        .map(({ text }, index) => [`${path.replace(/\.md$/, '').replaceAll('/', '-')}-${index + 1}.ts`, text]),
    ),
  );
}

/** Returns the expected output of a snippet, from the comments behind its calls of `console.log`. */
export function printedBy(snippet: string): string {
  return [...snippet.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed]) => `${printed}\n`).join('');
}

/**
 * Returns the first column of the table with a given first heading, without its code marks. Throws if there is no such
 * table.
 */
export function firstColumn({ path, text }: Page, heading: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  if (start < 0) throw new Error(`${path} has no table with the heading ${heading}.`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) => /^\| `?(.+?)`? +\|/.exec(line)?.[1] ?? line);
}
