import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { folderSource, type DefinitionSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, type LoadedDefinitions } from '../../generator/load/load-definitions.ts';
import { acme, codeSystem, profile, valueSet } from '../support/definitions.ts';
import { memorySource } from '../support/pipeline.ts';
import { pathSource } from '../../generator/packages/package-source.ts';
import { withoutOddities } from '../support/without-oddities.ts';

async function loadFrom(...sources: DefinitionSource[]): Promise<LoadedDefinitions & { diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const loaded = await loadDefinitions(sources, withoutOddities(diagnostics));
  return { ...loaded, diagnostics };
}

const sources = suite('loadDefinitions');

sources('sorts every kind by canonical URL, whatever the order of files', async () => {
  const definitions = [
    profile('b', 'Patient', []),
    valueSet('z', 's'),
    profile('a', 'Patient', []),
    codeSystem('s', {}),
  ];
  const got = await loadFrom(memorySource(definitions));
  assert.equal(
    got.structures.map((one) => one.name),
    ['a', 'b'],
  );
  assert.equal([got.valueSets.length, got.codeSystems.length, got.diagnostics.length], [1, 1, 0]);
});

sources('leaves out the resources as they were read, where nobody needs them', async () => {
  const file = memorySource([profile('a', 'Patient', [{ id: 'Patient.name', path: 'Patient.name', min: 1 }])]);
  const whole = await loadFrom(file);
  const bare = await loadDefinitions([file], () => undefined, undefined, { keepsResources: false });
  assert.equal(
    bare.structures,
    whole.structures.map((one) => ({ ...one, source: { file: one.source.file } })),
  );
  assert.match(new TextDecoder().decode(whole.structures[0]?.source.json), '"path": "Patient.name"');
});

sources('keeps the first of two definitions with one canonical URL', async () => {
  const second = profile('a', 'Patient', [], { title: 'second' });
  const got = await loadFrom(
    memorySource([profile('a', 'Patient', [], { title: 'first' })]),
    memorySource([{ ...second, id: 'copy' }]),
  );
  assert.is(got.structures.length, 1);
  assert.is(got.structures[0]?.title, 'first');
  const [duplicate] = got.diagnostics;
  assert.is(duplicate?.code, 'load/duplicate-canonical');
  assert.equal(duplicate?.at, { file: 'copy.json', canonical: `${acme}/StructureDefinition/a` });
  assert.match(duplicate?.message ?? '', 'a.json');
});

sources('a value set may have the canonical URL of a code system', async () => {
  const url = 'https://acme.example/shared';
  const got = await loadFrom(memorySource([valueSet('a', 's', { url }), codeSystem('b', {}, { url })]));
  assert.equal([got.valueSets.length, got.codeSystems.length, got.diagnostics.length], [1, 1, 0]);
});

sources('goes on after what cannot be read', async () => {
  const unreadable: DefinitionSource = {
    name: 'broken',
    files: () => Promise.resolve([{ name: 'x.json', read: () => Promise.reject(new Error('disk on fire')) }]),
  };
  const unlisted: DefinitionSource = { name: 'gone', files: () => Promise.reject(new Error('no such folder')) };
  const got = await loadFrom(unreadable, unlisted, memorySource([profile('a', 'Patient', [])]));
  assert.is(got.structures.length, 1);
  assert.equal(
    got.diagnostics.map(({ code, message, at }) => [code, message, at.file]),
    [
      ['load/unreadable', 'Cannot read x.json: disk on fire.', 'x.json'],
      ['load/unreadable', 'Cannot read gone: no such folder.', 'gone'],
    ],
  );
});

sources('says when there is nothing at all', async () => {
  const got = await loadFrom(memorySource([], 'here'), memorySource([{ resourceType: 'Patient' }], 'there'));
  assert.equal(
    got.diagnostics.map(({ code, message }) => [code, message]),
    [['load/no-definitions', 'No FHIR definition was found in here, there.']],
  );
});

