/** The pages state what is so: links lead somewhere, and options, imports, scripts and lists are those of the project. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { loadConfig } from '../../generator/config.ts';
import { parseBaseline } from '../../generator/load/read-baseline.ts';
import { assignNames } from '../../generator/model/assign-names.ts';
import { LIMITS } from '../../runtime/core/read-options.ts';
import { firstColumn, readPage, readPages, root, snippetsOf, type Page } from '../support/documents.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const pages = readPages();
const readme = readPage('README.md');
const packageReadme = readPage('generated/README.md');
const others = ['CONTRIBUTING.md', 'CHANGELOG.md', 'profiles/README.md'].map(readPage);
const receiverPage = readPage('examples/receiver/README.md');
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly homepage: string;
};
/** Where the pages can be read on the web; npm resolves no relative link of a package in a folder. */
const web = `${manifest.homepage.replace(/#.*$/, '')}/blob/main/`;

/** The targets of links in the text, code left out. */
function linksOf({ text }: Page): string[] {
  const prose = text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}

/** The anchors of the headings, as GitHub makes them. */
function anchorsOf({ text }: Page): string[] {
  const headings = text.replace(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links of a page that lead nowhere: to a file that does not exist, or to a heading that the page does not have. */
function deadLinks(page: Page): string[] {
  return linksOf(page).filter((link) => {
    const isLocal = !/^[a-z]+:/.test(link);
    if (!isLocal && !link.startsWith(web)) return false;
    const [target = '', anchor] = (isLocal ? link : link.slice(web.length)).split('#');
    const folder = isLocal ? posix.dirname(page.path) : '.';
    const path = target === '' ? page.path : posix.normalize(`${folder}/${target}`);
    if (path.startsWith('..') || !existsSync(root + path)) return true;
    return anchor !== undefined && !anchorsOf(readPage(path)).includes(anchor);
  });
}

/** The options that a command lists when asked for help. */
function optionsIn(command: readonly string[]): string[] {
  const help = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  const options = [...help.stdout.matchAll(/^ +(?:-\w, )?(--\w[\w-]*) {2,}/gm)].map(([, option = '']) => option);
  return options.filter((option) => option !== '--help' && option !== '--version');
}

/** The options in the first column of a table, without their values. */
function optionsOf(page: string, heading: string): string[] {
  return firstColumn(readPage(page), heading).map((option) => option.split(' ')[0] ?? '');
}

const test = suite('pages');

for (const page of [...pages, packageReadme, ...others, receiverPage]) {
  test(`no link in ${page.path} is dead`, () => assert.equal(deadLinks(page), []));
}

test('a dead link is found', () => {
  const text = `[a](nowhere.md) [b](#pages) [c](../README.md#nowhere) [d](guards.md) ${'`[e](nowhere.md)`'} [f](${web}x.md)\n`;
  assert.equal(deadLinks({ path: 'docs/x.md', text: `# Pages\n${text}`, blocks: [] }).slice(0, 1), ['nowhere.md']);
  assert.equal(deadLinks({ path: 'docs/README.md', text, blocks: [] }), [
    'nowhere.md',
    '#pages',
    '../README.md#nowhere',
    `${web}x.md`,
  ]);
});

test('the README of the package has links that work from npm', () => {
  const links = linksOf(packageReadme);
  assert.ok(links.length > 0);
  assert.equal(
    links.filter((link) => !link.startsWith('https://')),
    [],
  );
});

test('the README has at most 200 lines', () => {
  assert.ok(readme.text.trimEnd().split('\n').length <= 200);
});

test('the README and the index of docs lead to every page', () => {
  const names = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md') && name !== 'README.md');
  // The start of the README of the package, which is read there.
  const wanted = names.filter((name) => name !== 'npm-readme.md');
  const leadingTo = (page: Page, folder: string): string[] =>
    wanted.filter((name) => !linksOf(page).includes(`${folder}${name}`));
  assert.equal(leadingTo(readme, 'docs/'), []);
  assert.equal(leadingTo(readPage('docs/README.md'), ''), []);
});

test('the README has exactly two set-up commands', () => {
  const commands = readme.blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
  assert.equal(
    commands.filter((command) => command.startsWith('npm ci')),
    ['npm ci && npm run generate', 'npm ci && npm test'],
  );
});

test('the message that the README receives is read', async () => {
  const receiver = Object.values(snippetsOf([readme]))[1] ?? '';
  const use = [
    "import { newVaccination } from './vaccinations.ts';",
    "import { receive } from './receiver.ts';",
    "import { toXml } from 'careconnect-ems/xml';",
    'console.log(receive(toXml(newVaccination())));',
    `console.log(receive('<Bundle xmlns="http://hl7.org/fhir"><type value="mesage"/></Bundle>'));`,
  ].join('\n');
  const files = Object.fromEntries(
    ['vaccinations.ts', 'senders.ts'].map((name) => [name, readFileSync(`${root}examples/${name}`, 'utf8')]),
  );
  const all = { ...files, 'receiver.ts': receiver, 'use.ts': use };
  const run = await withScratchFolder(all, (cwd) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'use.ts'], { cwd, encoding: 'utf8' }),
  );
  assert.is(run.stderr, '');
  const [read, refused] = run.stdout.split('\n');
  assert.is(read, 'new LV-2026-00417: born 2022-11-30, vaccinated 2026-05-12T10:05:00+01:00');
  assert.match(refused ?? '', /^error Bundle\.type: "mesage"/);
});

