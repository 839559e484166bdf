/** The same definitions as a folder, as a FHIR package and as an archive come to the same. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { pathSource } from '../../generator/packages/package-source.ts';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { archiveOf } from '../support/fhir-registry.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const test = suite('the same files');
const tables = elementTablesOf(loadBaseModel());

const acme = 'https://acme.example/ValueSet';
const valueSet = (name: string): string =>
  JSON.stringify({ resourceType: 'ValueSet', url: `${acme}/${name}`, name, status: 'active' });
const xmlSet = (name: string): string =>
  `<ValueSet xmlns="http://hl7.org/fhir"><url value="${acme}/${name}"/><name value="${name}"/><status value="active"/></ValueSet>`;
const manifest = JSON.stringify({ name: 'acme.fhir', version: '1.0.0', fhirVersions: ['3.0.2'] });
const service = readFileSync(
  new URL('../../profiles/events/shared/CapabilityStatement-event-service.json', import.meta.url),
  'utf8',
);

type Files = Readonly<Record<string, string>>;

interface Loaded {
  /** The last part of each canonical URL. */
  readonly names: readonly string[];
  readonly diagnostics: readonly string[];
}

async function load(path: string): Promise<Loaded> {
  const diagnostics: string[] = [];
  const { valueSets, services } = await loadDefinitions(
    [pathSource(path)],
    ({ code, severity, message }) => diagnostics.push(`${severity} ${code}: ${message.replaceAll(path, 'INPUT')}`),
    tables,
  );
  return { names: [...valueSets, ...services].map(({ url }) => url.split('/').at(-1) ?? ''), diagnostics };
}

/** Reads files as a folder, and as archives of it: of what is in it, and of the folder itself. */
async function loadAll(files: Files): Promise<Loaded[]> {
  const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`files/${path}`, text]));
  let loaded: Loaded[] = [];
  await withScratchFolder(below, async (root) => {
    const folder = join(root, 'files');
    writeFileSync(join(root, 'inside.tgz'), archiveOf(packed(folder, folder)));
    writeFileSync(join(root, 'whole.tgz'), archiveOf(packed(folder, root)));
    loaded = await Promise.all(['files', 'inside.tgz', 'whole.tgz'].map((name) => load(join(root, name))));
  });
  return loaded;
}

function packed(folder: string, root: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return Object.fromEntries(
    files.map((path) => [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

const cases: [what: string, files: Files, names: readonly string[], diagnostics: readonly string[]][] = [
  [
    'a folder without a manifest',
    { 'a.json': valueSet('A'), 'events/b.json': valueSet('B'), 'c.XML': xmlSet('C') },
    ['A', 'B', 'C'],
    [],
  ],
  [
    'a folder with a manifest of its own',
    { 'package.json': manifest, 'a.json': valueSet('A'), 'events/one/b.json': valueSet('B'), 'c.xml': xmlSet('C') },
    ['A', 'B', 'C'],
    [],
  ],
  [
    'a folder whose only definitions are below it',
    { 'package.json': manifest, 'sets/a.json': valueSet('A') },
    ['A'],
    [],
  ],
  [
    'what is hidden, installed, or written by a run',
    {
      'a.json': valueSet('A'),
      '._a.json': valueSet('Shadow'),
      '.git/b.json': valueSet('Hidden'),
      'node_modules/c/c.json': valueSet('Installed'),
      'sdk/definitions/d.json': valueSet('Written'),
      'sdk/generated.files.json': JSON.stringify({ files: { 'definitions/d.json': '' } }),
    },
    ['A'],
    [],
  ],
  [
    'a FHIR package',
    {
      'package/package.json': manifest,
      'package/a.json': valueSet('A'),
      'package/examples/b.json': valueSet('Example'),
      'package/._a.json': valueSet('Shadow'),
      'other/c.json': valueSet('Other'),
    },
    ['A'],
    [],
  ],
  [
    'a FHIR package with an index',
    {
      'package/package.json': manifest,
      'package/service.json': service,
      'package/.index.json': JSON.stringify({
        'index-version': 2,
        files: [{ filename: 'service.json', resourceType: 'CapabilityStatement' }],
      }),
    },
    ['event-service'],
    [],
  ],
  [
    'a FHIR package with definitions elsewhere',
    {
      'package/package.json': manifest,
      'package/a.json': valueSet('A'),
      'package/events/b.json': valueSet('B'),
      'package/c.xml': xmlSet('C'),
    },
    ['A'],
    [
      'info package/not-read: 2 files, such as c.xml, are not read: a FHIR package has its definitions beside its manifest, in JSON.',
    ],
  ],
  [
    'a FHIR package for another release',
    {
      'package/package.json': manifest.replace('3.0.2', '4.0.1'),
      'package/a.json': valueSet('A'),
    },
    [],
    [
      'error package/other-fhir-version: Cannot read INPUT: acme.fhir@1.0.0 is for FHIR 4.0.1; only FHIR 3.0 (STU3) is supported.',
      'error load/no-definitions: No FHIR definition was found in INPUT.',
    ],
  ],
  [
    'packages side by side',
    { 'one/package/package.json': manifest, 'one/package/a.json': valueSet('A'), 'two/package/b.json': valueSet('B') },
    ['A', 'B'],
    [],
  ],
];

for (const [what, files, names, diagnostics] of cases) {
  test(what, async () => {
    const [folder, ...archives] = await loadAll(files);
    assert.equal(folder?.names, names);
    assert.equal(
      folder?.diagnostics.map((text) => text.replace('INPUT/package:', 'INPUT:').replace('INPUT/package', 'INPUT')),
      diagnostics,
    );
    for (const archive of archives) assert.equal(archive, { names, diagnostics });
  });
}

test.run();
