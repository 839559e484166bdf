import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A fenced block of the README. */
export interface ReadmeBlock {
  readonly language: string;
  readonly text: string;
  /** The file that the text is taken from, named in a comment above the block. */
  readonly source: string | undefined;
}

export const readmePath = fileURLToPath(new URL('../../README.md', import.meta.url));

/** The fenced blocks of the README, in order. */
export function readmeBlocks(): ReadmeBlock[] {
  const readme = readFileSync(readmePath, 'utf8');
  return [...readme.matchAll(/(?:<!-- from (\S+) -->\n\n)?^```(\w+)\n(.*?)^```$/gms)].map(
    ([, source, language = '', text = '']): ReadmeBlock => ({ language, text, source }),
  );
}

/** The TypeScript that a reader may copy, by file name; excerpts of our own sources are left out. */
export function readmeSnippets(): Record<string, string> {
  const own = readmeBlocks().filter(({ language, source }) => language === 'ts' && source === undefined);
  return Object.fromEntries(own.map(({ text }, index) => [`snippet${index + 1}.ts`, text]));
}

/** What a snippet prints, as comments behind its calls of `console.log` say. */
export function printedBy(snippet: string): string {
  return [...snippet.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed]) => `${printed}\n`).join('');
}
