/** What a reader may copy works: TypeScript compiles, runs and prints what it says, and so do the commands. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../support/compile.ts';
import { printedBy, readPage, readPages, root, snippetsOf } from '../support/documents.ts';
import { runScripts } from '../support/run-scripts.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const pages = [...readPages(), readPage('generated/README.md')];
const snippets = snippetsOf(pages);

/** The pages that have no TypeScript of their own. */
const without = [
  'docs/README.md',
  'docs/command-line.md',
  'docs/diagnostics.md',
  'docs/events.md',
  'docs/generating.md',
  'docs/parity.md',
  'docs/performance.md',
  'docs/publishing.md',
  'docs/templates.md',
  'docs/words.md',
];

/** The programs that pages show, and the folders in which they are run. */
const programs: Readonly<Record<string, { readonly start: readonly string[]; readonly cwd: string }>> = {
  'careconnect-ems': { start: [`${root}generated/dist/cli/main.js`], cwd: `${root}test/commands/inputs/more` },
  'careconnect-codegen': {
    start: ['--import', import.meta.resolve('tsx'), `${root}generator/main.ts`],
    cwd: `${root}test/cli/inputs`,
  },
};

const test = suite('snippets');

test('every page that is about code has some', () => {
  const missing = pages.filter((page) => Object.keys(snippetsOf([page])).length === 0).map(({ path }) => path);
  assert.equal(missing, without);
});

test('they compile', async () => {
  // What all platforms have, such as `console` and `fetch`.
  const platform = '/// <reference lib="dom" />';
  assert.is(await compile('6.0', { ...snippets, 'platform.d.ts': platform }), '');
});

test('they run and print what they say', async () => {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const scripts = Object.fromEntries(
    Object.entries(snippets).map(([file, text]) => [
      file.replace(/ts$/, 'mjs'),
      ts.transpileModule(text, { compilerOptions }).outputText,
    ]),
  );
  const printed = await withScratchFolder(scripts, (folder) => runScripts(folder, Object.keys(scripts)));
  for (const [file, text] of Object.entries(snippets)) {
    assert.is(printed[file.replace(/ts$/, 'mjs')], printedBy(text), file);
  }
});

test('excerpts stand in the files that they name', () => {
  for (const { path, blocks } of pages) {
    for (const { source, text } of blocks) {
      if (source !== undefined) assert.ok(readFileSync(root + source, 'utf8').includes(text), `${path}: ${source}`);
    }
  }
});

for (const { path, blocks } of pages) {
  for (const { text } of blocks.filter(({ language }) => language === 'console')) {
    const [first = '', ...printed] = text.split(/^/m);
    test(`${path}: ${first.trim()} prints what it says`, () => {
      const [prompt, npx, program = '', ...args] = first.trim().split(' ');
      const { start, cwd } = programs[program] ?? {};
      assert.equal([prompt, npx, start !== undefined], ['$', 'npx', true]);
      const run = spawnSync(process.execPath, [...(start ?? []), ...args], { cwd, encoding: 'utf8' });
      assert.is(run.stdout + run.stderr, printed.join(''));
    });
  }
}

test.run();
