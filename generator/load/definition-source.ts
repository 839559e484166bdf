import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText } from '../fhir/canonical.ts';

/** One file that may hold a definition. */
export interface DefinitionFile {
  /** Shown in diagnostics: the path as the user would write it. */
  readonly name: string;
  /** Text, or bytes where the text itself says its encoding. */
  read(): Promise<string | Uint8Array>;
}

/** Somewhere definitions come from: a folder today; a package or an archive has the same face. */
export interface DefinitionSource {
  readonly name: string;
  files(): Promise<readonly DefinitionFile[]>;
}

/** Manifest and index of a FHIR package: JSON, but no resources. */
const packageFiles = new Set(['package.json', '.index.json', 'package-lock.json']);

/**
 * All `.json` and `.xml` files below a folder, in an order that no file system decides.
 * Folders named `node_modules` or starting with a dot are left out.
 */
export function folderSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files() {
      const paths = await filesBelow(folder);
      return paths.map((path) => ({
        name: path,
        read: () => (path.endsWith('.xml') ? readFile(path) : readFile(path, 'utf8')),
      }));
    },
  };
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!(await stat(folder)).isDirectory()) return [folder];
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => compareText(a.name, b.name));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !isHidden(entry.name)) found.push(...(await filesBelow(path)));
    if (entry.isFile() && /\.(?:json|xml)$/.test(entry.name) && !packageFiles.has(basename(path))) found.push(path);
  }
  return found;
}

function isHidden(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}
