import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compareText } from '../fhir/canonical.ts';
import { listInputFiles } from '../input-files.js';
import { folderSource, type DefinitionFile, type DefinitionSource } from '../load/definition-source.ts';
import { isObject } from '../load/json-reader.ts';
import { archiveSource } from './archive-source.ts';
import { parseJsonObject } from './json-object.ts';
import { parseManifest, refuseOtherRelease } from './manifest.ts';
import { isPackageFile, reportNotRead } from './package-files.ts';

/** The types of resources that the generator reads; others in a package are examples and the like. */
const DEFINITIONS = [
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'MessageDefinition',
  'CapabilityStatement',
  'Bundle',
];

/** Returns true for a folder with an unpacked FHIR package. */
export function isPackageFolder(folder: string): boolean {
  return existsSync(join(folder, 'package', 'package.json'));
}

/** Returns the definitions of an unpacked FHIR package; `folder` contains `package.json`. */
export function packageSource(folder: string): DefinitionSource {
  return {
    name: folder,
    async files(report) {
      const names = (await indexed(folder)) ?? (await scanned(folder));
      const below = listInputFiles(folder).map((path) => relative(folder, path).split(sep).join('/'));
      reportNotRead(folder, below, report);
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
  return entries.filter((entry) => entry.isFile() && isPackageFile(entry.name)).map(({ name }) => name);
}

/** The same of a user's folder, whose manifest nobody has read: it is refused for what an archive is refused for. */
function unpackedSource(folder: string): DefinitionSource {
  const source = packageSource(folder);
  return {
    ...source,
    async files(report) {
      const place = join(folder, 'package.json');
      refuseOtherRelease(parseManifest(await readFile(place, 'utf8'), place));
      return source.files(report);
    },
  };
}

/** Returns the source for a user's path: an archive, an unpacked package, a folder, or a file. */
export function pathSource(path: string): DefinitionSource {
  if (/\.(?:tgz|tar\.gz)$/i.test(path)) return archiveSource(path);
  return isPackageFolder(path) ? unpackedSource(join(path, 'package')) : folderSource(path);
}
