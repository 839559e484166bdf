import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { standardInput } from './io.ts';

/** Named like a resource: it is read, and reported where it is none. */
const named = /\.(?:xml|json|ndjson)(?:\.gz)?$/i;

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
 * the disk gives. In a folder counts what is named `.xml`, `.json` or `.ndjson`, packed or not, or begins like a resource; what is hidden, and
 * `node_modules`, does not. Links are followed, each folder once. What cannot be read is given too, for whoever reads it
 * to report.
 */
export function findFiles(operands: readonly string[]): Found {
  const files: string[] = [];
  const emptyFolders: string[] = [];
  for (const operand of operands) {
    const found = isFolder(operand) ? filesBelow(operand, new Set()) : [operand];
    if (found.length === 0) emptyFolders.push(operand);
    files.push(...found);
  }
  return { files, emptyFolders };
}

function isFolder(path: string): boolean {
  if (path === standardInput) return false;
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

function filesBelow(folder: string, visited: Set<string>): string[] {
  try {
    // A link may lead back to where we come from.
    const real = realpathSync(folder);
    if (visited.has(real)) return [];
    visited.add(real);
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .flatMap((entry) => filesAt(joinPath(folder, entry.name), entry, visited));
  } catch {
    return [folder];
  }
}

/** @param entry what the folder says of it, which is enough unless it is a link */
function filesAt(path: string, entry: Dirent, visited: Set<string>): readonly string[] {
  try {
    const kind = entry.isDirectory() || entry.isFile() ? entry : statSync(path);
    if (kind.isDirectory()) return filesBelow(path, visited);
    return kind.isFile() && (named.test(path) || beginsLikeResource(path)) ? [path] : [];
  } catch {
    return named.test(path) ? [path] : [];
  }
}

function beginsLikeResource(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(startLength);
    const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, startLength, 0));
    return resourceStart.test(text.replace(/^\uFFFD+/, '').replaceAll('\0', ''));
  } finally {
    closeSync(file);
  }
}

/** A path as its user would write it: the folder as it was named, then names with `/`, which every system takes. */
function joinPath(folder: string, name: string): string {
  if (folder === '.') return name;
  return /[/\\]$/.test(folder) ? folder + name : `${folder}/${name}`;
}
