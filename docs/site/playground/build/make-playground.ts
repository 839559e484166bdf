import { readFile } from 'node:fs/promises';
import { bundleScripts, minifiedStyle } from '../../assets.ts';
import type { Asset, Page } from '../../page.ts';
import { exampleChoices, exampleFiles } from './make-examples.ts';
import { playgroundBody } from './page-body.ts';

const folder = 'playground/';

/** Returns the page of the playground, and its scripts, styles and examples. */
export async function makePlayground(
  base: string,
): Promise<{ readonly page: Page; readonly assets: readonly Asset[] }> {
  const scripts = await bundleScripts({
    'playground/page': 'playground/page/main.ts',
    'playground/worker': 'playground/worker/main.ts',
  });
  const css = await readFile(new URL('../playground.css', import.meta.url), 'utf8');
  const style = await minifiedStyle(`${folder}playground.css`, css);
  const page: Page = {
    path: `${folder}index.html`,
    title: 'Check a message',
    description: 'Checks an event message in your browser, and shows where what is wrong.',
    section: 'playground',
    isWide: true,
    body: playgroundBody(exampleChoices(), {
      worker: `${base}assets/playground/worker.js`,
      examples: `${base}${folder}examples/`,
    }),
    scripts: ['assets/playground/page.js'],
    styles: [style.path],
  };
  return { page, assets: [...scripts, style, ...exampleFiles(`${folder}examples/`)] };
}
