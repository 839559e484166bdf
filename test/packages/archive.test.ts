import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { archiveLimits, readArchive } from '../../generator/packages/archive.ts';
import { PackageError } from '../../generator/packages/package-error.ts';
import { archiveOf } from '../support/fhir-registry.ts';

const test = suite('archives');

async function refusal(bytes: Uint8Array, limits = archiveLimits): Promise<string> {
  try {
    const files = await readArchive(bytes, 'a.tgz', limits);
    return `read: ${files.map(({ path }) => path).join(', ')}`;
  } catch (error) {
    assert.instance(error, PackageError);
    return `${(error as PackageError).code}: ${(error as PackageError).message}`;
  }
}

test('gives files by their paths', async () => {
  const files = await readArchive(archiveOf({ './package/a.json': 'one', 'package/b/c.json': 'two' }), 'a.tgz');
  const texts = files.map(({ path, data }) => [path, new TextDecoder().decode(data)]);
  assert.equal(texts, [
    ['package/a.json', 'one'],
    ['package/b/c.json', 'two'],
  ]);
});

test('reads long paths', async () => {
  const path = `package/${'long-name-'.repeat(9)}/${'x'.repeat(80)}.json`;
  const files = await readArchive(archiveOf({ [path.slice(0, 99)]: 'one' }), 'a.tgz');
  assert.is(files.length, 1);
});

for (const path of [
  '../outside.json',
  'package/../../outside.json',
  '/etc/outside.json',
  'C:\\outside.json',
  'a\\b.json',
]) {
  test(`refuses the path ${path}`, async () => {
    assert.match(
      await refusal(archiveOf({ [path]: 'x' })),
      'package/bad-archive: a.tgz contains a path outside of it, or one',
    );
  });
}

test('refuses links', async () => {
  const tar = createTar([{ name: 'package/link.json', data: '' }]);
  // The type of an entry stands at byte 156 of its header; the checksum of the header at 148.
  tar[156] = '2'.charCodeAt(0);
  assert.match(await refusal(gzipSync(tar)), 'package/bad-archive: a.tgz contains a symbolicLink');
});

/** Overwrites the size of the first entry, which stands at byte 124 of its header. */
function withSize(tar: Uint8Array, size: string): Uint8Array {
  tar.set(new TextEncoder().encode(size.padEnd(12, '\0')), 124);
  return gzipSync(tar);
}

for (const size of ['-1000', '1e3', '\u0080']) {
  test(`refuses an entry whose size is ${JSON.stringify(size)}`, async () => {
    const tar = createTar([{ name: 'package/a.json', data: '{}' }]);
    assert.match(await refusal(withSize(tar, size)), 'bad-archive: a.tgz contains an entry of an unreadable size');
  });
}

test('refuses an entry that is larger than the archive', async () => {
  const tar = createTar([{ name: 'package/a.json', data: '{}' }]);
  assert.match(await refusal(withSize(tar, '77777777777')), 'package/bad-archive: a.tgz is not a tar archive');
});

/** Paths that a header of its own states for the entry behind it. */
const statedPaths: [what: string, path: string][] = [
  ['outside', 'package/../../outside.json'],
  ['with a NUL', 'package/a\0b.json'],
  ['with a step of 300 characters', `package/${'x'.repeat(300)}.json`],
  ['of 500 folders', `package/${'x/'.repeat(500)}a.json`],
];

for (const [what, path] of statedPaths) {
  test(`refuses a stated path ${what}`, async () => {
    const tar = createTar([
      { name: 'header', data: `99 path=${path}\n` },
      { name: 'package/a.json', data: '{}' },
    ]);
    tar[156] = 'x'.charCodeAt(0);
    assert.match(await refusal(gzipSync(tar)), 'package/bad-archive: a.tgz contains a path outside of it, or one');
  });
}

test('takes other records of such a header as they are', async () => {
  const records = `99 SCHILY.xattr.a=\0\u0001\\\n${400} comment=${'x/../'.repeat(300)}\n`;
  const tar = createTar([
    { name: 'header', data: records },
    { name: 'package/a.json', data: '{}' },
  ]);
  tar[156] = 'x'.charCodeAt(0);
  assert.is(await refusal(gzipSync(tar)), 'read: package/a.json');
});

test('refuses a stated path that leaves the folder once the reader has cut it', async () => {
  const tar = createTar([
    { name: 'header', data: '99 path=package/../.. x/a.json\n' },
    { name: 'package/a.json', data: '{}' },
  ]);
  tar[156] = 'g'.charCodeAt(0);
  assert.match(await refusal(gzipSync(tar)), 'package/bad-archive: a.tgz contains a path outside of it, or one');
});

for (const paths of [
  ['package/a', 'package/a/b.json'],
  ['package/a/b/c.json', 'package/a'],
  ['package/__proto__/a.json', 'package/__proto__'],
]) {
  test(`refuses ${paths.join(' beside ')}`, async () => {
    const files = archiveOf(Object.fromEntries(paths.map((path) => [path, 'x'])));
    assert.match(await refusal(files), 'package/bad-archive: a.tgz contains a file that is also a folder');
  });
}

test('refuses what unpacks to too much', async () => {
  const bomb = gzipSync(new Uint8Array(4_000_000));
  assert.match(await refusal(bomb, { ...archiveLimits, unpacked: 1_000_000 }), 'package/too-large: a.tgz is too large');
});

test('refuses too many files, and too many bytes', async () => {
  const files = archiveOf({ a: '1', b: '2', c: '3' });
  assert.match(await refusal(files, { ...archiveLimits, files: 2 }), 'it has more than 2 files');
  assert.match(await refusal(files, { ...archiveLimits, packed: 10 }), 'it has more than 10 bytes');
});

test('refuses what is no archive, or ends early', async () => {
  assert.match(await refusal(new TextEncoder().encode('{}')), 'package/bad-archive: a.tgz cannot be unpacked');
  const whole = archiveOf({ 'package/a.json': 'x'.repeat(2000) });
  assert.match(await refusal(whole.slice(0, whole.length - 20)), 'package/bad-archive: a.tgz cannot be unpacked');
});

test.run();
