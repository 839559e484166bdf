import { gunzip } from 'node:zlib';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { parseTar, type ParsedTarFileItem } from 'nanotar';
import { reasonOf } from '../diagnostics/thrown.ts';
import { PackageError } from './package-error.ts';

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
  refuseUnsafeEntries(tar, name);
  const items = entriesOf(tar, name);
  const files: ArchiveFile[] = [];
  for (const item of items) {
    const path = safePath(item, name);
    if (path === undefined) continue;
    if (files.length === limits.files) throw tooLarge(name, `it has more than ${limits.files} files`);
    files.push({ path, data: item.data ?? new Uint8Array() });
  }
  refuseFileAsFolder(files, name);
  return files;
}

/** Refuses an archive in which a file lies below another file. */
function refuseFileAsFolder(files: readonly ArchiveFile[], archive: string): void {
  const paths = new Set(files.map(({ path }) => path));
  for (const path of paths)
    for (let above = posix.dirname(path); above !== '.'; above = posix.dirname(above))
      if (paths.has(above)) throw refused(archive, 'a file that is also a folder', above);
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

/** Returns the paths that an entry states: its own, or those that it has as a text for the next one. */
function pathsOf(tar: Uint8Array, at: number, size: number, name: string): readonly string[] {
  const type = textAt(tar, at + 156, 1) || '0';
  if ('LKN'.includes(type)) return [textOf(tar, at + BLOCK, size).replace(/\0+$/, '')];
  return 'xg'.includes(type) ? pathsInRecords(textOf(tar, at + BLOCK, size)) : [name];
}

/**
 * Returns the paths in the records of an extended header, which are lines such as `21 path=package/a.json`. The reader
 * takes a path up to a blank or `=`, so that this is a path too. Other records, such as comments, may hold anything.
 */
function pathsInRecords(records: string): string[] {
  const values = records.split('\n').map((line) => /^[^ ]* (?:link)?path=(.*)$/s.exec(line)?.[1]);
  return values.flatMap((path) => (path === undefined ? [] : [path, path.replace(/[ =].*$/s, '')]));
}

const BLOCK = 512;

/** Maximum number of characters of a path, and of bytes of a step of it, which most file systems have. */
const LONGEST_PATH = 1000;
const LONGEST_STEP = 255;

/**
 * Refuses an archive with an entry outside the folder into which it is unpacked, or of a size that is no size. The
 * reader would only drop such steps from the path, so that two entries could become one, and a negative size would lead
 * it back to the same entry for ever.
 */
function refuseUnsafeEntries(tar: Uint8Array, archive: string): void {
  for (let at = 0; at + BLOCK <= tar.length;) {
    const name = textAt(tar, at, 100);
    if (name === '') return;
    const digits = textAt(tar, at + 124, 12).trim();
    if (!/^[0-7]*$/.test(digits)) throw refused(archive, 'an entry of an unreadable size', name);
    const size = Number.parseInt(digits, 8) || 0;
    const unsafe = pathsOf(tar, at, size, name).find(isUnsafe);
    if (unsafe !== undefined) throw refused(archive, 'a path outside of it, or one that is no path', unsafe);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Returns the text up to its end, which a NUL marks. */
function textAt(bytes: Uint8Array, start: number, length: number): string {
  const [text = ''] = textOf(bytes, start, length).split('\0', 1);
  return text;
}

function textOf(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(start, start + length));
}

/** Returns true for a path that leaves the folder, or that file systems do not take. */
function isUnsafe(path: string): boolean {
  const steps = path.split('/');
  const isTooLong = path.length > LONGEST_PATH || steps.some((step) => Buffer.byteLength(step) > LONGEST_STEP);
  return isTooLong || /^\/|^[A-Za-z]:[\\/]|[\\\0]/.test(path) || steps.includes('..');
}

function refused(archive: string, what: string, path: string): PackageError {
  return new PackageError(
    'package/bad-archive',
    `${archive} contains ${what}, ${JSON.stringify(path.slice(0, 200))}, and is refused`,
  );
}

function tooLarge(name: string, reason: string): PackageError {
  return new PackageError('package/too-large', `${name} is too large: ${reason}`);
}
