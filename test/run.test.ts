import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const longest = JSON.parse(readFileSync(new URL('longest-first.json', import.meta.url), 'utf8')) as string[];
const runner = fileURLToPath(new URL('run.ts', import.meta.url));
const uvu = `import { suite } from '${import.meta.resolve('uvu')}';\nconst test = suite('fixture');\n`;
const passing = `${uvu}test('a', () => {});\ntest('b', () => {});\ntest.run();\n`;
const failing = `${uvu}test('a', () => {});\ntest('b', () => { throw new Error('b is broken'); });\ntest.run();\n`;
const hanging = `${uvu}test('waits', () => new Promise(() => setInterval(() => {}, 1000)));\ntest.run();\n`;
const parent = `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
`;

/** Every way to fail, with the line that tells of it. */
const troubles: [file: string, text: string, line: RegExp][] = [
  ['failing', failing, /^FAIL  failing.test.ts \(1 passed, 1 failed, [\d.]+ s\)$/m],
  ['empty', '', /^FAIL  empty.test.ts .*: ran no test$/m],
  ['not-started', `${uvu}test('a', () => {});\n`, /^FAIL  not-started.test.ts .*: ran no test$/m],
  [
    'leaving',
    `${uvu}test('a', () => {});\ntest.run();\nprocess.exit(0);\n`,
    /^FAIL  leaving.test.ts .*: ran no test$/m,
  ],
  ['crashing', `throw new Error('no way on');\n`, /^FAIL  crashing.test.ts .*: ended with exit code 1$/m],
  [
    'late',
    `${passing}setTimeout(() => process.exit(3), 300);\n`,
    /^FAIL  late.test.ts \(2 passed, 1 failed, .*: ended with exit code 3$/m,
  ],
];

interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly lastLine: string;
}

/** Runs the runner on a folder that holds the files given. */
function runOn(files: Readonly<Record<string, string>>, ...args: string[]): Outcome {
  const root = mkdtempSync(join(tmpdir(), 'runner-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const command = ['--import', import.meta.resolve('tsx'), runner, '--root', root, ...args];
    const env = { ...process.env, FORCE_COLOR: '1' };
    const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
    return { status, output: stdout, lastLine: stdout.trimEnd().split('\n').at(-1) ?? '' };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const test = suite('test runner');

test('passes when every test of every file passes, and looks at tests of our own only', () => {
  const got = runOn({
    'a.test.ts': `console.log('chatter');\n${passing}`,
    'b/c/d.test.ts': passing,
    'b/e.ts': failing,
    'node_modules/p/f.test.ts': failing,
  });
  assert.is(got.lastLine, '4 passed, 0 failed');
  assert.is(got.status, 0);
  assert.match(got.output, /^ok    b\/c\/d.test.ts \(2, [\d.]+ s\)$/m);
  assert.not(got.output.includes('chatter'));
});

test('fails each file that fails in its own way, and shows what it printed', () => {
  const files = troubles.map(([name, text]) => [`${name}.test.ts`, text]);
  const got = runOn({ ...Object.fromEntries(files), 'passing.test.ts': passing });
  assert.is(got.lastLine, '5 passed, 6 failed');
  assert.is(got.status, 1);
  for (const [, , line] of troubles) assert.match(got.output, line);
  for (const text of ['b is broken', 'no way on']) assert.ok(got.output.includes(text), text);
  assert.not(got.output.includes('\u001b'), 'no colour in a pipe');
});

test('ends a file that hangs, and all that it started', () => {
  const got = runOn({ 'a.test.ts': hanging, 'b.test.ts': parent }, '--limit', '2');
  assert.is(got.lastLine, '0 passed, 2 failed');
  assert.is(got.status, 1);
  assert.is(got.output.match(/took longer than 2 s/g)?.length, 2);
});

test('runs the files whose path contains a filter', () => {
  const files = { 'a/one.test.ts': passing, 'b/two.test.ts': failing, 'b/three.test.ts': failing };
  assert.is(runOn(files, '/a/', 'two').lastLine, '3 passed, 1 failed');
});

test('starts the files that are known to take longest first', () => {
  const [first = '', second = ''] = longest;
  const got = runOn({ 'a.test.ts': passing, [second]: passing, [first]: passing }, '--jobs', '1');
  const started = [...got.output.matchAll(/^ok +(\S+)/gm)].map(([, file]) => file);
  assert.equal(started, [first, second, 'a.test.ts']);
  assert.equal(
    longest.filter((file) => !existsSync(fileURLToPath(new URL(file, import.meta.url)))),
    [],
  );
});

test('gives all files one folder to share, and removes it', () => {
  const print = `console.log('folder', process.env.CARECONNECT_TEST_FOLDER);\n`;
  const got = runOn({ 'a.test.ts': print + failing, 'b.test.ts': print + failing });
  const folders = [...got.output.matchAll(/^folder (\S+)$/gm)].map(([, folder = '']) => folder);
  assert.is(folders.length, 2);
  assert.is(folders[0], folders[1]);
  assert.not(existsSync(folders[0] ?? ''));
});

test('fails when there is nothing to run', () => {
  const got = runOn({ 'a.test.ts': passing }, 'no-such-file');
  assert.is(got.lastLine, '0 passed, 1 failed');
  assert.is(got.status, 1);
});

test.run();
