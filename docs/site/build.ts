/**
 * Builds the site into `docs/dist`.
 *
 *   node --import tsx docs/site/build.ts [--base PATH] [--out DIR]
 *
 * `PATH` is the path below which the site will lie, such as `/careconnect/`; by default it is `/`.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleScripts, iconAsset, makeStyles } from './assets.ts';
import { makeGuides } from './guides/guide-pages.ts';
import { homePage } from './home.ts';
import type { Page, Site } from './page.ts';
import { makePlayground } from './playground/build/make-playground.ts';
import { writeSite } from './write-site.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: { base: { type: 'string', default: '/' }, out: { type: 'string', default: `${root}docs/dist` } },
});
const base = `/${values.base}/`.replaceAll(/\/+/g, '/');
const started = performance.now();

const manifest = JSON.parse(readFileSync(`${root}generated/package.json`, 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
};
const repository = manifest.homepage.replace(/(?:\/tree\/.*|#.*)$/, '');
const guides = makeGuides({ root, base, repository });
const playground = await makePlayground(base);
const site: Site = {
  base,
  title: manifest.name,
  version: manifest.version,
  repository,
  navigation: {
    home: [],
    guides: guides.navigation,
    reference: [],
    versions: [],
    playground: [{ title: 'Playground', links: [{ title: playground.page.title, path: playground.page.path }] }],
  },
};
const pages: Page[] = [homePage(guides.groups, site), ...guides.pages, playground.page];
const scripts = await bundleScripts({ site: 'scripts/site.ts' });
await writeSite(resolve(values.out), site, pages, [await makeStyles(), iconAsset, ...scripts, ...playground.assets]);
console.log(`${pages.length} pages in ${((performance.now() - started) / 1000).toFixed(1)} s: ${values.out}`);
