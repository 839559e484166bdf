import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './documents.ts';

/** What is read of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Reads the manifest of a folder of the repository. */
export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

/** The folders of all dependencies of a package, and of theirs, as they are installed here: sorted, each once. */
export function dependenciesOf(folder: string, found: Set<string> = new Set()): string[] {
  const { dependencies = {}, optionalDependencies = {} } = manifestIn(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = placeOf(name, folder);
    if (place === undefined && name in optionalDependencies) continue;
    if (place === undefined) throw new Error(`${name}, which ${folder || 'the root'} needs, is not installed`);
    if (found.has(place)) continue;
    found.add(place);
    dependenciesOf(place, found);
  }
  return [...found].sort();
}

/** Where Node finds a package: beside the one that asks, or further out. */
function placeOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (existsSync(join(root, place, 'package.json'))) return place;
    if (folder === '') return undefined;
  }
}
