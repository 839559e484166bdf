import { readFileSync } from 'node:fs';
import { listInputFiles } from '../input-files.js';

/** One file that may contain definitions. */
export interface DefinitionFile {
  /** The path as the user would write it, for diagnostics. */
  readonly name: string;
  /** Returns text, or bytes if the text itself declares its encoding. */
  read(): Promise<string | Uint8Array>;
}

/** Somewhere definitions come from: a folder, a package or an archive. */
export interface DefinitionSource {
  readonly name: string;
  /** True for a package: what it repeats of what was read before is passed over. */
  readonly isDependency?: boolean;
  files(): Promise<readonly DefinitionFile[]>;
}

/** Returns the files that `listInputFiles` finds below a folder, or a single file. */
export function folderSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files() {
      return listInputFiles(folder).map((path) => ({
        name: path,
        // Files are read one after another, which is faster if nothing waits for a thread.
        read: async () => (/\.xml$/i.test(path) ? readFileSync(path) : readFileSync(path, 'utf8')),
      }));
    },
  };
}
