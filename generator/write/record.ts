import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../diagnostics/thrown.ts';
import { recordFile } from '../input-files.js';

/** A file of the package: its path inside, with `/`, and its text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** The record of the files that a run wrote into a folder: a hash of each file, by path. */
export interface OutputRecord {
  readonly hashes: ReadonlyMap<string, string>;
  /** False if there is no record, or none that can be read. */
  readonly isKnown: boolean;
  /** Why an existing record cannot be read. */
  readonly fault?: string;
  /** True for a file of somebody else at the place of the record. */
  readonly isForeign?: boolean;
}

/** The name of the generator, by which its record is recognised, even in one that cannot be read otherwise. */
const generator = 'careconnect-codegen';

/**
 * Returns the record of files, itself a file beside them. It contains only hashes, so that it is the same for the same
 * package, wherever and whenever that is made.
 */
export function recordOf(files: readonly OutputFile[]): OutputFile {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hashes = Object.fromEntries(sorted.map(({ path, text }) => [path, hashOf(text)]));
  return {
    path: recordFile,
    text: `${JSON.stringify({ generator, files: hashes }, null, 2)}\n`,
  };
}

/**
 * Reads the record of the last run in a folder. Only paths that stay inside it count, because the record is untrusted.
 */
export async function readRecord(folder: string): Promise<OutputRecord> {
  let text: string;
  try {
    text = await readFile(join(folder, recordFile), 'utf8');
  } catch {
    return { hashes: new Map(), isKnown: false };
  }
  if (!text.includes(generator)) return { hashes: new Map(), isKnown: false, isForeign: true };
  try {
    const { files } = JSON.parse(text) as { readonly files: object };
    const entries = Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { hashes: new Map(entries.filter(([path]) => isInside(path))), isKnown: true };
  } catch (error) {
    return { hashes: new Map(), isKnown: false, fault: reasonOf(error) };
  }
}

function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
}

/**
 * Returns the first 128 bits of a text's SHA-256, in hexadecimal. Line endings do not count, because version control
 * may change them.
 */
export function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 32);
}
