import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** What is in a folder: for each path below it, the hash of a file, where a link leads, or `folder`. */
export type Listing = Readonly<Record<string, string>>;

/** Lists everything below a folder, but for what is called `node_modules` or lies below one of the paths left out. */
export function listFolder(root: string, leftOut: readonly string[] = []): Listing {
  const found: [string, string][] = [];
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const below = relative(root, path).split(sep).join('/');
      if (name === 'node_modules' || leftOut.includes(below)) continue;
      const stats = lstatSync(path);
      found.push([below, stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? readlinkSync(path) : hashOf(path)]);
      if (stats.isDirectory()) visit(path);
    }
  };
  visit(root);
  return Object.fromEntries(found);
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Writes files, by relative path, with the folders above them. */
export function putFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
