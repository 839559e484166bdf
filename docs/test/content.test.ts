/** What the parts of the site make, without a browser. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fileURLToPath } from 'node:url';
import { issueCodes } from '../../sdk/issue-codes.ts';
import { withScratchFolder } from '../../test/support/scratch-folder.ts';
import type { IssueCode } from 'careconnect-ems/runtime';
import { cutBuilder } from '../site/examples/cut-builder.ts';
import { headingId } from '../site/guides/render-markdown.ts';
import { html } from '../site/html.ts';
import { wrapPage } from '../site/layout/wrap-page.ts';
import type { ElementRow } from '../site/model/element-rows.ts';
import { elementCsv } from '../site/reference/element-csv.ts';
import { mendedExample } from '../site/reference/mended-examples.ts';
import { compareReleases, type Release } from '../site/versions/compare-releases.ts';
import { versionPages } from '../site/versions/version-pages.ts';

const test = suite('content');

test('text is escaped in a template, and HTML and lists are not', () => {
  const text = `<b title='x'>&"`;
  assert.is(html`<p>${text}</p>`.text, '<p>&lt;b title=&#39;x&#39;&gt;&amp;&quot;</p>');
  assert.is(html`${[html`<i>${1}</i>`, undefined, false, 'a']}`.text, '<i>1</i>a');
});

test('every link of the layout lies below the path that the site is built for', () => {
  const navigation = { home: [], guides: [], reference: [], versions: [], playground: [{ title: 'P', links: [] }] };
  const site = { base: '/some/where/', title: 'T', version: '1', repository: 'https://example.org', navigation };
  const trail = [{ title: 'Above', path: 'above.html' }];
  const text = wrapPage({ path: 'a/b.html', title: '<T>', section: 'guides', trail, body: html`` }, site);
  const links = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
  assert.ok(links.length > 6);
  for (const link of links) assert.match(link, /^(?:#main|\/some\/where\/.+)$/);
  assert.match(text, /<title>&lt;T&gt; · T<\/title>/);
});

test('headings have the ids that links in the repository name', () => {
  assert.is(headingId('What differs, between two versions?'), 'what-differs-between-two-versions');
});

const row: ElementRow = {
  id: 'Patient.name',
  label: 'name',
  depth: 1,
  sort: 'element',
  number: 1,
  around: [0],
  hasChildren: false,
  isInDifferential: true,
  isFolded: false,
  min: 0,
  max: Infinity,
  isModifier: false,
  mustSupport: true,
  types: [{ code: 'HumanName' }],
  facts: [],
  short: '=1+1, or "so"',
  own: [],
  inherited: [],
};

test('the tree is written as comma-separated values that no spreadsheet takes for a formula', () => {
  const [head = '', line = ''] = elementCsv([row]).split('\r\n');
  assert.match(head, /^Id,Stated here,Min,Max,/);
  assert.is(line, `Patient.name,yes,0,*,yes,no,HumanName,,,,,"'=1+1, or ""so""",,`);
});

test('the call of a builder is cut out of a program', () => {
  const program = [
    'const ada = patient({',
    "  id: 'a',",
    "  name: { family: 'Thistlewood' },",
    '});',
    'export const message = event.new({',
    '  visit: {',
    "    id: 'b',",
    '    subject: ada,',
    '  },',
    '});',
  ].join('\n');
  assert.is(cutBuilder(program, 'a', 'x'), "patient({\n  name: { family: 'Thistlewood' },\n});");
  assert.is(cutBuilder(program, 'b', 'encounter'), 'encounter({\n  subject: ada,\n});');
  assert.is(cutBuilder(program, 'c', 'x'), undefined);
});

for (const code of Object.keys(issueCodes) as IssueCode[]) {
  if (!issueCodes[code].example) continue;
  test(`the example of ${code} is put right`, async () => {
    const mended = await mendedExample(code);
    assert.ok(mended);
    assert.not.ok(mended.left.includes(code));
    // A whole message would be too long to show.
    if (code !== 'business-rule') assert.equal(mended.left, []);
  });
}

test('two releases are compared as the command diff does', async () => {
  const inputs = fileURLToPath(new URL('../../test/cli/inputs/', import.meta.url));
  const releases = [
    { version: '1.0.0', definitions: 'old-definitions' },
    { version: '2.0.0', definitions: 'new-definitions' },
  ];
  const comparisons = await compareReleases(releases, inputs);
  assert.equal(
    comparisons.map(({ from, to, changes }) => [from, to, changes.length]),
    [['1.0.0', '2.0.0', 4]],
  );
  const [index, page] = versionPages(releases, comparisons, '/base/');
  assert.match(index?.body.text ?? '', /href="\/base\/versions\/1\.0\.0-to-2\.0\.0\.html"/);
  assert.match(page?.body.text ?? '', /<li>.*It may occur once at most; before, any number of times/);
});

test('a release whose definitions cannot be read is an error, and not a release in which nothing is', async () => {
  const releases = ['1.0.0', '2.0.0'].map((version) => ({ version, definitions: `${version}.tgz` }));
  await withScratchFolder({ '1.0.0.tgz': 'no archive', '2.0.0.tgz': 'no archive' }, async (folder) => {
    const message = await compareReleases(releases, `${folder}/`).then(
      () => 'no error',
      (error: unknown) => String(error),
    );
    assert.match(message, /1\.0\.0\.tgz/);
  });
});

test('before the first release, and after it, the page of versions says so', () => {
  const textOf = (releases: readonly Release[]): string => versionPages(releases, [], '/')[0]?.body.text ?? '';
  assert.match(textOf([]), /There is no release yet\./);
  assert.match(textOf([{ version: '1.0.0', definitions: 'a.tgz' }]), /Version 1\.0\.0 is the first release/);
});

test.run();
