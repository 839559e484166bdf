/**
 * Bundles the commands into one file of the emitted package: loading its modules one by one would take longer than most
 * checks do. Reads the sources themselves, so it needs no earlier build. Run as a script, it does just that.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);

/** The bundle, as the `bin` of the emitted package names it. */
const command = new URL('generated/dist/cli/main.js', root);

/** Writes the bundle, in one step, so that whoever runs the old one meanwhile is not disturbed. */
export async function bundleCommands() {
  const { name, exports, dependencies } = JSON.parse(readFileSync(new URL('generated/package.json', root), 'utf8'));
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('sdk/main.ts', root))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    minifyWhitespace: true,
    minifySyntax: true,
    external: Object.keys(dependencies),
    plugins: [ownSources(name, exports)],
    logLevel: 'warning',
    write: false,
  });
  const temporary = new URL(`main.js.${process.pid}.tmp`, command);
  await mkdir(new URL('.', command), { recursive: true });
  await writeFile(temporary, outputFiles[0]?.contents ?? '', { mode: 0o755 });
  await rename(temporary, command);
}

/**
 * Finds the source of what the emitted package exports, and of the runtime that it imports.
 *
 * @param {string} name
 * @param {Record<string, { default: string }>} exports
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
      onResolve({ filter: new RegExp(`^${name}/`) }, ({ path }) => {
        const target = exports[`.${path.slice(name.length)}`];
        return { path: sourceOf(target?.default.replace('./dist/', '') ?? path) };
      });
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleCommands();
