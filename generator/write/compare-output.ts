import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { codeOf } from '../diagnostics/thrown.ts';
import { recordFile } from '../input-files.js';
import { hashOf, readRecord, recordOf, type OutputFile, type OutputRecord } from './record.ts';

/** How a folder on disk differs from the emitted files; paths inside the package, sorted. */
export interface OutputChanges {
  readonly added: readonly string[];
  /** Written by the last run and not touched since. */
  readonly changed: readonly string[];
  /** Written by the last run, not touched since, and no longer emitted. */
  readonly stale: readonly string[];
  readonly unchanged: readonly string[];
  /** Neither as emitted nor as the last run wrote them: somebody's work at a path that we want to write. */
  readonly kept: readonly string[];
  /** Somebody's files in our folders, at paths that we do not write. */
  readonly stray: readonly string[];
}

/** Folders that contain only generated files. */
const ownFolders = ['src', 'definitions'];

/** Compares emitted files, and their record, with a folder, without touching it. */
export async function compareOutput(folder: string, files: readonly OutputFile[]): Promise<OutputChanges> {
  return compareWith(await readRecord(folder), folder, withRecord(files));
}

/** Emitted files with the record of them; nothing emitted is nothing to keep a record of. */
export function withRecord(files: readonly OutputFile[]): readonly OutputFile[] {
  return files.length > 0 ? [...files, recordOf(files)] : files;
}

/** Compares what is to be in a folder with what is there. */
export async function compareWith(
  record: OutputRecord,
  folder: string,
  files: readonly OutputFile[],
): Promise<OutputChanges> {
  const lists = { added: [], changed: [], stale: [], unchanged: [], kept: [], stray: [] } as Record<
    keyof OutputChanges,
    string[]
  >;
  const wanted = new Map(files.map((file) => [file.path, file]));
  for (const path of new Set([...wanted.keys(), ...record.hashes.keys()])) {
    const kind = compareFile(wanted.get(path), readIfThere(join(folder, path)), path, record);
    if (kind) lists[kind].push(path);
  }
  const below = (await Promise.all(ownFolders.map((name) => filesBelow(join(folder, name))))).flat();
  const paths = below.map((path) => relative(folder, path).split(sep).join('/'));
  lists.stray.push(...paths.filter((path) => !wanted.has(path) && !record.hashes.has(path)));
  for (const list of Object.values(lists)) list.sort();
  return lists;
}

function compareFile(
  wanted: OutputFile | undefined,
  current: string | undefined,
  path: string,
  { hashes, isForeign }: OutputRecord,
): Exclude<keyof OutputChanges, 'stray'> | undefined {
  if (current === undefined) return wanted === undefined ? undefined : 'added';
  if (current === wanted?.text) return 'unchanged';
  const isOurs = path === recordFile ? isForeign !== true : hashes.get(path) === hashOf(current);
  if (!isOurs) return 'kept';
  return wanted === undefined ? 'stale' : 'changed';
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Reads thousands of small files one after another, which takes a sixth of the time if nothing waits for a thread. */
function readIfThere(path: string): string | undefined {
  try {
    // Asking first is cheaper than an error.
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}
