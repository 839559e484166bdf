import { format } from 'prettier';
import type { EmittedFile } from './emitted-file.ts';

/** Lays out a Markdown page or a manifest; sources and definitions are laid out already, and so is code in a page. */
export async function formatDocument(file: EmittedFile): Promise<EmittedFile> {
  const parser = /^[^/]+\.md$/.test(file.path) ? 'markdown' : /^[^/]+\.json$/.test(file.path) ? 'json' : undefined;
  if (parser === undefined) return file;
  return { ...file, text: await format(file.text, { parser, printWidth: 120, embeddedLanguageFormatting: 'off' }) };
}
