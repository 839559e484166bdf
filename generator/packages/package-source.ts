import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText } from '../fhir/canonical.ts';
import { folderSource, type DefinitionFile, type DefinitionSource } from '../load/definition-source.ts';
import { isObject } from '../load/json-reader.ts';
import { readArchive, type ArchiveFile } from './archive.ts';
import { parseManifest, refuseOtherRelease } from './manifest.ts';

/** What the generator reads; other resources of a package are examples and the like. */
const DEFINITIONS = ['StructureDefinition', 'ValueSet', 'CodeSystem', 'MessageDefinition', 'Bundle'];

/** True for a folder that holds an unpacked FHIR package. */
export function isPackageFolder(folder: string): boolean {
  return existsSync(join(folder, 'package', 'package.json'));
}

/** The definitions of an unpacked FHIR package; `folder` holds `package.json`. */
export function packageSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files() {
      const names = (await indexed(folder)) ?? (await scanned(folder));
      return names.sort(compareText).map((name): DefinitionFile => {
        const path = join(folder, name);
        return { name: path, read: () => readFile(path, 'utf8') };
      });
    },
  };
}

/** The definitions that the index of a package lists; undefined where it has none, or one that does not fit the folder. */
async function indexed(folder: string): Promise<string[] | undefined> {
  const json = await readJson(join(folder, '.index.json'));
  const rows = isObject(json) && json['index-version'] === 2 ? json['files'] : undefined;
  if (!Array.isArray(rows)) return undefined;
  const there = new Set(await scanned(folder));
  const listed = rows.filter(isObject);
  if (listed.length < there.size || !listed.every(({ filename }) => there.has(String(filename)))) return undefined;
  return listed
    .filter(({ resourceType }) => DEFINITIONS.includes(String(resourceType)))
    .map((row) => String(row['filename']));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Examples are in a folder of their own, which is left out. */
async function scanned(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && isResourceFile(entry.name)).map(({ name }) => name);
}

function isResourceFile(name: string): boolean {
  return /\.json$/i.test(name) && !name.startsWith('.') && name !== 'package.json';
}

/** The definitions in a `.tgz`: those of the FHIR package that it is, or all where it has no manifest. */
export function archiveSource(path: string): DefinitionSource {
  return {
    name: path,
    async files() {
      const files = await readArchive(await readFile(path), path);
      const manifest = manifestOf(files);
      if (manifest) refuseOtherRelease(parseManifest(textOf(manifest), `${path}:${manifest.path}`));
      const root = manifest?.path.slice(0, -'package.json'.length);
      return files
        .filter((file) => isDefinitionIn(root, file.path))
        .sort((one, other) => compareText(one.path, other.path))
        .map((file) => ({ name: `${path}:${file.path}`, read: () => Promise.resolve(file.data) }));
    },
  };
}

function manifestOf(files: readonly ArchiveFile[]): ArchiveFile | undefined {
  const found = files.filter(({ path }) => basename(path) === 'package.json');
  return found.sort((one, other) => one.path.split('/').length - other.path.split('/').length)[0];
}

function textOf({ data }: ArchiveFile): string {
  return new TextDecoder().decode(data);
}

/** Of a package only what lies directly beside its manifest is a definition. */
function isDefinitionIn(root: string | undefined, path: string): boolean {
  if (root === undefined) return /\.(?:json|xml)$/i.test(path) && !basename(path).startsWith('.');
  // A path without any folder has lost it, as in the cache.
  const rest = path.startsWith(root) ? path.slice(root.length) : path;
  return !rest.includes('/') && isResourceFile(rest);
}

/** The source for a path that a user gives: an archive, a package that was unpacked, a folder, or a file. */
export function pathSource(path: string): DefinitionSource {
  if (/\.(?:tgz|tar\.gz)$/i.test(path)) return archiveSource(path);
  return isPackageFolder(path) ? packageSource(join(path, 'package')) : folderSource(path);
}