test('the scripts that the pages name exist', () => {
  const named = [...pages, ...others].flatMap(({ text }) =>
    [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script = '']) => script),
  );
  // The script of an emitted package is its own.
  assert.equal(
    named.filter((script) => !(script in manifest.scripts) && script !== 'build'),
    [],
  );
});

for (const command of ['validate', 'convert']) {
  test(`the options of ${command} are all named, and no other`, () => {
    const known = optionsIn([`${root}generated/dist/cli/main.js`, command, '--help']);
    assert.ok(known.length > 0);
    assert.equal(optionsOf('docs/command-line.md', `Option of \`${command}\``), known);
  });
}

test('the options of the generator are all named, and no other', () => {
  const known = optionsIn(['--import', 'tsx', `${root}generator/main.ts`, 'generate', '--help']);
  assert.ok(known.length > 0);
  assert.equal(optionsOf('docs/generating.md', 'Option').sort(), known.sort());
});

test('the imports of the package are all named, and no other', () => {
  const { name, exports } = JSON.parse(readFileSync(`${root}generated/package.json`, 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  const subpaths = Object.keys(exports).filter((subpath) => subpath !== './package.json');
  // The events are named as one row.
  const wanted = subpaths.map((subpath) => name + subpath.slice(1).replace(/^\/events.*$/, '/events/…'));
  assert.equal(firstColumn(readPage('docs/types.md'), 'Import').sort(), [...new Set(wanted)].sort());
});

test('the null siblings are those of the base model', () => {
  const { text } = readPage('docs/types.md');
  const [, count, list = ''] = /<summary>The (\d+) elements concerned<\/summary>(.*?)<\/details>/s.exec(text) ?? [];
  const { nullableSiblings } = loadBaseModel();
  assert.equal(
    [...list.matchAll(/`(.+?)`/g)].map(([, path]) => path),
    nullableSiblings,
  );
  assert.is(Number(count), nullableSiblings.length);
});

test('the limits of the readers are those of the runtime', () => {
  const rows = [...readPage('docs/xml-and-json.md').text.matchAll(/^\| `(\w+)` +\| ([\d,]+) /gm)];
  const named = rows.map(([, option = '', value = '']) => [option, Number(value.replaceAll(',', ''))]);
  assert.equal(Object.fromEntries(named), { ...LIMITS });
});

test('the configuration is read, and gives the names that the page states', async () => {
  const text = readPage('docs/generating.md').blocks.find(({ language }) => language === 'json')?.text ?? '';
  const fail = ({ message }: { message: string }): never => assert.unreachable(message) as never;
  const config = await withScratchFolder({ 'codegen.config.json': text, 'docs/introduction.md': '' }, (folder) =>
    loadConfig(`${folder}/codegen.config.json`, fail),
  );
  const canonicals = [
    'https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1',
    'https://fhir.example.org/StructureDefinition/pat-x2',
  ];
  const all = canonicals.map((canonical) => ({ canonical, file: 'some.json', kind: 'structure' as const }));
  const names = [...assignNames(all, config?.naming ?? fail({ message: 'nothing was read' }), fail).values()];
  assert.equal(
    names.map(({ subpath, name }) => `${name} of ${subpath}`),
    ['Patient of careconnect', 'VisitorPatient of ours'],
  );
});

test('the baseline that the page shows is sound', () => {
  const blocks = readPage('docs/generating.md').blocks.filter(({ text }) => text.includes('"accepted": ['));
  assert.is(blocks.length, 1);
  const fail = ({ message }: { message: string }): never => assert.unreachable(message) as never;
  assert.is(parseBaseline(blocks[0]?.text ?? '', 'the page', fail).length, 2);
});

test.run();
