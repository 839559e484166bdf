import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText } from '../fhir/canonical.ts';
import { folderSource, type DefinitionFile, type DefinitionSource } from '../load/definition-source.ts';
import { isObject } from '../load/json-reader.ts';
import { manifestIn, readArchive, type ArchiveFile } from './archive.ts';
import { parseJsonObject } from './json-object.ts';
import { parseManifest, refuseOtherRelease } from './manifest.ts';

/** The types of resources that the generator reads; others in a package are examples and the like. */
const DEFINITIONS = ['StructureDefinition', 'ValueSet', 'CodeSystem', 'MessageDefinition', 'Bundle'];

/** Returns true for a folder with an unpacked FHIR package. */
export function isPackageFolder(folder: string): boolean {
  return existsSync(join(folder, 'package', 'package.json'));
}

/** Returns the definitions of an unpacked FHIR package; `folder` contains `package.json`. */
export function packageSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files() {
      const names = (await indexed(folder)) ?? (await scanned(folder));
      return names.sort(compareText).map((name): DefinitionFile => {
        const path = join(folder, name);
        return { name: path, read: () => readFile(path) };
      });
    },
  };
}

/** Returns the definitions in the index of a package; undefined without an index, or if it does not fit the folder. */
async function indexed(folder: string): Promise<string[] | undefined> {
  const text = await readFile(join(folder, '.index.json'), 'utf8').catch(() => '');
  const json = parseJsonObject(text);
  const rows = json?.['index-version'] === 2 ? json['files'] : undefined;
  if (!Array.isArray(rows)) return undefined;
  const there = new Set(await scanned(folder));
  const listed = rows.filter(isObject);
  if (listed.length < there.size || !listed.every(({ filename }) => there.has(String(filename)))) return undefined;
  return listed
    .filter(({ resourceType }) => DEFINITIONS.includes(String(resourceType)))
    .map((row) => String(row['filename']));
}

/** Returns the definitions in the folder itself; examples are in a folder of their own. */
async function scanned(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && isResourceFile(entry.name)).map(({ name }) => name);
}

function isResourceFile(name: string): boolean {
  return /\.json$/i.test(name) && !name.startsWith('.') && name !== 'package.json';
}

/** Returns the definitions in a `.tgz`: those of a FHIR package, or all of them if there is no manifest. */
export function archiveSource(path: string): DefinitionSource {
  return {
    name: path,
    async files() {
      const files = await readArchive(await readFile(path), path);
      const manifest = manifestIn(files);
      if (manifest) refuseOtherRelease(parseManifest(textOf(manifest), `${path}:${manifest.path}`));
      const root = manifest?.path.slice(0, -'package.json'.length);
      return files
        .filter((file) => isDefinitionIn(root, file.path))
        .sort((one, other) => compareText(one.path, other.path))
        .map((file) => ({ name: `${path}:${file.path}`, read: () => Promise.resolve(file.data) }));
    },
  };
}

function textOf({ data }: ArchiveFile): string {
  return new TextDecoder().decode(data);
}

/** Returns whether a file is a definition; in a package, only files beside the manifest are. */
function isDefinitionIn(root: string | undefined, path: string): boolean {
  if (root === undefined) return /\.(?:json|xml)$/i.test(path) && !basename(path).startsWith('.');
  // A path without any folder has lost it, as in the cache.
  const rest = path.startsWith(root) ? path.slice(root.length) : path;
  return !rest.includes('/') && isResourceFile(rest);
}

/** Returns the source for a user's path: an archive, an unpacked package, a folder, or a file. */
export function pathSource(path: string): DefinitionSource {
  if (/\.(?:tgz|tar\.gz)$/i.test(path)) return archiveSource(path);
  return isPackageFolder(path) ? packageSource(join(path, 'package')) : folderSource(path);
}
