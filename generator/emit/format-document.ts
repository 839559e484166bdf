import { format } from 'prettier';
import type { EmittedFile } from './emitted-file.ts';

/** Formats a Markdown page or a manifest; sources and definitions are formatted already. */
export async function formatDocument(file: EmittedFile): Promise<EmittedFile> {
  const parser = /^[^/]+\.md$/.test(file.path) ? 'markdown' : /^[^/]+\.json$/.test(file.path) ? 'json' : undefined;
  if (parser === undefined) return file;
  return { ...file, text: await format(file.text, { parser, printWidth: 120 }) };
}