sources('says so when no input is named', async () => {
  const { diagnostics } = await loadFrom();
  assert.equal(
    diagnostics.map(({ code, message }) => [code, message]),
    [['load/no-definitions', 'No input is named.']],
  );
});

sources('says of an input that it does not exist, without the words of the operating system', async () => {
  const { diagnostics } = await loadFrom(pathSource('no/such-folder'));
  assert.is(diagnostics[0]?.message, 'Cannot read no/such-folder: it does not exist.');
});

sources.run();

/** Makes a folder with the files given, for as long as the work takes. */
async function withFolder<T>(files: Readonly<Record<string, string>>, work: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'load-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const folders = suite('folderSource');

folders('lists JSON files below the folder, in a fixed order', async () => {
  const files = {
    'b.json': '1',
    'B.json': '2',
    'a/z.json': '3',
    'a/y.txt': '',
    'package.json': '{}',
    '.index.json': '{}',
    'node_modules/x.json': '',
    '.git/x.json': '',
  };
  await withFolder(files, async (root) => {
    const found = await folderSource(root).files(() => undefined);
    assert.equal(
      found.map((file) => file.name),
      ['B.json', 'a/z.json', 'b.json'].map((path) => join(root, path)),
    );
    const contents = await Promise.all(found.map((file) => file.read()));
    assert.equal(
      contents.map((content) => Buffer.from(content).toString()),
      ['2', '3', '1'],
    );
  });
});

const linked: [
  what: string,
  files: Readonly<Record<string, string>>,
  links: [from: string, to: string][],
  found: string[],
][] = [
  ['endings in capitals', { 'a.JSON': '', 'b.Xml': '', 'c.jsonx': '' }, [], ['a.JSON', 'b.Xml']],
  ['links to files', { 'else/a.txt': '' }, [['else/a.txt', 'a.json']], ['a.json']],
  ['links to folders', { 'else/.b/a.json': '' }, [['else/.b', 'b']], ['b/a.json']],
  ['a link to the folder itself', { 'a.json': '' }, [['.', 'again']], ['a.json']],
  [
    'links that lead round',
    { 'a/x.json': '', 'b/y.json': '' },
    [
      ['b', 'a/b'],
      ['a', 'b/a'],
    ],
    ['a/b/y.json', 'a/x.json'],
  ],
  ['links to themselves', { 'a.json': '' }, [['loop', 'loop']], ['a.json']],
  ['two paths to one file', { 'b.json': '' }, [['b.json', 'a.json']], ['a.json']],
  ['a link that leads nowhere, for its reader to say so', {}, [['gone.json', 'a.json']], ['a.json']],
  [
    'what a run wrote, and what others put beside it',
    {
      'sdk/generated.files.json': JSON.stringify({ files: { 'definitions/a.json': 'x', 'tsconfig.json': 'x' } }),
      'sdk/definitions/a.json': '',
      'sdk/definitions/mine.json': '',
      'sdk/tsconfig.json': '',
    },
    [],
    ['sdk/definitions/mine.json'],
  ],
];

for (const [what, files, links, want] of linked) {
  folders(what, async () => {
    await withFolder({ '.keep': '', ...files }, async (root) => {
      for (const [to, from] of links) symlinkSync(join(root, to), join(root, from));
      const found = await folderSource(root).files(() => undefined);
      assert.equal(
        found.map((file) => file.name),
        want.map((path) => join(root, path)),
      );
    });
  });
}

folders('takes a single file too', async () => {
  await withFolder({ 'a.json': '1' }, async (root) => {
    const found = await folderSource(join(root, 'a.json')).files(() => undefined);
    assert.equal(
      found.map((file) => file.name),
      [join(root, 'a.json')],
    );
  });
});

folders('a folder that is not there is reported', async () => {
  const got = await loadFrom(folderSource(join(tmpdir(), 'there-is-no-such-folder')));
  assert.equal(
    got.diagnostics.map((one) => one.code),
    ['load/unreadable', 'load/no-definitions'],
  );
});

folders.run();
