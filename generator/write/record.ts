import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordFile } from '../input-files.js';

/** A file of the package: its path in it, with `/`, and its text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What a run says that it wrote into a folder: a hash of each file, by path. */
export interface OutputRecord {
  readonly hashes: ReadonlyMap<string, string>;
  /** False where there is no record, or none that can be read. */
  readonly isKnown: boolean;
  /** Why a record that is there cannot be read. */
  readonly fault?: string;
}

/**
 * The record of these files, a file beside them. It says nothing but what they are, so that it is the same for the same
 * package, wherever and whenever that is made.
 */
export function recordOf(files: readonly OutputFile[]): OutputFile {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hashes = Object.fromEntries(sorted.map(({ path, text }) => [path, hashOf(text)]));
  return {
    path: recordFile,
    text: `${JSON.stringify({ generator: 'careconnect-codegen', files: hashes }, null, 2)}\n`,
  };
}

/** Reads what the last run wrote into a folder. Only paths that stay inside it count: the record is a file like any other. */
export async function readRecord(folder: string): Promise<OutputRecord> {
  let text: string;
  try {
    text = await readFile(join(folder, recordFile), 'utf8');
  } catch {
    return { hashes: new Map(), isKnown: false };
  }
  try {
    const { files } = JSON.parse(text) as { readonly files: object };
    const entries = Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { hashes: new Map(entries.filter(([path]) => isInside(path))), isKnown: true };
  } catch (error) {
    return { hashes: new Map(), isKnown: false, fault: error instanceof Error ? error.message : String(error) };
  }
}

function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
}

/** The first 128 bits of the SHA-256 of a text, in hexadecimal. Version control may change the ends of its lines. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 32);
}
