/** The site as files: a page for everything, no dead link, and little to load. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { diagnosticCodes } from '../../generator/diagnostics/codes.ts';
import { issueCodes } from '../../sdk/issue-codes.ts';
import { baseOfSite, dist } from './support/browser.ts';

const definitions = new URL('../../generated/definitions/', import.meta.url);
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
const pages = new Map(
  files.filter((file) => file.endsWith('.html')).map((file) => [file, readFileSync(dist + file, 'utf8')]),
);
const base = baseOfSite();
const test = suite('whole');

/** The canonical URLs of the definitions of a kind that the package carries. */
function urlsOf(type: string): string[] {
  return readdirSync(definitions)
    .filter((file) => file.startsWith(`${type}-`))
    .map((file) => (JSON.parse(readFileSync(new URL(file, definitions), 'utf8')) as { readonly url: string }).url);
}

for (const [type, kind] of [
  ['StructureDefinition', /Profile|Extension/],
  ['ValueSet', /Value set/],
  ['MessageDefinition', /Event/],
] as const) {
  test(`every ${type} of the package has a page, and no page has none`, () => {
    const urls = urlsOf(type);
    const found = new Map<string, string>();
    for (const [file, text] of pages) {
      const [, own = ''] = /data-pagefind-meta="kind">([^<]*)</.exec(text) ?? [];
      if (!kind.test(own)) continue;
      const [, names = ''] = /data-pagefind-weight="8">([^<]*)</.exec(text) ?? [];
      for (const url of urls) if (names.split(/\s+/).includes(url)) found.set(url, file);
    }
    assert.equal(
      urls.filter((url) => !found.has(url)),
      [],
    );
    assert.is(new Set(found.values()).size, urls.length);
  });
}

test('every code of an issue and of a diagnostic has a page', () => {
  const wanted = [
    ...Object.keys(issueCodes).map((code) => `reference/issues/${code}.html`),
    ...Object.keys(diagnosticCodes).map((code) => `reference/diagnostics/${code.replaceAll('/', '-')}.html`),
  ];
  assert.equal(
    wanted.filter((file) => !pages.has(file)),
    [],
  );
});

test('every guide of the folder has a page', () => {
  const guides = readdirSync(new URL('../', import.meta.url)).filter((file) => /^[a-z-]+\.md$/.test(file));
  assert.equal(
    guides.filter((file) => file !== 'npm-readme.md' && !pages.has(`guides/${file.replace('.md', '.html')}`)),
    [],
  );
});

test('no link is dead, and no id is used twice', () => {
  const ids = new Map([...pages].map(([file, text]) => [file, idsIn(text)]));
  const dead: string[] = [];
  for (const [file, text] of pages) {
    const all = ids.get(file) ?? [];
    if (new Set(all).size !== all.length)
      dead.push(`${file}: ${all.find((id, at) => all.indexOf(id) !== at)} is there twice`);
    for (const link of linksIn(text)) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : path.startsWith(base) ? path.slice(base.length) : undefined;
      if (target === undefined || !existsSync(dist + target) || statSync(dist + target).isDirectory())
        dead.push(`${file}: ${link}`);
      else if (anchor !== undefined && !(ids.get(target) ?? []).includes(decodeURIComponent(anchor)))
        dead.push(`${file}: ${link}`);
    }
  }
  assert.equal(dead.slice(0, 10), []);
});

/** What leads to other pages of the site, or loads something: everything but addresses of other hosts. */
function linksIn(text: string): string[] {
  const links = [...text.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(
    ([, link = '']) => link,
  );
  return links.map(decode).filter((link) => !/^[a-z]+:/.test(link));
}

function idsIn(text: string): string[] {
  return [...text.matchAll(/<[a-z][^>]*?\sid="([^"]*)"/g)].map(([, id = '']) => decode(id));
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

test('the page loads nothing from anywhere else', () => {
  for (const [file, text] of pages) {
    const loaded = [...text.matchAll(/<(?:link|script|img|iframe|source)\b[^>]*?\s(?:href|src)="([a-z]+:[^"]*)"/g)];
    assert.equal(
      loaded.map(([, url]) => `${file} ${url}`),
      [],
    );
  }
});

/** The scripts that a page loads by itself: those that it names, and what they import. */
function scriptsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const load = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const imports = readFileSync(dist + file, 'utf8').matchAll(/\b(?:import|from) ?"(\.[^"]*)"/g);
    for (const [, path = ''] of imports) load(posix.join(posix.dirname(file), path));
  };
  for (const [, address = ''] of text.matchAll(/<script\b[^>]*\ssrc="([^"]*)"/g)) load(address.slice(base.length));
  return found;
}

test('scripts of a page are at most 150 kB when packed, and styles and pages are small', () => {
  const size = (file: string): number => gzipSync(readFileSync(dist + file)).length;
  const sizeOf = (scripts: ReadonlySet<string>): number => [...scripts].reduce((sum, file) => sum + size(file), 0);
  for (const [file, text] of pages) {
    const scripts = scriptsOf(text);
    assert.ok(scripts.has('assets/site.js'), file);
    const most = file.startsWith('playground/') ? 150_000 : 10_000;
    assert.ok(sizeOf(scripts) <= most, `${file}: ${sizeOf(scripts)} bytes`);
  }
  assert.ok(size('assets/site.css') < 20_000);
  assert.ok(size('assets/names.json') < 160_000);
  const large = [...pages.keys()].filter((file) => size(file) > 60_000);
  assert.equal(large, []);
});

test.run();
