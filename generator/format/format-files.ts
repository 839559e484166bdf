import { createHash } from 'node:crypto';
import { version as prettierVersion, type Options } from 'prettier';
import { formatTexts, type FormatJob } from './format-texts.ts';

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

const options: Options = { printWidth: 120, singleQuote: true, endOfLine: 'lf' };

/** Formats every file at the exact version of Prettier that the generator depends on; what the cache knows costs nothing. */
export async function formatFiles<T extends FormattableFile>(
  files: readonly T[],
  cache: FormatCache,
): Promise<Formatted<T>> {
  const hashes = new Map(files.map((file) => [file.path, hashOf(file)]));
  const known = files.map((file) => cache.get(hashes.get(file.path) ?? ''));
  const unknown = files.filter((_, index) => known[index] === undefined);
  const runs = unknown.map(runsOf);
  const made = await formatTexts(runs.flatMap((some, index) => jobsOf(some, unknown[index] as T)));
  for (const [index, file] of files.entries()) known[index] ??= assemble(runs.shift() ?? [], file, made);
  const formatted = files.map((file, index): T => ({ ...file, text: known[index] ?? file.text }));
  for (const { path, text } of formatted) cache.set?.(hashes.get(path) ?? '', text);
  return { files: formatted, hashes };
}

/** Pieces of a file that stand together and are all laid out, or all not. */
interface Run {
  readonly text: string;
  readonly isLaidOut: boolean;
}

function runsOf({ path, text, pieces }: FormattableFile): Run[] {
  if (parserFor(path) === undefined) return [{ text, isLaidOut: true }];
  const runs: Run[] = [];
  for (const piece of pieces ?? [{ text, isLaidOut: false }]) {
    const last = runs.at(-1);
    if (last?.isLaidOut === piece.isLaidOut) runs.pop();
    runs.push(last?.isLaidOut === piece.isLaidOut ? { ...piece, text: `${last.text}\n\n${piece.text}` } : piece);
  }
  return runs;
}

function jobsOf(runs: readonly Run[], { path }: FormattableFile): FormatJob[] {
  const open = runs.filter((run) => !run.isLaidOut);
  return open.map(({ text }) => ({ text, options: { ...options, parser: parserFor(path) ?? '' } }));
}

/** Puts the runs of a file together; those that had to be formatted are the next of what was made. */
function assemble(runs: readonly Run[], { path, text }: FormattableFile, made: string[]): string {
  if (parserFor(path) === undefined) return text;
  const parts = runs.map((run) => (run.isLaidOut ? run.text : (made.shift() ?? '').trimEnd()));
  return `${parts.join('\n\n')}\n`;
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
