import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wrapPage } from './layout/wrap-page.ts';
import type { Asset, Page, Site } from './page.ts';

/** Writes the site into a folder, which is emptied before. Throws if two files have one path. */
export async function writeSite(
  folder: string,
  site: Site,
  pages: readonly Page[],
  assets: readonly Asset[],
): Promise<void> {
  const files = [...pages.map((page) => ({ path: page.path, content: wrapPage(page, site) })), ...assets];
  const taken = new Set<string>();
  for (const { path } of files) {
    if (taken.has(path)) throw new Error(`Two files of the site have the path ${path}`);
    taken.add(path);
  }
  await rm(folder, { recursive: true, force: true });
  const folders = new Set(files.map(({ path }) => dirname(join(folder, path))));
  for (const one of folders) await mkdir(one, { recursive: true });
  for (const { path, content } of files) await writeFile(join(folder, path), content);
}
