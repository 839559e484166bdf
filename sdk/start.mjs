/**
 * Starts a command from a clone of the repository, for the scripts of its `package.json`. Bundles it first where that was
 * not done yet, or a source is newer than the bundle. The published package does not contain this file.
 */
import { readdirSync, statSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const command = new URL('generated/dist/cli/main.js', root);
const examples = readdirSync(new URL('examples/', root)).filter((name) => name.endsWith('.ts'));
const sources = [
  'sdk/',
  'runtime/',
  'generated/src/',
  'generated/package.json',
  ...examples.map((name) => `examples/${name}`),
];

if (!isBundled()) {
  const { bundleCommands } = await import('./bundle.mjs');
  await bundleCommands();
}

// npm changes to the root of the repository; whoever calls it names files from where they are.
const { INIT_CWD: folder, npm_lifecycle_event: script } = process.env;
if (folder !== undefined && script === process.argv[2]) process.chdir(folder);
await import(command.href);

function isBundled() {
  const since = statSync(command, { throwIfNoEntry: false })?.mtimeMs;
  return since !== undefined && sources.every((path) => newest(new URL(path, root)) <= since);
}

/**
 * When a file, or what was changed last in a folder, was changed.
 *
 * @param {URL} url
 * @returns {number}
 */
function newest(url) {
  const { mtimeMs } = statSync(url);
  if (!url.pathname.endsWith('/')) return mtimeMs;
  const inside = readdirSync(url, { withFileTypes: true }).map((entry) =>
    newest(new URL(encodeURIComponent(entry.name) + (entry.isDirectory() ? '/' : ''), url)),
  );
  return Math.max(mtimeMs, ...inside);
}
