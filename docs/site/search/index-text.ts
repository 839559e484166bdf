import * as pagefind from 'pagefind';
import type { Asset } from '../page.ts';

/** Makes the index of the text of pages, which a browser loads piece by piece as it needs it. */
export async function indexText(
  pages: readonly { readonly path: string; readonly content: string }[],
): Promise<readonly Asset[]> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en' });
  if (!index) throw new Error(`The text cannot be indexed: ${errors.join(' ')}`);
  for (const { path, content } of pages) {
    const added = await index.addHTMLFile({ sourcePath: path, content });
    if (added.errors.length > 0) throw new Error(`${path} cannot be indexed: ${added.errors.join(' ')}`);
  }
  const { files } = await index.getFiles();
  await pagefind.close();
  // The ready-made user interfaces are not used.
  const isNeeded = (path: string): boolean => !/^pagefind-(?:ui|modular|highlight|component)/.test(path);
  return files.filter(({ path }) => isNeeded(path)).map(({ path, content }) => ({ path: `pagefind/${path}`, content }));
}
