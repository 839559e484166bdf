import { gunzip } from 'node:zlib';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { parseTar, type ParsedTarFileItem } from 'nanotar';
import { PackageError, reasonOf } from './package-error.ts';

/** Limits on an archive: the largest published package of FHIR STU3 is about a tenth of this. */
export interface ArchiveLimits {
  /** Bytes as downloaded or read from disk. */
  readonly packed: number;
  readonly unpacked: number;
  readonly files: number;
}

export const archiveLimits: ArchiveLimits = { packed: 256 * 2 ** 20, unpacked: 1024 * 2 ** 20, files: 50_000 };

/** A file of an archive, by its path with forward slashes. */
export interface ArchiveFile {
  readonly path: string;
  readonly data: Uint8Array;
}

/** Returns the outermost `package.json`; undefined if there is none. */
export function manifestIn(files: readonly ArchiveFile[]): ArchiveFile | undefined {
  const found = files.filter(({ path }) => posix.basename(path) === 'package.json');
  return found.sort((one, other) => one.path.split('/').length - other.path.split('/').length)[0];
}

/**
 * Unpacks a `.tgz` in memory.
 *
 * @param name of the archive, for messages
 * @throws PackageError if it is no archive, is too large, or has an entry that would leave its folder, or a link
 */
export async function readArchive(
  bytes: Uint8Array,
  name: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<readonly ArchiveFile[]> {
  if (bytes.length > limits.packed) throw tooLarge(name, `it has more than ${limits.packed} bytes`);
  const tar = await unzip(bytes, name, limits);
  refuseUnsafePaths(tar, name);
  const items = entriesOf(tar, name);
  const files: ArchiveFile[] = [];
  for (const item of items) {
    const path = safePath(item, name);
    if (path === undefined) continue;
    if (files.length === limits.files) throw tooLarge(name, `it has more than ${limits.files} files`);
    files.push({ path, data: item.data ?? new Uint8Array() });
  }
  return files;
}

const unzipAll = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);

async function unzip(bytes: Uint8Array, name: string, { unpacked }: ArchiveLimits): Promise<Uint8Array> {
  try {
    // A copy, because the archive reader uses the whole buffer behind a view.
    return new Uint8Array(await unzipAll(bytes, { maxOutputLength: unpacked }));
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    if (isTooLarge) throw tooLarge(name, `it unpacks to more than ${unpacked} bytes`);
    throw new PackageError('package/bad-archive', `${name} cannot be unpacked: ${reasonOf(error)}`);
  }
}

function entriesOf(tar: Uint8Array, name: string): readonly ParsedTarFileItem[] {
  try {
    return parseTar(tar);
  } catch (error) {
    throw new PackageError('package/bad-archive', `${name} is not a tar archive: ${reasonOf(error)}`);
  }
}

const IGNORED = ['directory', 'globalExtendedHeader', 'extendedHeader', 'gnuLongFileName', 'gnuLongLinkName'];

/** Returns the path of a file; undefined for any other entry, such as a folder. */
function safePath({ name: path, type }: ParsedTarFileItem, archive: string): string | undefined {
  if (type !== undefined && IGNORED.includes(type)) return undefined;
  const isFile = type === undefined || type === 'file' || type === 'contiguousFile';
  if (!isFile) throw refused(archive, `a ${String(type)}`, path);
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.length === 0 ? undefined : steps.join('/');
}

const BLOCK = 512;

/**
 * Refuses an archive with an entry outside the folder into which it is unpacked. The reader would only drop such steps
 * from the path, so that two entries could become one.
 */
function refuseUnsafePaths(tar: Uint8Array, archive: string): void {
  for (let at = 0; at + BLOCK <= tar.length;) {
    const name = textAt(tar, at, 100);
    if (name === '') return;
    const size = sizeAt(tar, at + 124, archive);
    // The text of these entries is, among other facts, the path of the next one.
    const isHeader = 'xgLKN'.includes(textAt(tar, at + 156, 1) || '0');
    const paths = isHeader
      ? textAt(tar, at + BLOCK, size)
          .split('\n')
          .map((line) => line.replace(/^\d+ \w+=/, ''))
      : [name];
    const unsafe = paths.find(isUnsafe);
    if (unsafe !== undefined) throw refused(archive, 'a path outside of it', unsafe);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Reads the size of an entry. With one below zero, which is no octal number, a reader would go round in circles. */
function sizeAt(tar: Uint8Array, at: number, archive: string): number {
  const text = textAt(tar, at, 12);
  if (!/^ *[0-7]* *$/.test(text))
    throw new PackageError('package/bad-archive', `${archive} is not a tar archive: the size of an entry is no number`);
  return Number.parseInt(text, 8) || 0;
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  const [text = ''] = new TextDecoder().decode(bytes.subarray(start, start + length)).split('\0', 1);
  return text;
}

function isUnsafe(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.includes('\\') || path.split('/').includes('..');
}

function refused(archive: string, what: string, path: string): PackageError {
  return new PackageError(
    'package/bad-archive',
    `${archive} contains ${what}, ${JSON.stringify(path)}, and is refused`,
  );
}

function tooLarge(name: string, reason: string): PackageError {
  return new PackageError('package/too-large', `${name} is too large: ${reason}`);
}
