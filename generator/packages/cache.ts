import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { reasonOf } from '../diagnostics/thrown.ts';
import { manifestIn, type ArchiveFile } from './archive.ts';
import { parseJsonObject } from './json-object.ts';
import { parseManifest, type PackageManifest } from './manifest.ts';
import { PackageError } from './package-error.ts';
import { nameOf, refuseUnsafeName, type PackageVersion } from './package-name.ts';

/** A package in the cache. */
export interface CachedPackage {
  readonly manifest: PackageManifest;
  /** The folder `package` with its definitions. */
  readonly folder: string;
  /** Checksum of its files: `sha256-…` in base64. */
  readonly integrity: string;
}

/** Returns the cache of packages that FHIR tools share. */
export function defaultCacheFolder(): string {
  return join(homedir(), '.fhir', 'packages');
}

/**
 * The packages in a folder: `name#version/package/…`. A package is unpacked beside its place and then moved as a whole,
 * so that two processes may fetch the same one at once, and an interrupted one leaves nothing that looks like a
 * package. The file `packages.ini`, which other tools keep there, is never touched.
 *
 * @see https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
export class PackageCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #placeOf(wanted: PackageVersion): string {
    refuseUnsafeName(wanted);
    const { name, version } = wanted;
    return join(this.#folder, `${name.replaceAll('/', '-')}#${version}`);
  }

  /** Returns the versions of a package in the cache. */
  async versionsOf(name: string): Promise<readonly string[]> {
    const start = `${name.replaceAll('/', '-')}#`;
    const found = await readdir(this.#folder).catch(() => []);
    return found.filter((entry) => entry.startsWith(start)).map((entry) => entry.slice(start.length));
  }

  /** Finds a package; undefined if it is missing or incomplete. */
  async find(wanted: PackageVersion): Promise<CachedPackage | undefined> {
    const folder = join(this.#placeOf(wanted), 'package');
    const place = join(folder, 'package.json');
    const text = await readFile(place, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    return { manifest: parseManifest(text, place), folder, integrity: await integrityOf(folder) };
  }

  /**
   * Adds a package to the cache; if another process was faster, its package stays.
   *
   * @throws PackageError if its files have no manifest, or cannot be written
   */
  async add(wanted: PackageVersion, files: readonly ArchiveFile[]): Promise<CachedPackage> {
    const inside = asPackage(files);
    refuseBadManifest(inside, nameOf(wanted));
    try {
      await this.#write(wanted, inside);
    } catch (error) {
      if (error instanceof PackageError) throw error;
      throw new PackageError(
        'write/cannot-write',
        `${nameOf(wanted)} cannot be written to the cache: ${reasonOf(error)}`,
      );
    }
    const added = await this.find(wanted);
    if (added) return added;
    throw new PackageError('package/not-cached', `${nameOf(wanted)} was removed from the cache while it was read`);
  }

  async #write(wanted: PackageVersion, files: readonly ArchiveFile[]): Promise<void> {
    const place = this.#placeOf(wanted);
    await mkdir(this.#folder, { recursive: true });
    const temporary = await mkdtemp(join(this.#folder, '.incomplete-'));
    try {
      await writeFiles(temporary, files);
      await rename(temporary, place).catch(async (error: unknown) => {
        if (!(await this.#isThere(wanted))) throw error;
      });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  async #isThere(wanted: PackageVersion): Promise<boolean> {
    return stat(this.#placeOf(wanted)).then(
      (found) => found.isDirectory(),
      () => false,
    );
  }
}

/** Refuses a package without a manifest that can be read, before anything of it is in the cache. */
function refuseBadManifest(files: readonly ArchiveFile[], name: string): void {
  const place = 'package/package.json';
  const manifest = files.find(({ path }) => path === place);
  if (!manifest) throw new PackageError('package/bad-manifest', `${name} contains no ${place}`);
  parseManifest(new TextDecoder().decode(manifest.data), `${place} of ${name}`);
}

async function writeFiles(folder: string, files: readonly ArchiveFile[]): Promise<void> {
  for (const { path, data } of files) {
    const place = join(folder, ...path.split('/'));
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, data);
  }
}

/**
 * Returns the files in the cache's layout, with all of them in `package/`, and an index of the definitions. Some
 * archives give that folder another name, or have folders beside it.
 */
function asPackage(files: readonly ArchiveFile[]): readonly ArchiveFile[] {
  const root = files.some(({ path }) => path === 'package/package.json') ? 'package' : rootOf(files);
  const inside = files.map(({ path, data }) => ({
    path:
      root !== undefined && path.startsWith(`${root}/`) ? `package/${path.slice(root.length + 1)}` : moved(path, root),
    data,
  }));
  const hasIndex = inside.some(({ path, data }) => path === 'package/.index.json' && isIndex(data));
  return hasIndex ? inside : [...inside.filter(({ path }) => path !== 'package/.index.json'), indexOf(inside)];
}

/**
 * Returns a file's path in the cache. Without a folder around it, everything belongs to the package; otherwise files
 * beside the folder go to `other`. A path without any folder has lost it: long paths are stored in two parts, and the
 * archive reader returns only the second.
 */
function moved(path: string, root: string | undefined): string {
  return root === undefined || !path.includes('/') ? `package/${path}` : `other/${path}`;
}

/** Returns the outermost folder with a manifest; undefined if that is at the top. */
function rootOf(files: readonly ArchiveFile[]): string | undefined {
  const folder = posix.dirname(manifestIn(files)?.path ?? '');
  return folder === '.' ? undefined : folder;
}

function isIndex(data: Uint8Array): boolean {
  const json = parseJsonObject(data);
  return json?.['index-version'] === 2 && Array.isArray(json['files']);
}

/** The properties of each resource in the index of a package. */
const INDEXED = ['resourceType', 'id', 'url', 'version', 'kind', 'type', 'supplements', 'content'];

function indexOf(files: readonly ArchiveFile[]): ArchiveFile {
  const rows = files.flatMap(({ path, data }) => {
    const filename = /^package\/([^/]+\.json)$/i.exec(path)?.[1];
    const json = filename === undefined || filename === 'package.json' ? undefined : parseJsonObject(data);
    if (typeof json?.['resourceType'] !== 'string') return [];
    const facts = INDEXED.flatMap((key) => (typeof json[key] === 'string' ? [[key, json[key]]] : []));
    return [{ filename, ...Object.fromEntries(facts) }];
  });
  const text = JSON.stringify({ 'index-version': 2, files: rows });
  return { path: 'package/.index.json', data: new TextEncoder().encode(text) };
}

/** Returns the checksum of a package's files, without files that begin with a dot, which tools derive from them. */
async function integrityOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const paths = files.map((file) => file.slice(folder.length + 1).replaceAll('\\', '/')).sort();
  const whole = createHash('sha256');
  for (const path of paths) {
    if (path.split('/').some((step) => step.startsWith('.'))) continue;
    const own = createHash('sha256')
      .update(await readFile(join(folder, path)))
      .digest('hex');
    whole.update(`${own}  ${path}\n`);
  }
  return `sha256-${whole.digest('base64')}`;
}
