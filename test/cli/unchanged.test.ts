/** A run is left out where it would change nothing, and only there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { mkdtempSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { describeUnchanged, hashInputs, rememberRun } from '../../generator/unchanged.js';

const files = {
  'codegen.config.json': '{}',
  'introduction.md': 'Hello\n',
  'baseline.json': '{}',
  'templates/type.hbs': 'x',
  'profiles/a.json': '{"a":1}',
  'profiles/deep/b.json': '{"b":1}',
  'out/package.json': '{}',
  'out/src/a.ts': 'export {};\n',
  'node_modules/.keep': '',
};
const args = ['--out', 'out'];

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function inputsOf(folder: string): Parameters<typeof hashInputs>[0] {
  return {
    config: join(folder, 'codegen.config.json'),
    folders: [join(folder, 'profiles')],
    namedFiles: [join(folder, 'introduction.md'), join(folder, 'baseline.json')],
    templates: join(folder, 'templates'),
  };
}

/** Runs in a project of these files, in which a run with `args` has been remembered. */
function afterRun(work: (folder: string) => void): void {
  const cwd = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'careconnect-')));
  try {
    process.chdir(folder);
    for (const [path, text] of Object.entries(files)) write(path, text);
    const inputs = inputsOf(folder);
    const outputs = { out: join(folder, 'out'), files: ['package.json', 'src/a.ts'], warnings: 2 };
    rememberRun(args, inputs, hashInputs(inputs), outputs);
    work(folder);
  } finally {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  }
}

const test = suite('unchanged');

test('a run that would be the same is left out', () => {
  afterRun((folder) => {
    const said = `unchanged 2 files in ${join(folder, 'out')}, with 2 warnings as before`;
    assert.is(describeUnchanged(args), said);
    write('out/dist/a.js', 'built');
    write('profiles/a.json', files['profiles/a.json']);
    assert.is(describeUnchanged(args), said, 'dates and what is built beside the sources do not count');
  });
});

const changes: readonly (readonly [what: string, change: () => void])[] = [
  ['a definition was edited', () => write('profiles/a.json', '{"a":2}')],
  ['a definition was added', () => write('profiles/deep/er/c.json', '{}')],
  ['a definition was removed', () => rmSync('profiles/deep/b.json')],
  ['a warning was accepted', () => write('baseline.json', '{ "accepted": [] }')],
  ['all definitions are gone', () => rmSync('profiles', { recursive: true })],
  ['the configuration was edited', () => write('codegen.config.json', '{ }')],
  ['a file that the configuration names was edited', () => write('introduction.md', 'Goodbye\n')],
  ['a file that the configuration names was removed', () => rmSync('introduction.md')],
  ['a template was edited', () => write('templates/type.hbs', 'y')],
  ['a template was added', () => write('templates/constant.hbs', '')],
  ['a template was removed', () => rmSync('templates/type.hbs')],
  ['the templates are gone', () => rmSync('templates', { recursive: true })],
  ['a source was edited', () => write('out/src/a.ts', 'export {}; \n')],
  ['a source was removed', () => rmSync('out/src/a.ts')],
  ['a source was added', () => write('out/src/b.ts', '')],
  ['the manifest was edited', () => write('out/package.json', '{ }')],
  ['the manifest was removed', () => rmSync('out/package.json')],
];

for (const [what, change] of changes) {
  test(`a run is needed where ${what}`, () => {
    afterRun(() => {
      change();
      assert.is(describeUnchanged(args), undefined);
    });
  });
}

test('a run is needed with other arguments', () => {
  afterRun(() => {
    for (const others of [[], ['--out', 'other'], [...args, '--check']])
      assert.is(describeUnchanged(others), undefined);
  });
});

test('what is remembered of a package that is gone is forgotten', () => {
  afterRun((folder) => {
    const inputs = inputsOf(folder);
    const other = { out: join(folder, 'other'), files: [], warnings: 0 };
    write('other/src/a.ts', '');
    rememberRun(['--out', 'other'], inputs, hashInputs(inputs), other);
    assert.is(describeUnchanged(['--out', 'other']), `unchanged 0 files in ${other.out}`);
    rmSync('other', { recursive: true });
    rememberRun(args, inputs, hashInputs(inputs), { out: join(folder, 'out'), files: [], warnings: 0 });
    write('other/src/a.ts', '');
    assert.is(describeUnchanged(['--out', 'other']), undefined);
  });
});

test('plain Node says so', () => {
  afterRun((folder) => {
    const start = fileURLToPath(new URL('../../generator/start.js', import.meta.url));
    const { stdout, status } = spawnSync(process.execPath, [start, ...args], { cwd: folder, encoding: 'utf8' });
    assert.equal([stdout.slice(0, 17), status], ['unchanged 2 files', 0]);
  });
});

test.run();
