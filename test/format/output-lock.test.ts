import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatFiles, noCache } from '../../generator/format/format-files.ts';
import { lockFile, outputCache, writeLock } from '../../generator/format/output-lock.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

type Files = Readonly<Record<string, string>>;

/** Formats files as a run would, and gives what it writes, with the hash each was made from. */
async function emit(raw: Files): Promise<{ written: Files; hashes: ReadonlyMap<string, string> }> {
  const formatted = await formatFiles(
    Object.entries(raw).map(([path, text]) => ({ path, text })),
    noCache(),
  );
  const all = [...formatted.files, writeLock(formatted)];
  return { written: Object.fromEntries(all.map(({ path, text }) => [path, text])), hashes: formatted.hashes };
}

const raw = { 'src/b.ts': 'const   b=1', 'src/a.ts': 'const   a=1', 'package.json': '{"a":1}' };
const { written, hashes } = await emit(raw);
const hash = (path: string): string => hashes.get(path) ?? '';

const lock = suite('writeLock');

lock('has a line for every file, sorted', () => {
  const text = written[lockFile] ?? '';
  assert.equal(Object.keys(JSON.parse(text) as object), ['package.json', 'src/a.ts', 'src/b.ts']);
  assert.is(text.split('\n').length, 6);
  assert.ok(text.endsWith('}\n'));
});

lock('does not depend on the order of files', async () => {
  const turned = await emit(Object.fromEntries(Object.entries(raw).toReversed()));
  assert.is(turned.written[lockFile], written[lockFile]);
});

lock.run();

const cache = suite('outputCache');

cache('knows the files of a folder by what they were made from', async () => {
  await withScratchFolder(written, (folder) => {
    const known = outputCache([folder]);
    for (const path of Object.keys(raw)) assert.is(known.get(hash(path)), written[path]);
    assert.is(known.get('0'.repeat(32)), undefined);
  });
});

cache('looks into several folders', async () => {
  const other = await emit({ 'src/c.ts': 'const   c=1' });
  const inTwo = (files: Files, folder: string): [string, string][] =>
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]);
  await withScratchFolder(Object.fromEntries([...inTwo(written, 'one'), ...inTwo(other.written, 'two')]), (folder) => {
    const known = outputCache([join(folder, 'one'), join(folder, 'none'), join(folder, 'two')]);
    assert.is(known.get(hash('src/a.ts')), written['src/a.ts']);
    assert.is(known.get(other.hashes.get('src/c.ts') ?? ''), 'const c = 1;\n');
  });
});

/** What is wrong with the folder, and whether `src/a.ts` and `src/b.ts` are known nevertheless. */
const damages: [what: string, damage: Files, a: boolean, b: boolean][] = [
  ['a file was edited', { 'src/a.ts': 'const a = 2;\n' }, false, true],
  ['a file lost its last line end', { 'src/a.ts': 'const a = 1;' }, false, true],
  ['the lock is not JSON', { [lockFile]: '{' }, false, false],
  ['the lock is empty', { [lockFile]: '' }, false, false],
  ['the lock is null', { [lockFile]: 'null' }, false, false],
  ['the lock is a list', { [lockFile]: '[1, null, "x"]' }, false, false],
  [
    'the lock has entries of another shape',
    { [lockFile]: '{"src/a.ts": "x", "src/b.ts": {"from": 1, "text": "x"}}' },
    false,
    false,
  ],
  ['the lock names files that are not there', { [lockFile]: '{"gone.ts": {"from": "x", "text": "y"}}' }, false, false],
];

for (const [what, damage, a, b] of damages) {
  cache(what, async () => {
    await withScratchFolder({ ...written, ...damage }, (folder) => {
      const known = outputCache([folder]);
      assert.is(known.get(hash('src/a.ts')) !== undefined, a);
      assert.is(known.get(hash('src/b.ts')) !== undefined, b);
    });
  });
}

cache('a folder without a lock, or none, is no cache', async () => {
  await withScratchFolder({ 'src/a.ts': written['src/a.ts'] ?? '' }, (folder) => {
    assert.is(outputCache([folder, join(folder, 'none')]).get(hash('src/a.ts')), undefined);
  });
});

cache.run();
