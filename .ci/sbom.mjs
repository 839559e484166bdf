/**
 * Writes the bill of materials of both packages, in the form CycloneDX, by `npm sbom`:
 *
 *   npm run sbom [-- FOLDER]
 *
 * into the folder, `dist` unless given, as `<package>.cdx.json`. The same sources give the same bytes: what differs from run
 * to run, the serial number and the time, is left out.
 *
 * `npm sbom --omit dev` in a workspace leaves out what is a dependency of a package and of its development too, and puts
 * the root in the place of the package. So each package is described on its own: its manifest without development, and what
 * of the lock file its dependencies lead to.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** @typedef {{ name?: string, version?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Entry */

const root = resolve(import.meta.dirname, '..');
const lock = readJson(join(root, 'package-lock.json'));
const out = resolve(process.argv[2] ?? join(root, 'dist'));
mkdirSync(out, { recursive: true });

for (const place of ['', 'generated']) {
  const manifest = readJson(join(root, place, 'package.json'));
  const file = join(out, `${manifest.name}.cdx.json`);
  writeFileSync(file, `${JSON.stringify(describe(manifest), null, 2)}\n`);
  console.log(file);
}

/** Returns what npm says of a package, without what differs from run to run. */
function describe({ devDependencies: _, workspaces: _workspaces, scripts: _scripts, ...manifest }) {
  const parent = mkdtempSync(join(tmpdir(), 'sbom-'));
  // npm calls the package by the name of its folder.
  const folder = join(parent, manifest.name);
  try {
    mkdirSync(folder);
    const { name, version, license, dependencies, engines } = manifest;
    const packages = { '': { name, version, license, dependencies, engines }, ...reached({ dependencies }) };
    writeJson(join(folder, 'package.json'), manifest);
    writeJson(join(folder, 'package-lock.json'), { name, version, lockfileVersion: 3, requires: true, packages });
    const { serialNumber: _number, ...bom } = JSON.parse(run(folder));
    const { timestamp: _time, ...metadata } = bom.metadata;
    return { ...bom, metadata };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function run(folder) {
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library', '--package-lock-only', '--offline'];
  const { status, stdout, stderr } = spawnSync('npm', options, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm sbom failed\n${stderr}`);
  return stdout;
}

/**
 * Returns the entries of the lock file to which dependencies lead, by their place, as if none were of development. Throws if
 * one is not there, unless it is optional.
 *
 * @param {Entry} entry
 */
function reached({ dependencies = {}, optionalDependencies = {} }, from = '', found = {}) {
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = placeOf(name, from);
    if (place === undefined && !(name in optionalDependencies))
      throw new Error(`package-lock.json lacks ${name}, which ${from || 'the package'} needs`);
    if (place === undefined || place in found) continue;
    const { dev: _, devOptional: _both, peer: _peer, ...entry } = lock.packages[place];
    found[place] = entry;
    reached(entry, place, found);
  }
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Where Node finds a package: beside the one that asks, or further out. */
function placeOf(name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in lock.packages) return place;
    if (folder === '') return undefined;
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function writeJson(file, value) {
  writeFileSync(file, JSON.stringify(value));
}
