import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const room = new URL('../', import.meta.url);

const options: BuildOptions = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome109', 'firefox115', 'safari16.4'],
  minify: true,
  legalComments: 'linked',
  logLevel: 'warning',
};

/** Bundles the scripts of the page and of its worker into a folder: `page.js`, `worker.js`, and what they load later. */
export async function bundleScripts(folder: string): Promise<void> {
  await build({
    ...options,
    entryPoints: {
      page: fileURLToPath(new URL('page/main.ts', room)),
      worker: fileURLToPath(new URL('worker/main.ts', room)),
    },
    outdir: folder,
    chunkNames: 'part-[hash]',
  });
}
