import { createHash } from 'node:crypto';
import { version as prettierVersion } from 'prettier';
import { formatUnknown, options, parserFor } from './format-unknown.ts';
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
  /** Told of every text that was made anew. */
  set?(hash: string, text: string): void;
}

/** Formatted files, and of each the hash of what it was made from. */
export interface Formatted<T> {
  readonly files: readonly T[];
  readonly hashes: ReadonlyMap<string, string>;
}

/** Formats every file at the exact version of Prettier that the generator depends on; what the cache knows costs nothing. */
export async function formatFiles<T extends FormattableFile>(
  files: readonly T[],
  cache: FormatCache,
): Promise<Formatted<T>> {
  const hashes = new Map(files.map((file) => [file.path, hashOf(file)]));
  const known = files.map((file) => cache.get(hashes.get(file.path) ?? ''));
  const unknown = files.filter((_, index) => known[index] === undefined);
  const made = await formatUnknown(unknown);
  const formatted = files.map((file, index): T => ({ ...file, text: known[index] ?? made.shift() ?? file.text }));
  for (const { path, text } of formatted) cache.set?.(hashes.get(path) ?? '', text);
  return { files: formatted, hashes };
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
