import { recordFile } from '../input-files.js';

/** Where every package that stands alone has copies of the runtime and of the commands. */
const copiedFolders = ['src/runtime', 'src/cli'];

/** Checks the paths of further files. Case does not count, because on many machines the file system ignores it. */
export class PathChecker {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  /** @param paths the paths of the files that the package has already */
  constructor(paths: readonly string[]) {
    const copied = copiedFolders.map((folder) => `${folder}/index.ts`);
    for (const path of [...paths, recordFile, ...copied]) this.#take(path, 'the generator');
  }

  /** Takes a path for an emitter, or returns what is wrong with it. */
  add(path: string, owner: string): string | undefined {
    const fault = formFault(path) ?? this.#clash(path);
    if (fault === undefined) this.#take(path, owner);
    return fault;
  }

  #take(path: string, owner: string): void {
    this.#files.set(path.toLowerCase(), owner);
    for (const folder of foldersOf(path)) if (!this.#folders.has(folder)) this.#folders.set(folder, owner);
  }

  #clash(path: string): string | undefined {
    const lower = path.toLowerCase();
    const copied = copiedFolders.find((folder) => lower.startsWith(`${folder}/`));
    if (copied !== undefined) return `is inside ${copied}, which belongs to the generator`;
    const taken = this.#files.get(lower);
    if (taken !== undefined) return `is that of a file that ${taken} writes`;
    const folder = this.#folders.get(lower);
    if (folder !== undefined) return `is that of a folder that ${folder} writes to`;
    const parent = foldersOf(path).find((one) => this.#files.has(one));
    return parent === undefined ? undefined : `is inside ${parent}, which is a file`;
  }
}

/** The folders around a file, in lower case. */
function foldersOf(path: string): string[] {
  const parts = path.toLowerCase().split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function formFault(path: string): string | undefined {
  if (/^(?:[/\\]|[a-z]:)/i.test(path)) return 'is absolute; paths are relative to the folder of the package';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leaves the folder of the package';
  if (parts.some((part) => part === '' || part === '.')) return 'has an empty part or "."';
  // What no file may be called on one of the systems that the package is written on.
  if (/[\\:*?"<>|\u0000-\u001f]/.test(path) || parts.some((part) => /[. ]$/.test(part)))
    return 'has a character that not every file system allows';
  const [first = ''] = path.toLowerCase().split('/');
  if (first === 'node_modules' || first === '.git' || first.startsWith('.generated-'))
    return `is inside ${first}, which is not part of the package`;
  return undefined;
}
