import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { compareOutput, writePackage, type OutputChanges } from '../../generator/write/write-package.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

type Files = Readonly<Record<string, string>>;

const mark = '// made by us';
const ours = (text: string): string => `${mark}\n${text}`;
const asOutput = (files: Files): { path: string; text: string }[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

interface Outcome {
  readonly changes: OutputChanges | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What lies in the folder afterwards. */
  readonly files: Files;
  /** What lies beside it. */
  readonly siblings: readonly string[];
}

function readFolder(folder: string): Files {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Writes a package into a folder that holds files already. */
function write(before: Files, emitted: Files): Promise<Outcome> {
  return withScratchFolder({}, async (root) => {
    const folder = join(root, 'out');
    for (const [path, text] of Object.entries(before)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const diagnostics: Diagnostic[] = [];
    const changes = await writePackage(folder, asOutput(emitted), mark, (one) => diagnostics.push(one));
    const siblings = readdirSync(root).filter((name) => name.startsWith(basename(folder)));
    return { changes, diagnostics, files: readFolder(folder), siblings };
  });
}

const writing = suite('writePackage');

const none = { added: [], changed: [], stale: [], unchanged: [] };
const a = ours('a');
const b = ours('b');

const cases: [what: string, before: Files, emitted: Files, changes: Partial<OutputChanges>][] = [
  ['makes the folder', {}, { 'package.json': '{}', 'src/x/a.ts': a }, { added: ['package.json', 'src/x/a.ts'] }],
  ['writes nothing for nothing', {}, {}, {}],
  ['leaves what is as it should be', { 'src/a.ts': a }, { 'src/a.ts': a }, { unchanged: ['src/a.ts'] }],
  ['changes what differs', { 'src/a.ts': a }, { 'src/a.ts': b }, { changed: ['src/a.ts'] }],
  [
    'removes what is no longer emitted, and folders left empty',
    { 'src/a.ts': a, 'src/x/y/b.ts': b },
    { 'src/a.ts': a },
    { stale: ['src/x/y/b.ts'], unchanged: ['src/a.ts'] },
  ],
  [
    'does it all at once, each list sorted',
    { 'package.json': '{}', 'src/d.ts': a, 'src/c.ts': a, 'src/k.ts': a },
    { 'src/k.ts': a, 'src/b.ts': b, 'src/a.ts': b, 'package.json': '{ }' },
    {
      added: ['src/a.ts', 'src/b.ts'],
      changed: ['package.json'],
      stale: ['src/c.ts', 'src/d.ts'],
      unchanged: ['src/k.ts'],
    },
  ],
];

for (const [what, before, emitted, changes] of cases) {
  writing(what, async () => {
    const got = await write(before, emitted);
    assert.equal(got.changes, { ...none, ...changes });
    assert.equal(got.files, emitted);
    assert.equal(got.diagnostics, []);
    assert.equal(got.siblings, Object.keys(emitted).length > 0 ? ['out'] : [], 'nothing temporary is left');
  });
}

writing('leaves what lies beside the sources alone', async () => {
  const beside = { 'README.md': 'mine', 'dist/a.js': 'built', 'test/a.ts': 'mine' };
  const got = await write({ ...beside, 'src/a.ts': a }, { 'src/a.ts': b });
  assert.equal(got.files, { ...beside, 'src/a.ts': b });
});

writing.run();

const foreign = suite('files of others');

const refused: [what: string, before: Files, emitted: Files, path: string][] = [
  ['one in the way', { 'src/a.ts': 'mine' }, { 'src/a.ts': a, 'src/b.ts': b }, 'src/a.ts'],
  [
    'one that would be stale',
    { 'src/mine.ts': 'mine', 'src/a.ts': a },
    { 'src/a.ts': b, 'src/b.ts': b },
    'src/mine.ts',
  ],
  ['one with the mark further down', { 'src/a.ts': `\n${a}` }, { 'src/a.ts': a, 'src/b.ts': b }, 'src/a.ts'],
  [
    'a manifest, and no sources of ours beside it',
    { 'package.json': '{}' },
    { 'package.json': '{ }', 'src/b.ts': b },
    'package.json',
  ],
];

for (const [what, before, emitted, path] of refused) {
  foreign(`${what}: nothing is written`, async () => {
    const got = await write(before, emitted);
    assert.is(got.changes, undefined);
    assert.equal(got.files, before);
    assert.equal(got.siblings, ['out']);
    assert.equal(
      got.diagnostics.map(({ code, severity }) => [code, severity]),
      [['write/foreign-file', 'error']],
    );
    assert.ok(got.diagnostics[0]?.at.file?.endsWith(join('out', path)));
  });
}

foreign.run();

const failing = suite('a run that fails');

/** Emitted paths of which one is a file and a folder, and what of them lies there already. */
const impossible: [what: string, before: Files, emitted: Files][] = [
  ['among the new texts', { 'src/a.ts': a }, { 'src/a.ts': b, 'src/x': b, 'src/x/y.ts': b }],
  ['with a text of an earlier run', { 'src/a.ts': a, 'src/x': a }, { 'src/a.ts': b, 'src/x/y.ts': b }],
];

for (const [what, before, emitted] of impossible) {
  failing(`leaves the folder as it was, and nothing beside it: a clash ${what}`, async () => {
    await withScratchFolder({}, async (root) => {
      const folder = join(root, 'out');
      await writePackage(folder, asOutput(before), mark, () => undefined);
      let thrown: unknown;
      await writePackage(folder, asOutput(emitted), mark, () => undefined).catch((error: unknown) => (thrown = error));
      assert.instance(thrown, Error);
      assert.equal(readFolder(folder), before);
      assert.equal(
        readdirSync(root).filter((name) => name.startsWith('out')),
        ['out'],
      );
    });
  });
}

failing.run();

const comparing = suite('compareOutput');

comparing('says what differs, and touches nothing', async () => {
  await withScratchFolder({ 'out/src/a.ts': a, 'out/src/b.ts': b, 'out/src/c.ts': 'mine' }, async (root) => {
    const folder = join(root, 'out');
    const before = readFolder(folder);
    const changes = await compareOutput(folder, asOutput({ 'src/a.ts': a, 'src/b.ts': a, 'src/d.ts': a }));
    assert.equal(changes, { added: ['src/d.ts'], changed: ['src/b.ts'], stale: ['src/c.ts'], unchanged: ['src/a.ts'] });
    assert.equal(readFolder(folder), before);
    assert.equal(await compareOutput(join(root, 'gone'), asOutput({ 'src/a.ts': a })), {
      ...none,
      added: ['src/a.ts'],
    });
  });
});

comparing.run();
