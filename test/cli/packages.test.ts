import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { archiveOf, packageFiles, startRegistry } from '../support/fhir-registry.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runCli } from './run-cli.ts';

const test = suite('packages on the command line');

function profile(name: string, base = 'http://hl7.org/fhir/StructureDefinition/Patient'): object {
  return {
    resourceType: 'StructureDefinition',
    url: `https://acme.example/fhir/StructureDefinition/${name}`,
    name,
    status: 'active',
    fhirVersion: '3.0.2',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: base,
    derivation: 'constraint',
    differential: {
      element: [
        { id: 'Patient', path: 'Patient' },
        { id: 'Patient.gender', path: 'Patient.gender', min: 1 },
      ],
    },
  };
}

const acme = 'https://acme.example/fhir/StructureDefinition';
const offered = [
  { name: 'acme.base', version: '1.0.0', files: packageFiles('acme.base', '1.0.0', [profile('BasePatient')]) },
  {
    name: 'acme.ward',
    version: '2.1.0',
    files: packageFiles('acme.ward', '2.1.0', [profile('WardPatient', `${acme}/BasePatient`)], {
      dependencies: { 'acme.base': '1.x', 'hl7.fhir.r3.core': '3.0.2' },
    }),
  },
];

/** Runs something with a registry, and with a cache of its own. */
async function withRegistry(folder: string, run: () => Promise<void>): Promise<void> {
  const registry = await startRegistry(offered);
  const before = { ...process.env };
  process.env['FHIR_REGISTRIES'] = registry.url.href;
  process.env['FHIR_PACKAGE_CACHE'] = join(folder, '.cache');
  try {
    await run();
  } finally {
    for (const key of ['FHIR_REGISTRIES', 'FHIR_PACKAGE_CACHE']) {
      if (before[key] === undefined) delete process.env[key];
      else process.env[key] = before[key];
    }
    await registry.close();
  }
}

test('init, add and generate: from an empty folder to a package', async () => {
  await withScratchFolder({}, async (folder) => {
    await withRegistry(folder, async () => {
      const init = await runCli(folder, 'init', '--name', '@acme/fhir');
      assert.equal([init.code, init.stderr], [0, '']);
      const add = await runCli(folder, 'add', 'acme.ward@2.x');
      assert.equal([add.code, add.stderr], [0, '']);
      assert.match(add.stdout, 'added    acme.ward@2.1.0\nadded    acme.base@1.0.0\n');
      const generate = await runCli(folder);
      assert.equal([generate.code, generate.stderr], [0, '']);
    });
    const config = JSON.parse(await readFile(join(folder, 'careconnect-codegen.config.json'), 'utf8')) as object;
    assert.equal((config as { packages: string[] }).packages, ['acme.ward@2.x']);
    const lock = JSON.parse(await readFile(join(folder, 'careconnect-fhir.lock.json'), 'utf8')) as object;
    assert.equal(Object.keys((lock as { packages: object }).packages), ['acme.base@1.0.0', 'acme.ward@2.1.0']);
    const manifest = JSON.parse(await readFile(join(folder, 'fhir/package.json'), 'utf8')) as object;
    assert.is((manifest as { name: string }).name, '@acme/fhir');
    assert.ok(existsSync(join(folder, 'fhir/src')));
  });
});

test('generates from folders, archives and packages together, and again from the cache alone', async () => {
  await withScratchFolder({ 'own/own.json': JSON.stringify(profile('OwnPatient')) }, async (folder) => {
    const archived = packageFiles('acme.archive', '1.0.0', [profile('ArchivedPatient')]);
    await writeFile(
      join(folder, 'archive.tgz'),
      archiveOf({ ...archived, 'package/examples/x.json': profile('Example') }),
    );
    const inputs = ['own', 'archive.tgz', 'acme.ward@2.1.x'];
    const read = async (): Promise<string> => readFile(join(folder, 'sdk/generated.files.json'), 'utf8');
    await withRegistry(folder, async () => {
      const { code, stderr } = await runCli(folder, 'generate', ...inputs, '--out', 'sdk');
      assert.equal([code, stderr], [0, '']);
    });
    const first = await read();
    const lockFile = join(folder, 'careconnect-fhir.lock.json');
    await rm(lockFile);
    const check = await withCache(folder, () =>
      runCli(folder, 'generate', ...inputs, '--out', 'sdk', '--offline', '--check'),
    );
    assert.equal([check.code, existsSync(lockFile)], [0, false], 'a check writes nothing');
    for (const name of ['own-patient', 'archived-patient', 'ward-patient', 'base-patient'])
      assert.match(first, `/${name}.ts`);
    assert.not.match(first, '/example.ts');
    await rm(join(folder, 'sdk'), { recursive: true });
    const again = await withCache(folder, () => runCli(folder, 'generate', ...inputs, '--out', 'sdk', '--offline'));
    assert.equal([again.code, again.stderr], [0, '']);
    assert.is(await read(), first);
  });
});

async function withCache<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  process.env['FHIR_PACKAGE_CACHE'] = join(folder, '.cache');
  try {
    return await run();
  } finally {
    delete process.env['FHIR_PACKAGE_CACHE'];
  }
}

test('without a registry, says what to do, and writes nothing', async () => {
  await withScratchFolder({}, async (folder) => {
    const { code, stderr } = await withCache(folder, () => runCli(folder, 'generate', 'acme.ward@2.x', '--out', 'sdk'));
    assert.is(code, 1);
    assert.match(stderr, /error package\/no-registry: acme\.ward@2\.x has to be downloaded/);
    assert.match(stderr, 'FHIR_REGISTRIES');
    assert.not(existsSync(join(folder, 'sdk')));
    assert.not(existsSync(join(folder, 'careconnect-fhir.lock.json')));
  });
});

test('an archive that cannot be used is named with the reason', async () => {
  await withScratchFolder({}, async (folder) => {
    await writeFile(join(folder, 'bad.tgz'), archiveOf({ '../../outside.json': profile('Outside') }));
    const { code, stderr } = await runCli(folder, 'generate', 'bad.tgz', '--out', 'sdk');
    assert.is(code, 1);
    assert.match(
      stderr,
      /bad\.tgz: error package\/bad-archive: Cannot read bad\.tgz: bad\.tgz contains a path outside of it/,
    );
    assert.not(existsSync(join(folder, 'sdk')));
  });
});

test('init finds folders and archives with definitions, and never replaces a configuration', async () => {
  await withScratchFolder({ 'profiles/a.json': JSON.stringify(profile('A')), 'docs/b.json': '{}' }, async (folder) => {
    await writeFile(join(folder, 'other.tgz'), archiveOf({ 'a.json': profile('B') }));
    const { code } = await runCli(folder, 'init');
    const text = await readFile(join(folder, 'careconnect-codegen.config.json'), 'utf8');
    assert.equal([code, (JSON.parse(text) as { profiles: string[] }).profiles], [0, ['./other.tgz', './profiles']]);
    const again = await runCli(folder, 'init');
    assert.equal(
      [again.code, again.stderr.split('\n')[0]],
      [2, 'careconnect-codegen.config.json exists already; edit it, or remove it to have it written anew.'],
    );
  });
});

test('add asks for a configuration first, and changes nothing else in it', async () => {
  await withScratchFolder({}, async (folder) => {
    const { code, stderr } = await runCli(folder, 'add', 'acme.ward@2.x');
    assert.is(code, 2);
    assert.match(stderr, 'There is no careconnect-codegen.config.json. Run careconnect-codegen init first.');
  });
});

test.run();
