import { createHash } from 'node:crypto';
import { version as prettierVersion } from 'prettier';
import { options, parserFor, UnknownFiles } from './format-unknown.ts';
import type { FormatThreads } from './format-threads.ts';
import { layoutVersion } from './lay-out.ts';

/** A text and the path it is for; the extension decides how it is formatted. */
export interface FormattableFile {
  readonly path: string;
  readonly text: string;
  /** The text in pieces, with empty lines between them; those that are laid out already are left as they are. */
  readonly pieces?: readonly { readonly text: string; readonly isLaidOut: boolean }[];
}

/** Formatted texts that are known already, by the hash of what they were made from. Without any, all are made anew. */
export interface FormatCache {
  get(hash: string): string | undefined;
  /** True where nothing is known, so that everything will be formatted. */
  readonly isEmpty?: boolean;
  /** Told of every text that was made anew. */
  set?(hash: string, text: string): void;
}

/** Formatted files, and of each the hash of what it was made from. */
export interface Formatted<T> {
  readonly files: readonly T[];
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * Formats every file at the exact version of Prettier that the generator depends on; what the cache knows costs nothing.
 * Files are taken one by one, so that threads which are given format the first while others are still made.
 */
export async function formatFiles<T extends FormattableFile>(
  files: Iterable<T>,
  cache: FormatCache,
  threads?: FormatThreads,
): Promise<Formatted<T>> {
  const all: { readonly file: T; readonly hash: string; readonly known: string | undefined }[] = [];
  const unknown = new UnknownFiles(threads);
  for (const file of files) {
    const hash = hashOf(file);
    const known = cache.get(hash);
    if (known === undefined) unknown.add(file);
    all.push({ file, hash, known });
  }
  const made = await unknown.formatted();
  const formatted = all.map(({ file, known }): T => ({ ...file, text: known ?? made.shift() ?? file.text }));
  for (const [index, { text }] of formatted.entries()) cache.set?.(all[index]?.hash ?? '', text);
  return { files: formatted, hashes: new Map(all.map(({ file, hash }) => [file.path, hash])) };
}

/** Everything that decides the formatted text: raw text, versions and options. */
function hashOf({ path, text }: FormattableFile): string {
  return sha256(JSON.stringify([prettierVersion, layoutVersion, options, parserFor(path) ?? '', text]));
}

/** The first 128 bits of the SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A cache that knows nothing. */
export function noCache(): FormatCache {
  return { get: () => undefined };
}
