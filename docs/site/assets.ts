import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import type { Asset } from './page.ts';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f6f78"/><path d="M9 10h14M9 16h9M9 22h12" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`;

/** Style sheets are one file, in the order of their names. */
export async function makeStyles(): Promise<Asset> {
  const folder = new URL('styles/', import.meta.url);
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return minifiedStyle('assets/site.css', texts.join('\n'));
}

export async function minifiedStyle(path: string, text: string): Promise<Asset> {
  const { code } = await transform(text, { loader: 'css', minify: true });
  return { path, content: code };
}

/** Bundles a script of the site for browsers; parts that are imported on demand become files of their own. */
export async function bundleScripts(entries: Readonly<Record<string, string>>): Promise<readonly Asset[]> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: entries,
    absWorkingDir: folder,
    outdir: `${folder}out`,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    // Found by its address when it is needed.
    external: ['*/pagefind.js'],
    logLevel: 'warning',
    write: false,
  });
  return outputFiles.map(({ path, contents }) => ({
    path: `assets/${path.slice(`${folder}out/`.length)}`,
    content: contents,
  }));
}

export const iconAsset: Asset = { path: 'assets/icon.svg', content: icon };
