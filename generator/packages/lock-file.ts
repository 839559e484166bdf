import { readFile } from 'node:fs/promises';
import { codeOf, reasonOf } from '../diagnostics/thrown.ts';
import { compareText } from '../fhir/canonical.ts';
import { isObject } from '../load/json-reader.ts';
import { PackageError } from './package-error.ts';
import { replaceFile } from './replace-file.ts';

export const lockFileName = 'careconnect-fhir.lock.json';

/** The chosen versions, so that another run uses the same ones. */
export interface PackageLock {
  /** The requests, `name@range`, with the chosen versions. */
  readonly requests: ReadonlyMap<string, string>;
  /** Checksum of the files of each package, by `name@version`. */
  readonly packages: ReadonlyMap<string, string>;
}

export const emptyLock: PackageLock = { requests: new Map(), packages: new Map() };

/**
 * Reads a lock file; a missing one locks nothing.
 *
 * @throws PackageError if it is no lock file
 */
export async function readLock(file: string): Promise<PackageLock> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return emptyLock;
    throw new PackageError('package/bad-lock', `${file} cannot be read: ${reasonOf(error)}`);
  }
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json) && json['lockfileVersion'] === 1)
      return { requests: textsOf(json['requests']), packages: textsOf(json['packages']) };
  } catch {
    // Reported below.
  }
  throw new PackageError('package/bad-lock', `${file} is not a lock file of this version; delete it to make a new one`);
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Writes a lock file, in an order that depends only on its content. */
export async function writeLock(file: string, { requests, packages }: PackageLock): Promise<void> {
  const json = { lockfileVersion: 1, requests: sorted(requests), packages: sorted(packages) };
  await replaceFile(file, `${JSON.stringify(json, null, 2)}\n`);
}

function sorted(entries: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...entries].sort(([one], [other]) => compareText(one, other)));
}
