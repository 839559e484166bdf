import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptedWarningsFile, listInputFiles } from '../input-files.js';

/** One file that may hold definitions. */
export interface DefinitionFile {
  /** Shown in diagnostics: the path as the user would write it. */
  readonly name: string;
  /** Text, or bytes where the text itself says its encoding. */
  read(): Promise<string | Uint8Array>;
}

/** Somewhere definitions come from: a folder, a package or an archive. */
export interface DefinitionSource {
  readonly name: string;
  /** True for a package: what it repeats of what was read before is passed over. */
  readonly isDependency?: boolean;
  files(): Promise<readonly DefinitionFile[]>;
}

/** The files that `listInputFiles` finds below a folder, or a single file; the list of accepted warnings is no definition. */
export function folderSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files() {
      const accepted = join(folder, acceptedWarningsFile);
      const paths = listInputFiles(folder).filter((path) => path !== accepted);
      return paths.map((path) => ({
        name: path,
        read: () => (/\.xml$/i.test(path) ? readFile(path) : readFile(path, 'utf8')),
      }));
    },
  };
}
