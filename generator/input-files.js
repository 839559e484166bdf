/**
 * Lists the files that may hold definitions. JavaScript without imports of ours, because plain Node asks it whether an
 * input has changed before anything else is loaded.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** In the folder of a package: what a run wrote there, with a hash of each file. */
export const recordFile = 'generated.files.json';

/** In a folder of definitions: the warnings about them that their author accepts. It is an input, and no definition. */
export const acceptedWarningsFile = 'accepted-warnings.json';

/** Manifest and index of a FHIR package: JSON, but no resources. */
const packageFiles = new Set(['package.json', '.index.json', 'package-lock.json', recordFile]);

/**
 * All `.json` and `.xml` files below a folder, whatever the case of their ending, in an order that no file system
 * decides; a single file is listed by itself. Links are followed, and what several paths lead to is listed once, under the
 * first of them, so that a link to a folder above ends there. Left out are folders named `node_modules` or starting with
 * a dot, and what a run of the generator wrote. What cannot be looked into is listed, for its reader to say so.
 * @param {string} folder
 * @returns {string[]}
 */
export function listInputFiles(folder) {
  const stats = statSync(folder);
  if (stats.isDirectory()) {
    /** @type {string[]} */
    const found = [];
    collectBelow(folder, { found, seen: new Set() });
    return found;
  }
  // A pipe or device might never end.
  if (!stats.isFile()) throw new Error('it is neither a file nor a folder');
  return [folder];
}

/**
 * @param {string} folder
 * @param {{ readonly found: string[], readonly seen: Set<string> }} state what has been found; real paths that are done with
 */
function collectBelow(folder, state) {
  const names = readdirSync(folder).sort();
  const real = realpathSync(folder);
  if (names.includes(recordFile)) for (const path of writtenFiles(folder)) state.seen.add(join(real, path));
  for (const name of names) visit(join(folder, name), name, state);
}

/**
 * @param {string} path
 * @param {string} name
 * @param {{ readonly found: string[], readonly seen: Set<string> }} state
 */
function visit(path, name, state) {
  const { found, seen } = state;
  const isNamed = /\.(?:json|xml)$/i.test(name) && !packageFiles.has(name.toLowerCase());
  try {
    const stats = statSync(path);
    const isWanted = stats.isDirectory() ? name !== 'node_modules' && !name.startsWith('.') : stats.isFile() && isNamed;
    const real = isWanted ? realpathSync(path) : '';
    if (!isWanted || seen.has(real)) return;
    seen.add(real);
    if (stats.isDirectory()) collectBelow(path, state);
    else found.push(path);
  } catch (error) {
    // Such as a link that leads nowhere: no fault unless it is called like a definition, or a folder that is closed.
    const isClosed = error instanceof Error && 'code' in error && ['EACCES', 'EPERM'].includes(String(error.code));
    if (isNamed || isClosed) found.push(path);
  }
}

/**
 * Paths in a folder that a run wrote; none where the record is not one.
 * @param {string} folder
 * @returns {string[]}
 */
function writtenFiles(folder) {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, recordFile), 'utf8'));
    return Object.keys(files ?? {});
  } catch {
    return [];
  }
}
