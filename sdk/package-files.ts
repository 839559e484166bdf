import { readdirSync, readFileSync } from 'node:fs';

/** Where the package is that the command belongs to. */
const root = new URL('./', import.meta.resolve('careconnect-ems/package.json'));

/** The content of a file of the package that holds JSON, by its path in the package. */
export function readPackageFile(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

/** Names of the files in a folder of the package, sorted. */
export function listPackageFolder(path: string): readonly string[] {
  return readdirSync(new URL(path, root)).sort();
}
