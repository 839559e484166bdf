/**
 * Remembers the input and output of a run, so that the next one can tell at once that nothing has changed. It compares
 * contents, never dates. JavaScript without TypeScript imports, so that plain Node starts at once.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listInputFiles } from './input-files.js';

/**
 * The input of a run besides the generator itself: the configuration, folders with definitions, and further files that
 * the configuration names, with the folder of the user's templates.
 * @typedef {{ readonly config: string, readonly folders: readonly string[], readonly namedFiles: readonly string[], readonly templates?: string | undefined }} RunInputs
 */

/**
 * The output of a run: files by their paths in the package folder `out`.
 * @typedef {{ readonly out: string, readonly files: readonly string[], readonly warnings: number }} RunOutputs
 */

/** @typedef {RunInputs & RunOutputs & { readonly inputHash: string, readonly outputHash: string }} Stamp */

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFolder = join('node_modules', '.cache', 'careconnect-codegen');
/** Folder of the emitted package that belongs to the generator alone. */
const ownFolder = 'src';

/**
 * Describes the unchanged package if a run with these arguments would change nothing; undefined if it might, or if no
 * run was remembered.
 * @param {readonly string[]} args
 */
export function describeUnchanged(args) {
  const stamp = readStamp(args);
  if (!stamp || !isCurrent(stamp)) return undefined;
  const warnings = stamp.warnings === 0 ? '' : `, with ${stamp.warnings} warnings as before`;
  return `unchanged ${stamp.files.length} files in ${stamp.out}${warnings}`;
}

/**
 * @param {readonly string[]} args
 * @returns {Stamp | undefined}
 */
function readStamp(args) {
  try {
    return JSON.parse(readFileSync(stampFile(args), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Returns whether inputs and outputs are unchanged; a file that cannot be read counts as changed.
 * @param {Stamp} stamp
 */
function isCurrent(stamp) {
  try {
    return hashInputs(stamp) === stamp.inputHash && hashOutputs(stamp) === stamp.outputHash;
  } catch {
    return false;
  }
}

/**
 * Remembers a run without errors, if there is a `node_modules` to remember it in.
 * @param {readonly string[]} args
 * @param {RunInputs} inputs
 * @param {string} inputHash result of `hashInputs` before the run
 * @param {RunOutputs} outputs
 */
export function rememberRun(args, inputs, inputHash, outputs) {
  if (!existsSync('node_modules')) return;
  const file = stampFile(args);
  /** @type {Stamp} */
  const stamp = { ...inputs, ...outputs, inputHash, outputHash: hashOutputs(outputs) };
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(stamp));
  forgetRemoved();
}

/**
 * Hashes everything that decides the output of a run: the configuration and the files that it names, definitions, and
 * the generator with its templates, its base model and the packages that it depends on.
 * @param {RunInputs} inputs
 */
export function hashInputs({ config, folders, namedFiles, templates }) {
  const hash = createHash('sha256').update(process.version);
  for (const folder of folders) addFiles(hash, '', listInputFiles(folder));
  for (const folder of ['generator', 'templates', 'runtime', 'sdk'].map((name) => join(root, name)))
    addFiles(hash, folder, filesBelow(folder));
  if (templates !== undefined) addFiles(hash, templates, filesIn(templates));
  addFiles(hash, '', [...(existsSync(config) ? [config] : []), ...namedFiles, ...manifests()]);
  return hash.digest('hex');
}

/** @param {RunOutputs} outputs */
function hashOutputs({ out, files }) {
  const beside = files.filter((path) => !path.startsWith(`${ownFolder}/`));
  const hash = createHash('sha256');
  addFiles(hash, out, beside);
  addFiles(hash, join(out, ownFolder), filesBelow(join(out, ownFolder)));
  return hash.digest('hex');
}

/** Returns the manifests that name the versions of the generator's dependencies. */
function manifests() {
  const own = ['package.json', '../package.json', 'package-lock.json'].map((path) => join(root, path));
  const modules = [join(root, 'node_modules'), join(root, '..', 'node_modules'), join(root, '..', '..')];
  const packages = ['prettier', 'handlebars', 'fhirpath', 'jsonc-parser'];
  const theirs = packages.flatMap((name) => modules.map((folder) => join(folder, name, 'package.json')));
  return [...own, ...theirs].filter((path) => existsSync(path));
}

/** @param {readonly string[]} args */
function stampFile(args) {
  const name = createHash('sha256')
    .update(JSON.stringify([root, process.cwd(), args]))
    .digest('hex')
    .slice(0, 16);
  return join(stampFolder, `${name}.json`);
}

/** Removes the stamps of packages that no longer exist. */
function forgetRemoved() {
  for (const name of readdirSync(stampFolder)) {
    const file = join(stampFolder, name);
    /** @type {Stamp} */
    const stamp = JSON.parse(readFileSync(file, 'utf8'));
    if (!existsSync(stamp.out)) rmSync(file);
  }
}

/**
 * Adds every path with its content.
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 * @param {readonly string[]} paths
 */
function addFiles(hash, folder, paths) {
  for (const path of paths) {
    const content = readFileSync(join(folder, path));
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  }
}

/** @param {string} folder */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** @param {string} folder */
function filesBelow(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const isFile = (/** @type {string} */ path) => statSync(join(folder, path)).isFile();
  return paths
    .filter(isFile)
    .map((path) => path.split(sep).join('/'))
    .sort();
}
