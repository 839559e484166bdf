/**
 * Bundles the sources of the command line into one module, which Node loads at once: compiling each source separately
 * takes longer than loading all definitions. The published package has compiled sources and does not contain this file.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('../node_modules/.cache/careconnect-codegen-sources/', import.meta.url);

/**
 * Sources read files beside them, wherever the bundle is.
 * @type {import('esbuild').Plugin}
 */
const ownUrls = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]generator[\\/].*\.[jt]s$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/**
 * Bundles the command line and imports it.
 * @returns {Promise<typeof import('./cli.ts')>}
 */
export async function importCommandLine() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('cli.ts', import.meta.url))],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    write: false,
    plugins: [ownUrls],
  });
  const file = new URL(`command-line-${process.pid}.mjs`, folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  process.setSourceMapsEnabled(true);
  try {
    return await import(file.href);
  } finally {
    rmSync(file, { force: true });
  }
}
