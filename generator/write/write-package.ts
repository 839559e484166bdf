import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';

export interface OutputFile {
  /** Path inside the package, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** How a folder on disk differs from what was emitted; paths inside the package, sorted. */
export interface OutputChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Emitted once, no longer. */
  readonly stale: readonly string[];
  readonly unchanged: readonly string[];
}

/** Folders whose contents belong to the generator alone. */
const ownFolder = 'src';
const definitionsFolder = 'definitions';

/** Compares emitted files with a folder, without touching it. */
export async function compareOutput(folder: string, files: readonly OutputFile[]): Promise<OutputChanges> {
  const wanted = new Map(files.map((file) => [file.path, file.text]));
  const added: string[] = [];
  const changed: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of wanted) {
    const current = await readIfThere(join(folder, path));
    (current === undefined ? added : current === text ? unchanged : changed).push(path);
  }
  const below = await Promise.all([ownFolder, definitionsFolder].map((name) => filesBelow(join(folder, name))));
  const stale = below
    .flat()
    .map((path) => toPackagePath(folder, path))
    .filter((path) => !wanted.has(path));
  return { added: added.sort(), changed: changed.sort(), stale: stale.sort(), unchanged: unchanged.sort() };
}

/**
 * Brings a folder to what was emitted. New texts are written to a temporary folder beside it first and moved into place
 * only when all of them are there, so a run that fails leaves the folder as it was. Files that are no longer emitted are
 * removed if they carry the mark of the generator; one without it is not ours and is reported, and nothing is written.
 */
export async function writePackage(
  folder: string,
  files: readonly OutputFile[],
  mark: string,
  report: Report,
): Promise<OutputChanges | undefined> {
  const changes = await compareOutput(folder, files);
  if (await reportForeign(folder, suspects(changes), mark, report)) return undefined;
  const texts = new Map(files.map((file) => [file.path, file.text]));
  await swapIn(folder, [...changes.added, ...changes.changed], texts);
  for (const path of changes.stale) await removeFile(folder, path);
  return changes;
}

/**
 * Files that would be lost and have to carry the mark. Those beside the sources, such as `package.json` and definitions,
 * cannot carry it: they are ours where sources of ours lie beside them.
 */
function suspects({ changed, stale, unchanged }: OutputChanges): string[] {
  const isOwn = (path: string): boolean => path.startsWith(`${ownFolder}/`);
  const isKnown = [...changed, ...stale, ...unchanged].some(isOwn);
  return isKnown ? [...stale, ...changed].filter(isOwn) : [...stale, ...changed];
}

async function swapIn(folder: string, paths: readonly string[], texts: ReadonlyMap<string, string>): Promise<void> {
  if (paths.length === 0) return;
  await mkdir(folder, { recursive: true });
  const temporary = await mkdtemp(`${folder.replace(/[/\\]+$/, '')}.tmp-`);
  try {
    for (const below of foldersOf(paths)) await mkdir(join(temporary, below), { recursive: true });
    await Promise.all(paths.map((path) => writeFile(join(temporary, path), texts.get(path) ?? '')));
    for (const below of foldersOf(paths)) await mkdir(join(folder, below), { recursive: true });
    for (const path of paths) await rename(join(temporary, path), join(folder, path));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Folders that files lie in, each once. */
function foldersOf(paths: readonly string[]): Set<string> {
  return new Set(paths.map((path) => dirname(path)));
}

async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path));
  for (let parent = posix.dirname(path); parent !== '.'; parent = posix.dirname(parent)) {
    if ((await readdir(join(folder, parent))).length > 0) return;
    await rmdir(join(folder, parent));
  }
}

async function reportForeign(folder: string, paths: readonly string[], mark: string, report: Report): Promise<boolean> {
  let foreign = false;
  for (const path of paths) {
    const text = (await readIfThere(join(folder, path))) ?? '';
    if (text.startsWith(mark)) continue;
    foreign = true;
    report(
      diagnostic('write/foreign-file', `${join(folder, path)} was not written by the generator.`, {
        file: join(folder, path),
      }),
    );
  }
  return foreign;
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

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function toPackagePath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
