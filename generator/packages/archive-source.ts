import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Report } from '../diagnostics/diagnostic.ts';
import { compareText } from '../fhir/canonical.ts';
import { recordFile, writtenFiles } from '../input-files.js';
import type { DefinitionSource } from '../load/definition-source.ts';
import { readArchive, type ArchiveFile } from './archive.ts';
import { parseManifest, refuseOtherRelease } from './manifest.ts';
import { isLooseFile, isPackageFile, reportNotRead } from './package-files.ts';

/** Returns the definitions in a `.tgz`: what would be read if it were unpacked, of a FHIR package or of a folder. */
export function archiveSource(path: string): DefinitionSource {
  return {
    name: path,
    async files(report) {
      const files = await readArchive(await readFile(path), path);
      const root = packageIn(files);
      return (root === undefined ? looseFiles(files) : packageFiles(path, files, root, report))
        .sort((one, other) => compareText(one.path, other.path))
        .map((file) => ({ name: `${path}:${file.path}`, read: () => Promise.resolve(file.data) }));
    },
  };
}

/**
 * Returns the folder of a FHIR package, with a slash at its end: `package/`, or that in the folder around all files. A
 * manifest elsewhere is that of a project whose folder was packed as it is.
 */
function packageIn(files: readonly ArchiveFile[]): string | undefined {
  const paths = new Set(files.map(({ path }) => path));
  if (paths.has('package/package.json')) return 'package/';
  const [around] = [...paths].flatMap((path) => /^[^/]+\/(?=package\/package\.json$)/.exec(path) ?? []);
  return around !== undefined && [...paths].every((path) => path.startsWith(around)) ? `${around}package/` : undefined;
}

/** Returns the definitions of a FHIR package, which are beside its manifest. */
function packageFiles(name: string, files: readonly ArchiveFile[], root: string, report: Report): ArchiveFile[] {
  const manifest = files.find(({ path }) => path === `${root}package.json`);
  if (manifest) refuseOtherRelease(parseManifest(textOf(manifest), `${name}:${manifest.path}`));
  // A path without any folder has lost it, as in the cache.
  const inside = ({ path }: ArchiveFile): string | undefined =>
    path.startsWith(root) ? path.slice(root.length) : path.includes('/') ? undefined : path;
  reportNotRead(
    name,
    files.flatMap((file) => inside(file) ?? []),
    report,
  );
  return files.filter((file) => isPackageFile(inside(file) ?? ''));
}

/** Returns what a folder with these files would be read for: not what a run of the generator wrote. */
function looseFiles(files: readonly ArchiveFile[]): ArchiveFile[] {
  const records = files.filter(({ path }) => posix.basename(path) === recordFile);
  const written = new Set(
    records.flatMap((record) => writtenFiles(textOf(record)).map((path) => posix.join(record.path, '..', path))),
  );
  return files.filter(({ path }) => isLooseFile(path) && !written.has(path));
}

function textOf({ data }: ArchiveFile): string {
  return new TextDecoder().decode(data);
}
