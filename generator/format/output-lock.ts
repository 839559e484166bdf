import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, type FormatCache, type Formatted, type FormattableFile } from './format-files.ts';

/** Name of the lock beside the emitted package. */
export const lockFile = 'generated.lock.json';

interface LockEntry {
  /** Hash of what the file was made from. */
  readonly from: string;
  /** Hash of the file itself. */
  readonly text: string;
}

/**
 * The lock of an emitted package: for every file the hash of what it was formatted from, and of the outcome. With it a
 * later run, also one in a fresh clone, takes files that did not change from where they lie.
 */
export function writeLock<T extends FormattableFile>({ files, hashes }: Formatted<T>): FormattableFile {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const lines = sorted.map(
    ({ path, text }) => `${JSON.stringify(path)}: ${JSON.stringify({ from: hashes.get(path), text: sha256(text) })}`,
  );
  return { path: lockFile, text: `{\n  ${lines.join(',\n  ')}\n}\n` };
}

/**
 * Uses the files of packages that were emitted before as a cache. A file counts only while its text is the one that the
 * lock was written for, so one that was edited is formatted anew. A folder without a lock is no cache.
 */
export function outputCache(folders: readonly string[]): FormatCache {
  const known = new Map(
    folders.flatMap((folder) =>
      [...readLock(folder)].map(([path, entry]) => [entry.from, { file: join(folder, path), entry }]),
    ),
  );
  return {
    isEmpty: known.size === 0,
    get(hash) {
      const found = known.get(hash);
      const text = found && readText(found.file);
      return text !== undefined && found && sha256(text) === found.entry.text ? text : undefined;
    },
  };
}

function readLock(folder: string): Map<string, LockEntry> {
  try {
    const lock: unknown = JSON.parse(readText(join(folder, lockFile)) ?? '{}');
    return new Map(Object.entries(lock as object).filter((entry): entry is [string, LockEntry] => isEntry(entry[1])));
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is LockEntry {
  if (typeof value !== 'object' || value === null) return false;
  return 'from' in value && 'text' in value && typeof value.from === 'string' && typeof value.text === 'string';
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
