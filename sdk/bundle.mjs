/**
 * Bundles the commands into few files of the emitted package: loading its modules one by one would take longer than most
 * checks do. What only few runs need is in files of its own, and so are the messages that `new` prints. Reads the sources
 * themselves, so it needs no earlier build. Run as a script, it does just that.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { exampleMessages } from './example-messages.mjs';

const root = new URL('../', import.meta.url);
const folder = new URL('generated/dist/cli/', root);

/**
 * What Node starts, as the `bin` of the emitted package names it and as a thread; what they have to do on every run, and
 * on some; and what these two share.
 */
export const commandFiles = ['main.js', 'thread.js', 'commands.js', 'on-demand.js', 'shared.js'];
const sharedFile = 'shared.js';

/** The messages that `new` prints. */
export const messagesFile = 'messages.json';

/** Packages that only few inputs need, and that are loaded then. */
const late = ['saxes'];

/** What is loaded from the package itself when it is needed: a bundle would put builders where `validate` reads them. */
const fromPackage = '../code.js';

/** Writes the files, each in one step, so that whoever runs the old ones meanwhile is not disturbed. */
export async function bundleCommands() {
  const { name, exports } = JSON.parse(readFileSync(new URL('generated/package.json', root), 'utf8'));
  const sources = ownSources(name, exports);
  const [messages, { outputFiles, metafile }] = await Promise.all([
    exampleMessages([sources, loadedLate]),
    bundle([sources, commandsByThemselves, loadedLate]),
  ]);
  await mkdir(folder, { recursive: true });
  for (const { path, text } of outputFiles) {
    const file = basename(path);
    if (!commandFiles.includes(file)) throw new Error(`${file} is a bundle that nobody expects`);
    await write(file, text + (file === sharedFile ? await licencesOf(metafile) : ''));
  }
  await write(messagesFile, `${messages}\n`);
}

/** @param {import('esbuild').Plugin[]} plugins */
async function bundle(plugins) {
  const entries = commandFiles.filter((file) => file !== sharedFile);
  return await build({
    entryPoints: entries.map((file) => fileURLToPath(new URL(`sdk/${file.replace(/js$/, 'ts')}`, root))),
    outdir: fileURLToPath(folder),
    bundle: true,
    splitting: true,
    chunkNames: sharedFile.replace(/\.js$/, ''),
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // A third of the time that it takes to start is the engine reading this, names included.
    minify: true,
    legalComments: 'none',
    plugins,
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
}

/**
 * @param {string} file
 * @param {string} text
 */
async function write(file, text) {
  const temporary = new URL(`${file}.${process.pid}.tmp`, folder);
  await writeFile(temporary, text, { mode: file.endsWith('.js') ? 0o755 : 0o644 });
  await rename(temporary, new URL(file, folder));
}

/**
 * The licences of packages that are part of a bundle, as a comment.
 *
 * @param {import('esbuild').Metafile} metafile
 */
async function licencesOf({ inputs }) {
  const packages = Object.keys(inputs).flatMap(
    (path) => /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path)?.[1] ?? [],
  );
  let text = '';
  for (const path of new Set(packages)) {
    const inside = new URL(`${path}/`, root);
    const { name, version } = JSON.parse(await readFile(new URL('package.json', inside), 'utf8'));
    const file = (await readdir(inside)).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence that could be carried over`);
    text += `\n${name} ${version}\n\n${(await readFile(new URL(file, inside), 'utf8')).trim()}\n`;
  }
  return `/*\nThis file contains:\n${text.replaceAll('*/', '* /')}*/\n`;
}

/**
 * What starts the commands leaves them in a file of their own.
 *
 * @type {import('esbuild').Plugin}
 */
const commandsByThemselves = {
  name: 'commands-by-themselves',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/commands\.ts$/ }, () => ({ path: './commands.js', external: true }));
  },
};

/**
 * A class of a package that is loaded late loads it when the first object is made.
 *
 * @type {import('esbuild').Plugin}
 */
const loadedLate = {
  name: 'loaded-late',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:${late.join('|')})$`) }, ({ path }) => ({ path, namespace: 'late' }));
    onLoad({ filter: /./, namespace: 'late' }, () => ({
      contents: `
        export class SaxesParser {
          constructor(options) {
            const { createRequire } = process.getBuiltinModule('node:module');
            return new (createRequire(import.meta.url)('saxes').SaxesParser)(options);
          }
        }`,
    }));
  },
};

/**
 * Finds the source of what the emitted package exports, and of the runtime that it imports.
 *
 * @param {string} name
 * @param {Record<string, string | { default: string }>} exports
 * @returns {import('esbuild').Plugin}
 */
function ownSources(name, exports) {
  /** @param {string} module */
  const sourceOf = (module) => {
    const path = module.replace(/\.js$/, '.ts');
    return fileURLToPath(new URL(path.startsWith('runtime/') ? path : `generated/src/${path}`, root));
  };
  return {
    name: 'own-sources',
    setup({ onResolve }) {
      onResolve({ filter: /^#runtime\// }, ({ path }) => ({ path: sourceOf(path.slice(1)) }));
      onResolve({ filter: /^#package\// }, ({ path }) => ({ path: sourceOf(path.slice('#package/'.length)) }));
      onResolve({ filter: /^\.\.\/code\.js$/ }, ({ importer }) =>
        importer === sourceOf('cli/messages.js') ? { path: fromPackage, external: true } : undefined,
      );
      onResolve({ filter: new RegExp(`^${name}/`) }, ({ path }) => {
        const target = exports[`.${path.slice(name.length)}`];
        if (typeof target === 'string') return { path: fileURLToPath(new URL(target, new URL('generated/', root))) };
        return { path: sourceOf(target?.default.replace('./dist/', '') ?? path) };
      });
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleCommands();
