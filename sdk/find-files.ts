import { open, readdir, realpath, stat } from 'node:fs/promises';
import { standardInput } from './io.ts';

/** Named like a resource: it is read, and reported where it is none. */
const named = /\.(?:xml|json)$/i;

/** How the beginning of a resource looks; UTF-16 has a zero beside each of these characters. */
const resourceStart = /^[\s\uFEFF]*(?:<[^]*http:\/\/hl7\.org\/fhir|\{[^]*"resourceType")/;

/** How much of a file is looked at to tell a resource. */
const startLength = 2048;

/** What operands name. */
export interface Found {
  readonly files: readonly string[];
  /** Folders that were given but contain no files to check. */
  readonly emptyFolders: readonly string[];
}

/**
 * The files that operands name, in the order of the operands; of a folder all below it, sorted by name, whatever order
 * the disk gives. In a folder counts what is named `.xml` or `.json` or begins like a resource; what is hidden, and
 * `node_modules`, does not. Links are followed, each folder once. What cannot be read is given too, for whoever reads it
 * to report.
 */
export async function findFiles(operands: readonly string[]): Promise<Found> {
  const files: string[] = [];
  const emptyFolders: string[] = [];
  for (const operand of operands) {
    const found = (await isFolder(operand)) ? await filesBelow(operand, new Set()) : [operand];
    if (found.length === 0) emptyFolders.push(operand);
    files.push(...found);
  }
  return { files, emptyFolders };
}

async function isFolder(path: string): Promise<boolean> {
  if (path === standardInput) return false;
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function filesBelow(folder: string, visited: Set<string>): Promise<string[]> {
  try {
    // A link may lead back to where we come from.
    const real = await realpath(folder);
    if (visited.has(real)) return [];
    visited.add(real);
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && name !== 'node_modules');
    const found: string[] = [];
    for (const name of names.sort()) found.push(...(await filesAt(joinPath(folder, name), visited)));
    return found;
  } catch {
    return [folder];
  }
}

async function filesAt(path: string, visited: Set<string>): Promise<string[]> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return await filesBelow(path, visited);
    return stats.isFile() && (named.test(path) || (await beginsLikeResource(path))) ? [path] : [];
  } catch {
    return named.test(path) ? [path] : [];
  }
}

async function beginsLikeResource(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(startLength), 0, startLength, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    return resourceStart.test(text.replace(/^\uFFFD+/, '').replaceAll('\0', ''));
  } finally {
    await file.close();
  }
}

/** A path as its user would write it: the folder as it was named, then names with `/`, which every system takes. */
function joinPath(folder: string, name: string): string {
  if (folder === '.') return name;
  return /[/\\]$/.test(folder) ? folder + name : `${folder}/${name}`;
}
