/** `npm run build` does its work where a source or a built file has changed, and only there. The compiler is a stand-in. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/** Copies sources as they are, and finds a fault in those that say so. */
const compiler = `
const { cpSync, readdirSync, readFileSync, mkdirSync } = require('node:fs');
const [from, to] = process.argv[3] === 'runtime' ? ['runtime', 'generated/dist/runtime'] : ['generated/src', 'generated/dist'];
mkdirSync(to, { recursive: true });
for (const name of readdirSync(from)) {
  if (readFileSync(from + '/' + name, 'utf8').includes('fault')) process.exit(2);
  cpSync(from + '/' + name, to + '/' + name.replace('.ts', '.js'));
}
`;
const bundler = `import { mkdirSync, writeFileSync } from 'node:fs';
export async function bundleCommands() {
  mkdirSync('generated/dist/cli', { recursive: true });
  writeFileSync('generated/dist/cli/main.js', 'bundle');
}
`;
const files = {
  'runtime/check.ts': 'runtime',
  'generated/src/index.ts': 'index',
  'generated/package.json': '{}',
  'generated/tsconfig.json': '{}',
  'CHANGELOG.md': 'changes',
  'package.json': '{}',
  'package-lock.json': '{}',
  'sdk/bundle.mjs': bundler,
  'sdk/policy.schema.json': '{}',
  'node_modules/typescript/package.json': '{ "name": "typescript" }',
  'node_modules/typescript/bin/tsc': compiler,
  'node_modules/.package-lock.json': '{}',
};

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Runs in a project of these files that has been built; `build` gives the exit code and what is printed. */
function afterBuild(work: (build: () => [code: number | null, printed: string]) => void): void {
  const cwd = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'careconnect-')));
  try {
    process.chdir(folder);
    for (const [path, text] of Object.entries(files)) write(path, text);
    for (const name of ['build.mjs', 'dense-value-sets.mjs'])
      cpSync(fileURLToPath(new URL(`../../sdk/${name}`, import.meta.url)), `sdk/${name}`);
    const build = (): [number | null, string] => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['sdk/build.mjs'], { encoding: 'utf8' });
      return [status, stdout + stderr];
    };
    assert.equal(build(), [0, '']);
    work(build);
  } finally {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  }
}

const unchanged = [0, 'unchanged generated/dist\n'];
const test = suite('build');

test('compiles both, bundles the commands, lays the changelog beside, and is left out if nothing changed', () => {
  afterBuild((build) => {
    const built = [
      'dist/index.js',
      'dist/runtime/check.js',
      'dist/cli/main.js',
      'dist/cli/policy.schema.json',
      'CHANGELOG.md',
    ];
    assert.equal(
      built.map((path) => readFileSync(`generated/${path}`, 'utf8')),
      ['index', 'runtime', 'bundle', '{}', 'changes'],
    );
    assert.equal(build(), unchanged);
    utimesSync('generated/src/index.ts', new Date(), new Date());
    assert.equal(build(), unchanged, 'dates do not count');
  });
});

const changes: readonly (readonly [what: string, change: () => void])[] = [
  ['a source is edited', () => write('generated/src/index.ts', 'other')],
  ['a source is added', () => write('generated/src/more.ts', 'more')],
  ['a file of the runtime is edited', () => write('runtime/check.ts', 'other')],
  ['a command is edited', () => write('sdk/main.ts', 'main')],
  ['an example is edited', () => write('examples/message.ts', 'message')],
  ['the manifest is edited', () => write('generated/package.json', '{ }')],
  ['the settings of the compiler are edited', () => write('generated/tsconfig.json', '{ }')],
  ['the changelog is edited', () => write('CHANGELOG.md', 'more changes')],
  ['another version is installed', () => write('node_modules/.package-lock.json', '{ }')],
  ['a built file is edited', () => write('generated/dist/index.js', 'mine')],
  ['a built file is removed', () => rmSync('generated/dist/runtime/check.js')],
  ['a file is left over', () => write('generated/dist/runtime/old.d.ts', 'old')],
  ['nothing is built', () => rmSync('generated/dist', { recursive: true })],
];

for (const [what, change] of changes) {
  test(`is done where ${what}`, () => {
    afterBuild((build) => {
      change();
      assert.equal(build(), [0, '']);
      for (const [from, to] of [
        ['generated/src/index.ts', 'generated/dist/index.js'],
        ['runtime/check.ts', 'generated/dist/runtime/check.js'],
        ['CHANGELOG.md', 'generated/CHANGELOG.md'],
      ] as const)
        assert.is(readFileSync(to, 'utf8'), readFileSync(from, 'utf8'));
      assert.not(existsSync('generated/dist/runtime/old.d.ts'));
      assert.equal(build(), unchanged);
    });
  });
}

test('a source that is gone leaves nothing behind', () => {
  afterBuild((build) => {
    write('generated/src/more.ts', 'more');
    build();
    assert.ok(existsSync('generated/dist/more.js'));
    rmSync('generated/src/more.ts');
    assert.equal(build(), [0, '']);
    assert.not(existsSync('generated/dist/more.js'));
  });
});

test('fails as the compiler does, each time', () => {
  afterBuild((build) => {
    write('generated/src/index.ts', 'fault');
    assert.equal(
      [build(), build()],
      [
        [2, ''],
        [2, ''],
      ],
    );
    write('generated/src/index.ts', 'index');
    assert.is(build()[0], 0);
  });
});

test.run();
