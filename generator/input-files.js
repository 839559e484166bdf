/**
 * Lists the files that may contain definitions. JavaScript without our own imports, because plain Node uses it to find
 * out whether an input has changed before anything else is loaded.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** In the folder of a package: the files that a run wrote there, with a hash of each. */
export const recordFile = 'generated.files.json';

/** Manifest and index of a FHIR package: JSON, but no resources. */
const packageFiles = new Set(['package.json', '.index.json', 'package-lock.json', recordFile]);

/**
 * Returns whether a file may contain definitions, by its name alone. Hidden ones do not, such as those that macOS puts
 * into an archive beside each file.
 * @param {string} name
 */
export function isInputName(name) {
  return /\.(?:json|xml)$/i.test(name) && !name.startsWith('.') && !packageFiles.has(name.toLowerCase());
}

/**
 * Returns whether definitions are looked for in a folder, by its name alone.
 * @param {string} name
 */
export function isInputFolder(name) {
  return name !== 'node_modules' && !name.startsWith('.');
}

/**
 * Lists all `.json` and `.xml` files below a folder, whatever the case of their extension, in an order that does not
 * depend on the file system; a single file is listed by itself. Links are followed, and a file with several paths is
 * listed once, under the first of them, so that a link to a parent folder does no harm. It leaves out folders named
 * `node_modules`, files and folders whose name starts with a dot, and everything that a run of the generator wrote. A folder that cannot be
 * opened is listed, so that reading it reports the reason.
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
 * @param {{ readonly found: string[], readonly seen: Set<string> }} state the files found; real paths already visited
 */
function collectBelow(folder, state) {
  const names = readdirSync(folder).sort();
  const real = realpathSync(folder);
  if (names.includes(recordFile)) for (const path of writtenIn(folder)) state.seen.add(join(real, path));
  for (const name of names) visit(join(folder, name), name, state);
}

/**
 * @param {string} path
 * @param {string} name
 * @param {{ readonly found: string[], readonly seen: Set<string> }} state
 */
function visit(path, name, state) {
  const { found, seen } = state;
  const isNamed = isInputName(name);
  try {
    const stats = statSync(path);
    const isWanted = stats.isDirectory() ? isInputFolder(name) : stats.isFile() && isNamed;
    const real = isWanted ? realpathSync(path) : '';
    if (!isWanted || seen.has(real)) return;
    seen.add(real);
    if (stats.isDirectory()) collectBelow(path, state);
    else found.push(path);
  } catch (error) {
    // Such as a dead link, which is a fault only if it is named like a definition, or a folder without permission.
    const isClosed = error instanceof Error && 'code' in error && ['EACCES', 'EPERM'].includes(String(error.code));
    if (isNamed || isClosed) found.push(path);
  }
}

/**
 * Returns the paths in a folder that a run wrote; none if their record cannot be read.
 * @param {string} folder
 * @returns {string[]}
 */
function writtenIn(folder) {
  try {
    return writtenFiles(readFileSync(join(folder, recordFile), 'utf8'));
  } catch {
    return [];
  }
}

/**
 * Returns the paths of the files that a run wrote, by the text of their record; none if it is malformed.
 * @param {string} record
 * @returns {string[]}
 */
export function writtenFiles(record) {
  try {
    return Object.keys(JSON.parse(record).files ?? {});
  } catch {
    return [];
  }
}
