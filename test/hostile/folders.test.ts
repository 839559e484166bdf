/** Where a package must not go, and what is there already: nothing of others changes, in the folder or beside it. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, parse } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { pathSource } from '../../generator/packages/package-source.ts';
import { writePackage } from '../../generator/write/write-package.ts';
import { valueSet } from '../support/definitions.ts';
import { listFolder, putFiles, type Listing } from '../support/folder-listing.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const emitted = [
  { path: 'package.json', text: '{}' },
  { path: 'src/acme/a.ts', text: 'a' },
];

/** What others have around the folder and in it. */
const others = { 'mine/a.json': '{}', 'mine/src/acme/b.ts': 'b', 'inputs/a.json': '{}', 'above.txt': 'mine' };

interface Outcome {
  /** `code: message` of each diagnostic, with `.` for the scratch folder. */
  readonly told: readonly string[];
  readonly before: Listing;
  readonly after: Listing;
}

/** Writes the package into `out` of a folder of others, where `prepare` has put what it is about. */
async function write(out: string, prepare: (root: string) => void = () => undefined): Promise<Outcome> {
  return withScratchFolder(others, async (root) => {
    prepare(root);
    const before = listFolder(root);
    const found: Diagnostic[] = [];
    await writePackage(join(root, out), emitted, (one) => found.push(one), [join(root, 'inputs')]);
    const told = found.map(({ code, message }) => `${code}: ${message.replaceAll(root, '.').replaceAll('\\', '/')}`);
    return { told, before, after: listFolder(root) };
  });
}

const ours = ['generated.files.json', 'package.json', 'src/acme/a.ts'];

const test = suite('folders of others');

const refused: [what: string, out: string, prepare: (root: string) => void, told: RegExp][] = [
  ['an input', 'inputs', () => undefined, /bad-folder: .*contains the definitions themselves/],
  ['a path that leads to an input', 'mine/../inputs/', () => undefined, /bad-folder: /],
  ['a link to an input', 'link', (root) => link(root, 'inputs', 'link'), /bad-folder: /],
  ['a folder with sources that are a link', 'out', (root) => link(root, 'mine/src', 'out/src'), /out\/src is a link/],
  ['a folder with a family that is a link', 'out', (root) => link(root, 'mine', 'out/src/acme'), /acme is a link/],
  ['a folder with a dead link', 'out', (root) => link(root, 'nothing', 'out/src'), /out\/src is a link/],
  ['a folder with a link in a circle', 'out', (root) => link(root, 'out/src', 'out/src'), /out\/src is a link/],
  ['a file', 'above.txt', () => undefined, /cannot-write: .*a file where a folder is needed/],
  ['a folder below a file', 'above.txt/out', () => undefined, /cannot-write: /],
  ['a folder with another manifest', 'out', (root) => putFiles(root, { 'out/package.json': 'x' }), /foreign-file: /],
  [
    'a folder with a file called like our record',
    'out',
    (root) => putFiles(root, { 'out/generated.files.json': '{ "files": { "b.ts": "x" } }' }),
    /foreign-file: .*generated\.files\.json was not written by the generator/,
  ],
];

function link(root: string, target: string, path: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  symlinkSync(join(root, target), join(root, path), 'junction');
}

for (const [what, out, prepare, told] of refused) {
  test(`${what} is refused, and nothing changes`, async () => {
    const got = await write(out, prepare);
    assert.match(got.told.join('\n'), told);
    assert.equal(got.after, got.before);
  });
}

/** Runs with another home folder, which is not the root of the disk, as it is for some users of containers. */
async function withHome(home: string, act: () => Promise<void>): Promise<void> {
  const names = ['HOME', 'USERPROFILE'] as const;
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = home;
  try {
    await act();
  } finally {
    for (const [at, name] of names.entries()) {
      const value = before[at];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

for (const [what, folderOf] of [
  ['the root of a disk', (home: string) => parse(home).root],
  ['your home folder', (home: string) => home],
] as const) {
  test(`${what} is refused, and a link to it`, async () => {
    await withScratchFolder({ 'home/a.txt': '' }, async (root) => {
      const home = join(root, 'home');
      const folder = folderOf(home);
      symlinkSync(folder, join(root, 'link'), 'junction');
      await withHome(home, async () => {
        for (const out of [folder, join(root, 'link')]) {
          const found: Diagnostic[] = [];
          // Nothing is emitted, so that nothing is written there if the check should ever fail.
          assert.is(await writePackage(out, [], (one) => found.push(one)), undefined);
          assert.equal(
            found.map(({ code, message }) => `${code}: ${message}`),
            [`write/bad-folder: ${out} is ${what}.`],
          );
        }
      });
    });
  });
}

const taken: [what: string, out: string, prepare: (root: string) => void][] = [
  ['a new folder', 'new/out', () => undefined],
  ['a folder inside an input', 'inputs/out', () => undefined],
  ['the folder around an input', '.', (root) => rmSync(join(root, 'package.json'))],
  ['a folder with files of others', 'mine', () => undefined],
  ['a link to a folder', 'link', (root) => link(root, 'mine', 'link')],
  ['a folder that looks like a temporary one', 'out', (root) => putFiles(root, { 'out/.generated-1-x/a.ts': 'mine' })],
  [
    'a link that is called like a temporary folder',
    'out',
    (root) => {
      putFiles(root, { 'mine/.careconnect-codegen': '' });
      link(root, 'mine', 'out/.generated-4194311-x');
    },
  ],
];

for (const [what, out, prepare] of taken) {
  test(`${what} takes the package, and everything else stays`, async () => {
    const got = await write(out, prepare);
    const added = Object.keys(got.after).filter((path) => !(path in got.before));
    for (const path of ours)
      assert.ok(
        added.some((one) => one.endsWith(path)),
        path,
      );
    for (const [path, hash] of Object.entries(got.before)) assert.is(got.after[path], hash, path);
    assert.equal(
      added.filter((path) => path.includes('.generated-')),
      [],
    );
  });
}

test.run();

const inputs = suite('inputs');

/** Loads `inputs` of a folder; returns the codes of what was reported, and how many value sets were read. */
async function load(prepare: (root: string) => void): Promise<[codes: string[], valueSets: number]> {
  return withScratchFolder(others, async (root) => {
    putFiles(root, { 'inputs/a.json': JSON.stringify(valueSet('A', 'A')) });
    prepare(root);
    const before = listFolder(root);
    const found: Diagnostic[] = [];
    const { valueSets } = await loadDefinitions([pathSource(join(root, 'inputs'))], (one) => found.push(one));
    assert.equal(listFolder(root), before);
    return [found.map(({ code }) => code), valueSets.length];
  });
}

const links: [what: string, prepare: (root: string) => void, codes: string[]][] = [
  ['a link to the folder above', (root) => link(root, 'inputs', 'inputs/again'), []],
  ['a second path of a file', (root) => symlinkSync(join(root, 'inputs/a.json'), join(root, 'inputs/b.json')), []],
  ['a dead link', (root) => symlinkSync(join(root, 'none'), join(root, 'inputs/b.json')), ['load/unreadable']],
  ['a link in a circle', (root) => symlinkSync('c.json', join(root, 'inputs/c.json')), ['load/unreadable']],
  ['a folder called like a file', (root) => mkdirSync(join(root, 'inputs/d.json')), []],
  ['a device', (root) => symlinkSync('/dev/zero', join(root, 'inputs/e.json')), []],
];

for (const [what, prepare, codes] of links) {
  inputs(`with ${what} are read to their end`, async () => {
    assert.equal(await load(prepare), [codes, 1]);
  });
}

inputs.run();
