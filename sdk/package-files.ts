import { existsSync, readFileSync } from 'node:fs';

/** Where the package is that the command belongs to. */
const root = new URL('../../', import.meta.resolve('#package/cli/about.js'));

/** The content of a file of the package that holds JSON, by its path in the package. */
export function readPackageFile(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

/** Whether the package has such a file. */
export function hasPackageFile(path: string): boolean {
  return existsSync(new URL(path, root));
}
