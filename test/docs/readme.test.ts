/** The README holds what it says: its snippets compile and run, its commands, options, links and lists are there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { loadConfig } from '../../generator/config.ts';
import { assignNames } from '../../generator/model/assign-names.ts';
import { compile } from '../support/compile.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that the text is taken from, named in a comment above the block. */
  readonly source: string | undefined;
}

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const readme = readFileSync(here('README.md'), 'utf8');
const blocks = [...readme.matchAll(/(?:<!-- from (\S+) -->\n\n)?^```(\w+)\n(.*?)^```$/gms)].map(
  ([, source, language = '', text = '']): Block => ({ language, text, source }),
);
const snippets = Object.fromEntries(
  blocks
    .filter(({ language, source }) => language === 'ts' && source === undefined)
    .map(({ text }, index) => [`snippet${index + 1}.ts`, text]),
);

/** The first column of the table whose heading is given, without its code marks. */
function firstColumn(heading: string): string[] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) => /^\| `?(.+?)`? +\|/.exec(line)?.[1] ?? line);
}

const test = suite('README');

test('its snippets compile', async () => {
  assert.is(Object.keys(snippets).length, 12);
  const console = 'declare const console: { log(...values: unknown[]): void };';
  assert.is(await compile('6.0', { ...snippets, 'console.d.ts': console }), '');
});

for (const [name, text] of Object.entries(snippets)) {
  test(`${name} runs and prints what it says`, async () => {
    const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
    const script = ts.transpileModule(text, { compilerOptions: options }).outputText;
    const wanted = [...text.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed]) => `${printed}\n`);
    const run = await withScratchFolder({ 'snippet.js': script }, (cwd) =>
      spawnSync(process.execPath, ['snippet.js'], { cwd, encoding: 'utf8' }),
    );
    assert.is(run.stderr, '');
    assert.is(run.stdout, wanted.join(''));
  });
}

for (const { text } of blocks.filter(({ language }) => language === 'console')) {
  const [first = '', ...printed] = text.split(/^/m);
  test(`${first.trim()} prints what it says`, () => {
    const args = first.trim().split(' ');
    assert.equal(args.slice(0, 3), ['$', 'npx', 'careconnect-ems']);
    const run = spawnSync(process.execPath, [here('generated/dist/cli/main.js'), ...args.slice(3)], {
      cwd: here('test/commands/inputs/more'),
      encoding: 'utf8',
    });
    assert.is(run.stdout + run.stderr, printed.join(''));
  });
}

test('the options of validate that it names are those of the command', () => {
  const help = spawnSync(process.execPath, [here('generated/dist/cli/main.js'), 'validate', '--help'], {
    encoding: 'utf8',
  });
  const known = [...help.stdout.matchAll(/^ +(--\w[\w-]*) {2,}/gm)].map(([, option = '']) => option);
  assert.equal(
    firstColumn('For `validate`').map((option) => option.split(' ')[0] ?? ''),
    known,
  );
});

test('its excerpts stand in the files named', () => {
  const excerpts = blocks.filter(({ source }) => source !== undefined);
  assert.is(excerpts.length, 1);
  for (const { source = '', text } of excerpts) assert.ok(readFileSync(here(source), 'utf8').includes(text), source);
});

test('it has exactly two set-up commands', () => {
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
  assert.equal(
    commands.filter((command) => command.startsWith('npm ci')),
    ['npm ci && npm run generate', 'npm ci && npm test'],
  );
});

test('the scripts it names are there', () => {
  const { scripts } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
  assert.equal(
    named.filter((script) => !(script in scripts)),
    [],
  );
});

test('the options it names are those of the command', () => {
  const help = spawnSync(process.execPath, ['--import', 'tsx', here('generator/main.ts'), '--help'], {
    encoding: 'utf8',
  });
  const known = [...help.stdout.matchAll(/^ +(?:-\w, )?(--\w+) {2,}/gm)].map(([, option = '']) => option);
  const own = known.filter((option) => option !== '--help' && option !== '--version');
  const named = firstColumn('Option').map((option) => option.split(' ')[0] ?? '');
  assert.equal(named.sort(), own.sort());
});

test('the imports it names are those of the package', () => {
  const manifest = JSON.parse(readFileSync(here('generated/package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, unknown>;
  };
  const subpaths = Object.keys(manifest.exports).filter((subpath) => subpath !== './package.json');
  // The events are named as one row.
  const named = subpaths.map((subpath) => manifest.name + subpath.slice(1).replace(/^\/events.*$/, '/events/…'));
  assert.equal(firstColumn('Import').sort(), [...new Set(named)].sort());
});

test('the rooms and links it names are there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link);
  assert.equal(
    [...firstColumn('Room'), ...links].filter((path) => !existsSync(here(path))),
    [],
  );
});

test('the null siblings it lists are those of the base model', () => {
  const [, count, list = ''] = /<summary>The (\d+) elements concerned<\/summary>(.*?)<\/details>/s.exec(readme) ?? [];
  const { nullableSiblings } = loadBaseModel();
  assert.equal(
    [...list.matchAll(/`(.+?)`/g)].map(([, path]) => path),
    nullableSiblings,
  );
  assert.is(Number(count), nullableSiblings.length);
});

test('its configuration is read, and gives the names it says', async () => {
  const text = blocks.find(({ language }) => language === 'json')?.text ?? '';
  const fail = ({ message }: { message: string }): never => assert.unreachable(message) as never;
  const config = await withScratchFolder({ 'codegen.config.json': text }, (folder) =>
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

test.run();
