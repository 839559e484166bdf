import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse, posix, resolve } from 'node:path';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';

/**
 * Reports a folder that a package must not be written to: the root of a disk, the home folder, a folder of definitions,
 * or one in which a link leads the files of the package elsewhere. Returns true if it did.
 *
 * @param paths of the files of the package, and of those that the last run wrote
 * @param inputs folders with definitions
 */
export async function refuseFolder(
  folder: string,
  paths: Iterable<string>,
  inputs: readonly string[],
  report: Report,
): Promise<boolean> {
  const real = await realOf(folder);
  const tell = (message: string, file: string): true => {
    report(diagnostic('write/bad-folder', message, { file }));
    return true;
  };
  if (real === parse(real).root) return tell(`${folder} is the root of a disk.`, folder);
  if (real === (await realOf(homedir()))) return tell(`${folder} is your home folder.`, folder);
  const input = await find(inputs, async (one) => (await realOf(one)) === real);
  if (input !== undefined) return tell(`${folder} contains the definitions themselves.`, folder);
  const link = await find(foldersOf(paths), (below) => isLink(join(folder, below)));
  if (link === undefined) return false;
  return tell(`${join(folder, link)} is a link, and leads out of the package.`, join(folder, link));
}

/** Returns the path without links; what does not exist has none. */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

/** Returns all folders above files, inside the package. */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let above = posix.dirname(path); above !== '.'; above = posix.dirname(above)) {
      if (folders.has(above)) break;
      folders.add(above);
    }
  return folders;
}

async function find<T>(all: Iterable<T>, isWanted: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of all) if (await isWanted(one)) return one;
  return undefined;
}
