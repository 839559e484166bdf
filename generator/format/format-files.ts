import { createHash } from 'node:crypto';
import { version as prettierVersion, type Options } from 'prettier';
import { formatTexts, type FormatJob } from './format-texts.ts';

/** A text and the path it is for; the extension decides how it is formatted. */
export interface FormattableFile {
  readonly path: string;
  readonly text: string;
  /** True for a text that formatting would leave as it is. */
  readonly isLaidOut?: boolean;
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

const options: Options = { printWidth: 120, singleQuote: true, endOfLine: 'lf' };

/** Formats every file at the exact version of Prettier that the generator depends on; what the cache knows costs nothing. */
export async function formatFiles<T extends FormattableFile>(
  files: readonly T[],
  cache: FormatCache,
): Promise<Formatted<T>> {
  const hashes = new Map(files.map((file) => [file.path, hashOf(file)]));
  const known = files.map((file) => cache.get(hashes.get(file.path) ?? '') ?? laidOut(file));
  const unknown = known.flatMap((text, index) => (text === undefined ? [index] : []));
  const made = await formatTexts(unknown.map((index) => jobOf(files[index] as T)));
  unknown.forEach((index, i) => (known[index] = made[i]));
  const formatted = files.map((file, index): T => ({ ...file, text: known[index] ?? file.text }));
  for (const { path, text } of formatted) cache.set?.(hashes.get(path) ?? '', text);
  return { files: formatted, hashes };
}

/** The text of a file that needs no formatting: it is of no language, or laid out already. */
function laidOut({ path, text, isLaidOut }: FormattableFile): string | undefined {
  return isLaidOut || parserFor(path) === undefined ? text : undefined;
}

function jobOf({ path, text }: FormattableFile): FormatJob {
  return { text, options: { ...options, parser: parserFor(path) ?? '' } };
}

/** `babel-ts` gives the same bytes as `typescript` for what we emit, in two thirds of the time. */
function parserFor(path: string): string | undefined {
  if (path.endsWith('.ts')) return 'babel-ts';
  return path.endsWith('.json') ? 'json' : undefined;
}

/** Everything that decides the formatted text: raw text, version and options. */
function hashOf({ path, text }: FormattableFile): string {
  return sha256(JSON.stringify([prettierVersion, options, parserFor(path) ?? '', text]));
}

/** The first 128 bits of the SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A cache that knows nothing. */
export function noCache(): FormatCache {
  return { get: () => undefined };
}
