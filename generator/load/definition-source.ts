import { readFileSync, statSync } from 'node:fs';
import type { Report } from '../diagnostics/diagnostic.ts';
import { listInputFiles } from '../input-files.js';

/** Larger files are refused: the largest published definition is a tenth of this. */
export const maxCharacters = 20_000_000;

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
  /** Lists the files; reports what is left out although it may be meant. */
  files(report: Report): Promise<readonly DefinitionFile[]>;
}

/** Returns the files that `listInputFiles` finds below a folder, or a single file. */
export function folderSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files() {
      return listInputFiles(folder).map((path) => ({
        name: path,
        // Files are read one after another, which is faster if nothing waits for a thread.
        read: async () => {
          refuseTooLarge(path);
          return readFileSync(path);
        },
      }));
    },
  };
}

/** No text of the maximum length has more bytes, in any encoding. */
const maxBytes = 4 * maxCharacters;

/** Refuses a file before all of it is in memory. */
function refuseTooLarge(path: string): void {
  const { size } = statSync(path);
  if (size > maxBytes) throw new Error(`it has ${size} bytes; the maximum is ${maxBytes}`);
}
