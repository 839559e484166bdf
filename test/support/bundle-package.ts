import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default?: string }>>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles the built package into a new folder inside the project, where its dependencies are found, with one file for
 * each subpath and files for what they share, so that each class exists once, as in the package. Returns the folder.
 */
export async function bundlePackage(): Promise<string> {
  const manifest = JSON.parse(readFileSync(join(root, 'generated/package.json'), 'utf8')) as Manifest;
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'careconnect-ems-'));
  await build({
    entryPoints: Object.entries(manifest.exports).flatMap(([subpath, target]) =>
      typeof target === 'object' && target.default?.endsWith('.js')
        ? [{ in: join(root, 'generated', target.default), out: subpath.slice(2) }]
        : [],
    ),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  return folder;
}
