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
import { ExampleBook } from './examples/example-book.ts';
import { makeGuides } from './guides/guide-pages.ts';
import { readmeCode } from './guides/read-guides.ts';
import { homePage } from './home.ts';
import { readModel } from './model/read-model.ts';
import type { Page, Site } from './page.ts';
import { makePlayground } from './playground/build/make-playground.ts';
import { LinkBook } from './reference/link-book.ts';
import { makeReference } from './reference/make-reference.ts';
import { nameIndex } from './search/name-index.ts';
import { compareReleases, readReleases } from './versions/compare-releases.ts';
import { versionNavigation, versionPages } from './versions/version-pages.ts';
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
const model = await readModel(`${root}codegen.config.json`);
const examples = await ExampleBook.read(root, model);
const links = new LinkBook(base, model);
const reference = await makeReference({ model, links, examples, base });
const releases = readReleases();
const comparisons = await compareReleases(releases, root, `${root}codegen.config.json`);
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
    reference: reference.navigation,
    versions: versionNavigation(comparisons),
    playground: [{ title: 'Playground', links: [{ title: playground.page.title, path: playground.page.path }] }],
  },
};
const pages: Page[] = [
  homePage(guides.groups, readmeCode(root, 'Receive a message'), site),
  ...guides.pages,
  ...reference.pages,
  ...versionPages(releases, comparisons, base),
  playground.page,
];
const sets = model.package.families.flatMap(({ valueSets }) => valueSets);
const assets = [
  await makeStyles(),
  iconAsset,
  ...(await bundleScripts({ site: 'scripts/site.ts' })),
  ...guides.assets,
  ...reference.assets,
  ...playground.assets,
  nameIndex(pages, reference.profiles, sets),
];
await writeSite(resolve(values.out), site, pages, assets);
console.log(`${pages.length} pages in ${((performance.now() - started) / 1000).toFixed(1)} s: ${values.out}`);
