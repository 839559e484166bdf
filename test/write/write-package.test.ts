import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { compareOutput, type OutputChanges } from '../../generator/write/compare-output.ts';
import { writePackage } from '../../generator/write/write-package.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

type Files = Readonly<Record<string, string>>;

const asOutput = (files: Files): { path: string; text: string }[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

const record = 'generated.files.json';

/** A new folder inside the scratch folder, whose link to all packages is not to be looked through. */
async function withFolder(files: Files, use: (folder: string) => Promise<void>): Promise<void> {
  await withScratchFolder({}, async (root) => {
    const folder = join(root, 'work');
    mkdirSync(folder);
    put(folder, files);
    await use(folder);
  });
}

/** Texts of all files, without that of the record. */
function readFolder(folder: string): Files {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => path !== record && statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function put(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

interface Outcome {
  readonly changes: OutputChanges | undefined;
  /** Code, severity and file of each. */
  readonly diagnostics: readonly (readonly [code: string, severity: string, file: string | undefined])[];
  /** What lies in the folder afterwards. */
  readonly files: Files;
  /** What `--check` would say then. */
  readonly after: OutputChanges;
}

/** Writes a package, lets somebody work on the folder, and writes another package there. */
function write(first: Files | undefined, work: (folder: string) => void, emitted: Files): Promise<Outcome> {
  return withScratchFolder({}, async (root) => {
    const folder = join(root, 'out');
    if (first) await writePackage(folder, asOutput(first), (one) => assert.unreachable(one.message));
    work(folder);
    const found: Diagnostic[] = [];
    const changes = await writePackage(folder, asOutput(emitted), (one) => found.push(one));
    const diagnostics = found.map(
      ({ code, severity, at }) => [code, severity, at.file?.slice(folder.length + 1)] as const,
    );
    assert.equal(
      readdirSync(root).filter((name) => name.startsWith('out')),
      existsSync(folder) ? ['out'] : [],
      'nothing temporary is left beside it',
    );
    return { changes, diagnostics, files: readFolder(folder), after: await compareOutput(folder, asOutput(emitted)) };
  });
}

const none: OutputChanges = { added: [], changed: [], stale: [], unchanged: [], kept: [], stray: [] };
const nothing = (): void => undefined;

const writing = suite('writePackage');

const cases: [what: string, before: Files | undefined, emitted: Files, changes: Partial<OutputChanges>][] = [
  [
    'makes the folder',
    undefined,
    { 'package.json': '{}', 'src/x/a.ts': 'a' },
    { added: [record, 'package.json', 'src/x/a.ts'] },
  ],
  ['writes nothing for nothing', undefined, {}, {}],
  ['leaves what is as it should be', { 'src/a.ts': 'a' }, { 'src/a.ts': 'a' }, { unchanged: [record, 'src/a.ts'] }],
  ['changes what differs', { 'src/a.ts': 'a' }, { 'src/a.ts': 'b' }, { changed: [record, 'src/a.ts'] }],
  [
    'removes what is no longer emitted, and folders left empty',
    { 'src/a.ts': 'a', 'src/x/y/b.ts': 'b', 'definitions/c.json': '{}' },
    { 'src/a.ts': 'a' },
    { changed: [record], stale: ['definitions/c.json', 'src/x/y/b.ts'], unchanged: ['src/a.ts'] },
  ],
  [
    'makes a folder of what was a file',
    { 'src/x': 'a' },
    { 'src/x/y.ts': 'b' },
    { added: ['src/x/y.ts'], changed: [record], stale: ['src/x'] },
  ],
  [
    'does it all at once, each list sorted',
    { 'package.json': '{}', 'src/d.ts': 'a', 'src/c.ts': 'a', 'src/k.ts': 'a' },
    { 'src/k.ts': 'a', 'src/b.ts': 'b', 'src/a.ts': 'b', 'package.json': '{ }' },
    {
      added: ['src/a.ts', 'src/b.ts'],
      changed: [record, 'package.json'],
      stale: ['src/c.ts', 'src/d.ts'],
      unchanged: ['src/k.ts'],
    },
  ],
];

for (const [what, before, emitted, changes] of cases) {
  writing(what, async () => {
    const got = await write(before, nothing, emitted);
    assert.equal(got.changes, { ...none, ...changes });
    assert.equal(got.files, emitted);
    assert.equal(got.diagnostics, []);
    const all = Object.keys(emitted).length > 0 ? [record, ...Object.keys(emitted)].sort() : [];
    assert.equal(got.after, { ...none, unchanged: all });
  });
}

writing('the record is the same for the same files, whatever was there', async () => {
  const records: string[] = [];
  const emitted = asOutput({ 'b.ts': 'b', 'a.ts': 'a' });
  for (const before of [undefined, { 'a.ts': 'x' }, { 'c.ts': 'c' }]) {
    await withFolder({}, async (root) => {
      if (before) await writePackage(root, asOutput(before), nothing);
      await writePackage(root, before ? emitted : emitted.toReversed(), nothing);
      records.push(readFileSync(join(root, record), 'utf8'));
    });
  }
  assert.is(new Set(records).size, 1);
  assert.match(records[0] ?? '', /"a\.ts": "[0-9a-f]{32}",\n    "b\.ts"/);
});

writing.run();

const guest = suite('what others put there or changed');

const first = {
  'package.json': '{}',
  'README.md': 'ours',
  'src/a.ts': 'a',
  'src/b.ts': 'b',
  'definitions/d.json': 'd',
};
const second = { 'package.json': '{ }', 'README.md': 'ours 2', 'src/a.ts': 'a 2', 'src/c.ts': 'c' };

const works: [what: string, work: Files, told: (readonly [code: string, file: string])[]][] = [
  ['a file beside the sources', { LICENSE: 'mine', 'dist/a.js': 'built', 'test/a.ts': 'mine' }, []],
  ['a definition', { 'definitions/mine.json': '{}' }, [['write/stray-file', 'definitions/mine.json']]],
  ['a source', { 'src/mine.ts': 'mine' }, [['write/stray-file', 'src/mine.ts']]],
  ['an edited manifest', { 'package.json': '{"mine":1}' }, [['write/kept-file', 'package.json']]],
  ['an edited README', { 'README.md': 'mine' }, [['write/kept-file', 'README.md']]],
  ['an edited source', { 'src/a.ts': 'mine' }, [['write/kept-file', 'src/a.ts']]],
  ['an edited source that is no longer emitted', { 'src/b.ts': 'mine' }, [['write/kept-file', 'src/b.ts']]],
  ['an edited definition', { 'definitions/d.json': 'mine' }, [['write/kept-file', 'definitions/d.json']]],
  ['a file where a new one would go', { 'src/c.ts': 'mine' }, [['write/kept-file', 'src/c.ts']]],
];

for (const [what, work, told] of works) {
  guest(`${what}: named and kept, and all else is written`, async () => {
    const got = await write(first, (folder) => put(folder, work), second);
    assert.equal(got.files, { ...second, ...work });
    assert.equal(
      got.diagnostics,
      told.map(([code, file]) => [code, 'warning', file]),
    );
    const differs = [
      ...got.after.changed,
      ...got.after.added,
      ...got.after.stale,
      ...got.after.kept,
      ...got.after.stray,
    ];
    // What was edited and is no longer emitted belongs to whoever edited it.
    assert.equal(
      differs,
      told.map(([, file]) => file),
      'a check says so too',
    );
  });
}

guest('what was edited and is as emitted again is ours again', async () => {
  const work = (folder: string): void => put(folder, { 'README.md': 'ours 2' });
  const got = await write(first, work, second);
  assert.equal(got.diagnostics, []);
  assert.equal(got.files, second);
});

guest('other ends of lines are no work of anybody', async () => {
  const got = await write({ 'src/a.ts': 'a\nb\n' }, (folder) => put(folder, { 'src/a.ts': 'a\r\nb\r\n' }), {
    'src/a.ts': 'c\n',
  });
  assert.equal([got.diagnostics, got.files], [[], { 'src/a.ts': 'c\n' }]);
});

const unknown: [what: string, work: (folder: string) => void, codes: string[]][] = [
  ['a folder that we never wrote to', (folder) => put(folder, { 'package.json': 'mine' }), ['write/foreign-file']],
  [
    'a record that is gone',
    (folder) => {
      put(folder, first);
      rmSync(join(folder, record), { force: true });
    },
    ['write/stray-file', 'write/stray-file', 'write/foreign-file', 'write/foreign-file', 'write/foreign-file'],
  ],
  [
    'a record that is broken',
    (folder) => put(folder, { 'package.json': 'mine', [record]: '<<<<<<< ours\n{ "generator": "careconnect-codegen"' }),
    ['write/bad-record', 'write/foreign-file'],
  ],
];

for (const [what, work, codes] of unknown) {
  guest(`${what}: nothing is written`, async () => {
    let before: Files = {};
    const workAndLook = (folder: string): void => {
      work(folder);
      before = readFolder(folder);
    };
    const got = await write(undefined, workAndLook, second);
    assert.is(got.changes, undefined);
    assert.equal(got.files, before);
    assert.equal(
      got.diagnostics.map(([code]) => code),
      codes,
    );
  });
}

guest('a record that names what is outside has no say there', async () => {
  await withFolder({ 'mine.txt': 'mine' }, async (root) => {
    const folder = join(root, 'out');
    await writePackage(folder, asOutput({ 'mine.txt': 'mine' }), nothing);
    const hash = /"mine\.txt": "(\w+)"/.exec(readFileSync(join(folder, record), 'utf8'))?.[1];
    put(folder, {
      [record]: JSON.stringify({
        generator: 'careconnect-codegen',
        files: { '../mine.txt': hash, [join(root, 'mine.txt')]: hash },
      }),
    });
    await writePackage(folder, asOutput({ 'a.ts': 'a' }), nothing);
    assert.is(readFileSync(join(root, 'mine.txt'), 'utf8'), 'mine');
  });
});

guest.run();

const failing = suite('what cannot be written');

const long = 'x'.repeat(300);
const impossible: [what: string, out: string, emitted: Files, reason: RegExp][] = [
  ['a file where the folder has to be', 'file', { 'src/a.ts': 'a' }, /a file where a folder is needed/],
  ['a file above the folder', 'file/out', { 'src/a.ts': 'a' }, /a file where a folder is needed/],
  ['a folder with too long a name', long, { 'src/a.ts': 'a' }, /too long for the file system/],
  [
    'a file with too long a name',
    'known',
    { 'src/a.ts': 'new', [`src/${long}.ts`]: 'a' },
    /too long for the file system/,
  ],
  ['a folder where a file is needed', 'known', { 'src/a.ts': 'new', dist: 'a' }, /a folder where a file is needed/],
  ['one path a file and a folder', 'known', { 'src/a.ts': 'new', 'src/x': 'b', 'src/x/y.ts': 'b' }, /folder/],
];

for (const [what, out, emitted, reason] of impossible) {
  failing(`${what}: reported, and all is as it was`, async () => {
    await withFolder({ file: 'mine', 'known/dist/a.js': 'built' }, async (root) => {
      await writePackage(join(root, 'known'), asOutput({ 'src/a.ts': 'a' }), nothing);
      const before = readFolder(root);
      const diagnostics: Diagnostic[] = [];
      const folder = join(root, out);
      const changes = await writePackage(folder, asOutput(emitted), (one) => diagnostics.push(one));
      assert.is(changes, undefined);
      assert.equal(
        diagnostics.map(({ code, severity }) => [code, severity]),
        [['write/cannot-write', 'error']],
      );
      assert.match(diagnostics[0]?.message ?? '', reason);
      assert.equal(readFolder(root), before);
    });
  });
}

failing('folders of runs that were killed are removed, those of runs that go on are not', async () => {
  await withFolder({}, async (root) => {
    const ended = `.generated-${2 ** 22 + 7}-abc`;
    const running = `.generated-${process.ppid}-abc`;
    put(root, {
      [`${ended}/src/a.ts`]: 'a',
      [`${ended}/.careconnect-codegen`]: '',
      [`${running}/src/a.ts`]: 'a',
      '.generated-mine/a.ts': 'a',
    });
    await writePackage(root, asOutput({ 'src/a.ts': 'a' }), nothing);
    const left = readdirSync(root).filter((name) => name.startsWith('.generated'));
    assert.equal(left.sort(), [running, '.generated-mine'].sort());
  });
});

failing.run();

const comparing = suite('compareOutput');

comparing('says what differs, and touches nothing', async () => {
  await withFolder({}, async (root) => {
    await writePackage(root, asOutput({ 'src/a.ts': 'a', 'src/b.ts': 'b', 'src/e.ts': 'e' }), nothing);
    put(root, { 'src/c.ts': 'mine' });
    const before = readFolder(root);
    const changes = await compareOutput(root, asOutput({ 'src/a.ts': 'a', 'src/b.ts': 'x', 'src/d.ts': 'd' }));
    assert.equal(changes, {
      added: ['src/d.ts'],
      changed: [record, 'src/b.ts'],
      stale: ['src/e.ts'],
      unchanged: ['src/a.ts'],
      kept: [],
      stray: ['src/c.ts'],
    });
    assert.equal(readFolder(root), before);
    const gone = await compareOutput(join(root, 'gone'), asOutput({ 'src/a.ts': 'a' }));
    assert.equal(gone, { ...none, added: [record, 'src/a.ts'] });
  });
});

comparing.run();
