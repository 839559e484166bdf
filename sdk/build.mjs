/**
 * `npm run build`: compiles the runtime and the emitted package into `generated/dist`, bundles the commands there, with the
 * messages of `examples/`, and lays the changelog beside it. Does nothing if neither a source nor a built file has changed since the last build; it compares
 * contents, never dates. Files of `dist` whose source no longer exists are removed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'generated/dist');
const changelog = 'generated/CHANGELOG.md';

/** What decides about the build; the lock file inside `node_modules` names the versions that are installed. */
const sources = [
  'runtime',
  'sdk',
  ...examples(),
  'generated/src',
  'generated/package.json',
  'generated/tsconfig.json',
  'CHANGELOG.md',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
];
/** What the commands are bundled into. */
const COMMANDS = /^cli\/(?:(?:main|commands|thread|on-demand|shared)\.js|messages\.json|policy\.schema\.json)$/;
const targets = ['generated/dist', changelog];

/** Every work tree has its own, even if several share their `node_modules`. */
const stampFolder = join(root, 'node_modules/.cache/package-build');
const stampFile = join(stampFolder, `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.json`);

const sourceHash = hashOf(sources);
if (isBuilt()) console.log('unchanged generated/dist');
else await build();

/** Files of which the messages are made that `new` prints; not those of the projects beside them. */
function examples() {
  const folder = join(root, 'examples');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.ts')).map((name) => `examples/${name}`);
}

function isBuilt() {
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  return stamp !== '' && stamp === stampOf();
}

function stampOf() {
  return JSON.stringify({ node: process.version, sources: sourceHash, targets: hashOf(targets) });
}

async function build() {
  const [{ bundleCommands }, { writeDenseValueSets }] = await Promise.all([
    import('./bundle.mjs'),
    import('./dense-value-sets.mjs'),
  ]);
  // The package imports the declarations of the runtime; the bundle is made from the sources themselves.
  const compiled = compile('runtime')
    .then(() => compile('generated'))
    .then(() => writeDenseValueSets(dist));
  await Promise.all([compiled, bundleCommands()]);
  removeLeftOver();
  copyFileSync(join(root, 'CHANGELOG.md'), join(root, changelog));
  copyFileSync(join(root, 'sdk/policy.schema.json'), join(dist, 'cli/policy.schema.json'));
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stampFile, stampOf());
}

/**
 * Ends the process with the exit code of the compiler, which has said what is wrong, if there is an error.
 *
 * @param {string} project
 */
async function compile(project) {
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  const child = spawn(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) process.exit(Number(code ?? 1));
}

function removeLeftOver() {
  const modules = new Set([...filesBelow('generated/src'), ...filesBelow('runtime').map((path) => `runtime/${path}`)]);
  for (const path of filesBelow('generated/dist')) {
    const isKept = COMMANDS.test(path) || modules.has(path.replace(/(?:\.d\.ts|\.js)$/, '.ts'));
    if (!isKept) rmSync(join(dist, path));
  }
}

/**
 * The hash of every path with what is in it; a path that does not exist counts as empty.
 *
 * @param {readonly string[]} paths files and folders, relative to the root
 */
function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    const content = readFileSync(join(root, path));
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  };
  for (const path of paths) {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (stats?.isDirectory()) for (const inside of filesBelow(path)) add(`${path}/${inside}`);
    else if (stats) add(path);
  }
  return hash.digest('hex');
}

/**
 * Paths of all files below a folder, sorted, with `/` between their parts.
 *
 * @param {string} folder
 */
function filesBelow(folder) {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}
