import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { PackageCache } from '../../generator/packages/cache.ts';
import { downloadOptions } from '../../generator/packages/download.ts';
import { installPackages, type Installed } from '../../generator/packages/install.ts';
import { emptyLock, readLock, writeLock, type PackageLock } from '../../generator/packages/lock-file.ts';
import { nameOf, parsePackageRequest } from '../../generator/packages/package-name.ts';
import { packageSource } from '../../generator/packages/package-source.ts';
import { Registries } from '../../generator/packages/registry.ts';
import {
  archiveOf,
  packageFiles,
  startRegistry,
  type OfferedPackage,
  type RegistryOptions,
} from '../support/fhir-registry.ts';

const test = suite('packages from registries');

const quick = { ...downloadOptions, timeout: 500, attempts: 3, pause: 1, longestPause: 20 };

function definition(name: string): object {
  return { resourceType: 'ValueSet', url: `http://example.org/ValueSet/${name}`, name, status: 'active' };
}

function offer(name: string, version: string, manifest: object = {}): OfferedPackage {
  return { name, version, files: packageFiles(name, version, [definition(`${name}-${version}`)], manifest) };
}

interface Attempt {
  readonly installed: Installed | undefined;
  /** `name@version` of what was installed. */
  readonly names: readonly string[];
  readonly failure: string;
  readonly warnings: readonly string[];
  /** What the first registry was asked for. */
  readonly asked: readonly string[];
  readonly folder: string;
}

interface Trial {
  readonly offered?: readonly OfferedPackage[];
  readonly registry?: RegistryOptions;
  /** A second registry. */
  readonly others?: readonly OfferedPackage[];
  readonly requests: readonly string[];
  readonly lock?: PackageLock;
  readonly isOffline?: boolean;
  readonly folder?: string;
}

const folders: string[] = [];

/** Installs packages into a new folder, or one that is there already. */
async function attempt(trial: Trial): Promise<Attempt> {
  const { offered = [], registry, others, requests, lock = emptyLock, isOffline = false } = trial;
  const folder = trial.folder ?? (await mkdtemp(join(tmpdir(), 'fhir-packages-')));
  folders.push(folder);
  const first = await startRegistry(offered, registry);
  const second = others && (await startRegistry(others));
  const reported: Diagnostic[] = [];
  const options = {
    cache: new PackageCache(folder),
    registries: new Registries([first.url, ...(second ? [second.url] : [])], quick),
    lock,
    isOffline,
    report: (one: Diagnostic) => void reported.push(one),
  };
  let [installed, failure]: [Installed | undefined, string] = [undefined, ''];
  try {
    installed = await installPackages(requests.map(parsePackageRequest), options);
  } catch (error) {
    failure = `${(error as { code?: string }).code ?? 'thrown'}: ${(error as Error).message}`;
  } finally {
    await first.close();
    await second?.close();
  }
  const names = installed?.packages.map(({ manifest }) => nameOf(manifest)) ?? [];
  const warnings = reported.map(({ code, message }) => `${code}: ${message}`);
  return { installed, names, failure, warnings, asked: first.asked, folder };
}

test.after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test('installs a package with what it depends on, and not FHIR itself', async () => {
  const one = offer('example.one', '1.2.0', { dependencies: { 'example.two': '2.x', 'hl7.fhir.r3.core': '3.0.2' } });
  const { names, failure, warnings, asked } = await attempt({
    offered: [one, offer('example.two', '2.0.0'), offer('example.two', '2.1.0')],
    requests: ['example.one@1.x'],
  });
  assert.equal([failure, names, warnings], ['', ['example.one@1.2.0', 'example.two@2.1.0'], []]);
  assert.not.ok(asked.some((path) => path.includes('hl7.fhir')));
});

test('the definitions of a package are loaded from the cache', async () => {
  const { installed } = await attempt({ offered: [offer('example.one', '1.0.0')], requests: ['example.one@1.0.0'] });
  const sources = installed?.packages.map(({ folder }) => packageSource(folder)) ?? [];
  const { valueSets } = await loadDefinitions(sources, () => undefined);
  assert.equal(
    valueSets.map(({ url }) => url),
    ['http://example.org/ValueSet/example.one-1.0.0'],
  );
});

test('asks for nothing that is in the cache', async () => {
  const offered = [offer('example.one', '1.0.0')];
  const { folder } = await attempt({ offered, requests: ['example.one@1.0.0'] });
  const again = await attempt({ offered, requests: ['example.one@1.0.0'], folder });
  assert.equal([again.names, again.asked], [['example.one@1.0.0'], []]);
});

test('keeps the locked version, and chooses again without a lock', async () => {
  const before = await attempt({ offered: [offer('example.one', '1.0.0')], requests: ['example.one@1.x'] });
  const trial = {
    offered: [offer('example.one', '1.0.0'), offer('example.one', '1.1.0')],
    requests: ['example.one@1.x'],
  };
  const locked = await attempt({ ...trial, ...(before.installed && { lock: before.installed.lock }) });
  assert.equal([locked.names, (await attempt(trial)).names], [['example.one@1.0.0'], ['example.one@1.1.0']]);
});

test('refuses a package that is not what the lock names', async () => {
  const lock: PackageLock = {
    requests: new Map([['example.one@1.x', '1.0.0']]),
    packages: new Map([['example.one@1.0.0', 'sha256-other']]),
  };
  const { failure } = await attempt({ offered: [offer('example.one', '1.0.0')], requests: ['example.one@1.x'], lock });
  assert.match(failure, /^package\/lock-mismatch: example\.one@1\.0\.0 in .* is not what the lock file names/);
});

test('a lock file is read as it was written, and the same on every machine', async () => {
  const { installed, folder } = await attempt({ offered: [offer('b.one', '1.0.0')], requests: ['b.one@1.x'] });
  const other = await attempt({ offered: [offer('b.one', '1.0.0')], requests: ['b.one@1.x'] });
  const file = join(folder, 'careconnect-fhir.lock.json');
  await writeLock(file, installed?.lock ?? emptyLock);
  assert.equal(await readLock(file), installed?.lock);
  assert.equal(other.installed?.lock, installed?.lock);
  assert.equal(await readLock(join(folder, 'none.json')), emptyLock);
  await writeFile(file, '{"lockfileVersion": 2}');
  const failure = await readLock(file).then(String, ({ code }: { code: string }) => code);
  assert.is(failure, 'package/bad-lock');
});

test('offline, takes the greatest version that the cache has, or says that there is none', async () => {
  const offered = [offer('example.one', '1.0.0'), offer('example.one', '1.1.0')];
  const { folder } = await attempt({ offered, requests: ['example.one@1.0.0', 'example.one@1.1.0'] });
  const cached = await attempt({ requests: ['example.one@1.x'], folder, isOffline: true });
  const absent = await attempt({ requests: ['example.two@1.x'], folder, isOffline: true });
  assert.equal([cached.names, cached.asked, absent.asked], [['example.one@1.1.0'], [], []]);
  assert.match(absent.failure, /^package\/not-cached: example\.two@1\.x is not in the cache/);
});

test('asks the second registry for what the first does not have', async () => {
  const trial = { offered: [offer('example.one', '1.0.0')], others: [offer('example.one', '2.0.0')] };
  assert.equal((await attempt({ ...trial, requests: ['example.one@2.x'] })).names, ['example.one@2.0.0']);
  assert.match(
    (await attempt({ ...trial, requests: ['example.one@3.x'] })).failure,
    'package/not-found: no registry has',
  );
});

test('two processes may fetch the same package at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fhir-packages-'));
  const trial = { offered: [offer('example.one', '1.0.0')], requests: ['example.one@1.0.0'], folder };
  const all = await Promise.all([attempt(trial), attempt(trial), attempt(trial)]);
  assert.equal(
    all.map(({ names, failure }) => [names.join(), failure]),
    all.map(() => ['example.one@1.0.0', '']),
  );
  assert.equal(await readdir(folder), ['example.one#1.0.0']);
});

test('leaves alone what other tools keep in the cache', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fhir-packages-'));
  await writeFile(join(folder, 'packages.ini'), '[cache]\nversion = 3\n');
  await attempt({ offered: [offer('example.one', '1.0.0')], requests: ['example.one@1.0.0'], folder });
  assert.is(await readFile(join(folder, 'packages.ini'), 'utf8'), '[cache]\nversion = 3\n');
});

test('makes an index where a package has none that can be used', async () => {
  const files = { ...packageFiles('example.one', '1.0.0', [definition('a')]), 'package/.index.json': '{"files": 1}' };
  const { folder } = await attempt({
    offered: [{ name: 'example.one', version: '1.0.0', files }],
    requests: ['example.one@1.0.0'],
  });
  const text = await readFile(join(folder, 'example.one#1.0.0/package/.index.json'), 'utf8');
  const row = { filename: 'Definition-0.json', resourceType: 'ValueSet', url: 'http://example.org/ValueSet/a' };
  assert.equal(JSON.parse(text), { 'index-version': 2, files: [row] });
});

test('finds the package in a folder of another name', async () => {
  const files = Object.entries(packageFiles('example.one', '1.0.0', [definition('a')]));
  const moved = Object.fromEntries(files.map(([path, json]) => [path.replace('package/', 'content/fhir/'), json]));
  const { installed, folder } = await attempt({
    offered: [{ name: 'example.one', version: '1.0.0', files: { ...moved, 'README.html': 'x', 'site/a.json': {} } }],
    requests: ['example.one@1.0.0'],
  });
  const { valueSets } = await loadDefinitions([packageSource(installed?.packages[0]?.folder ?? '')], () => undefined);
  assert.is(valueSets.length, 1);
  assert.equal((await readdir(join(folder, 'example.one#1.0.0'))).sort(), ['other', 'package']);
});

test('refuses a package for another release of FHIR, and leaves such a dependency out', async () => {
  const r4 = offer('example.r4', '1.0.0', { fhirVersions: ['4.0.1'] });
  const one = offer('example.one', '1.0.0', { dependencies: { 'example.r4': '1.0.0' } });
  const refused = await attempt({ offered: [r4], requests: ['example.r4@1.0.0'] });
  assert.match(refused.failure, 'package/other-fhir-version: example.r4@1.0.0 is for FHIR 4.0.1; only FHIR 3.0');
  const { names, warnings } = await attempt({ offered: [r4, one], requests: ['example.one@1.0.0'] });
  assert.equal(names, ['example.one@1.0.0']);
  assert.match(warnings.join(), 'package/dependency-left-out: example.one@1.0.0 depends on example.r4@1.0.0');
});

test('uses one version of a package: the one that was asked for, else the greatest', async () => {
  const one = offer('example.one', '1.0.0', { dependencies: { 'example.base': '1.0.0', 'example.two': '1.0.0' } });
  const two = offer('example.two', '1.0.0', { dependencies: { 'example.base': '2.0.0' } });
  const offered = [one, two, offer('example.base', '1.0.0'), offer('example.base', '2.0.0')];
  const greatest = await attempt({ offered, requests: ['example.one@1.0.0'] });
  assert.equal(greatest.names, ['example.one@1.0.0', 'example.two@1.0.0', 'example.base@2.0.0']);
  assert.equal(greatest.warnings, [
    'package/several-versions: example.base@1.0.0 is left out in favour of example.base@2.0.0.',
  ]);
  const asked = await attempt({ offered, requests: ['example.base@1.0.0', 'example.one@1.0.0'] });
  assert.equal(asked.names, ['example.base@1.0.0', 'example.one@1.0.0', 'example.two@1.0.0']);
});

const outside = '1.0.0/../../../outside';

test('a version that leads out of the cache is refused, from a registry and from a dependency', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'fhir-packages-')), 'cache');
  const one = offer('example.one', '1.0.0', { dependencies: { 'example.two': outside, '../example': '1.0.0' } });
  const offered = [one, offer('example.two', outside), offer('../example', '1.0.0')];
  const got = await attempt({ offered, requests: ['example.one@1.0.0'], folder });
  assert.equal(got.names, ['example.one@1.0.0']);
  assert.is(got.warnings.length, 2);
  for (const warning of got.warnings)
    assert.match(warning, /^package\/dependency-left-out: .*is not the name and version of a package/);
  const asked = await attempt({ offered, requests: ['example.two@*'], folder });
  assert.match(asked.failure, /^package\/bad-name: .*is not the name and version of a package/);
  assert.equal([await readdir(folder), await readdir(join(folder, '..'))], [['example.one#1.0.0'], ['cache']]);
});

test('a package without a manifest that can be read leaves nothing in the cache', async () => {
  for (const manifest of [{}, { 'package/package.json': '[' }, { 'package/package.json': '{"name": 1}' }]) {
    const files = { 'package/a.json': '{}', ...manifest };
    const offered = [{ name: 'example.one', version: '1.0.0', files }];
    const { failure, folder } = await attempt({ offered, requests: ['example.one@1.0.0'] });
    assert.match(failure, /^package\/bad-manifest: /);
    assert.equal(await readdir(folder), []);
  }
});

test('a cache that cannot be written is told', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'fhir-packages-')), 'file');
  await writeFile(folder, 'mine');
  const got = await attempt({ offered: [offer('example.one', '1.0.0')], requests: ['example.one@1.0.0'], folder });
  assert.match(got.failure, /^write\/cannot-write: example\.one@1\.0\.0 cannot be written to the cache: /);
  assert.is(await readFile(folder, 'utf8'), 'mine');
});

test('packages that depend on each other are installed once', async () => {
  const offered = [
    offer('example.one', '1.0.0', { dependencies: { 'example.two': '1.0.0' } }),
    offer('example.two', '1.0.0', { dependencies: { 'example.one': '1.0.0' } }),
  ];
  assert.equal((await attempt({ offered, requests: ['example.one@1.0.0'] })).names, [
    'example.one@1.0.0',
    'example.two@1.0.0',
  ]);
});

/** How a registry misbehaves, and what comes of it: `''` where the package is installed all the same. */
const misbehaviours: readonly [what: string, RegistryOptions, failure: RegExp | ''][] = [
  ['answers 429 once', once('/example.one', (response) => response.writeHead(429, { 'retry-after': '0' }).end()), ''],
  ['answers 503 once', once('/example.one/1.0.0', (response) => response.writeHead(503).end()), ''],
  ['dies half-way once', once('/example.one/1.0.0', dieHalfWay), ''],
  [
    'answers 429 for ever',
    always('/example.one', (response) => response.writeHead(429).end()),
    /^package\/registry-unavailable: .*the server answers 429$/,
  ],
  [
    'answers 403',
    always('/example.one', (response) => response.writeHead(403).end()),
    /^package\/registry-unavailable: .*answers 403$/,
  ],
  [
    'is too slow',
    always('/example.one', () => undefined),
    /^package\/registry-unavailable: .*cannot be read: .*timeout/,
  ],
  ['dies half-way for ever', always('/example.one/1.0.0', dieHalfWay), /^package\/registry-unavailable: /],
  [
    'lists something else',
    always('/example.one', (response) => response.end('<html>')),
    /^package\/bad-registry: .*other than a list of versions/,
  ],
  [
    'sends another archive',
    always('/example.one/1.0.0', (response) => response.end(archiveOf({ 'package/a.json': 'x' }))),
    /^package\/checksum: .*does not match its checksum, sha1-/,
  ],
  [
    'states no checksum, and cuts the archive',
    {
      ...always('/example.one/1.0.0', (response) => response.end(archiveOf({ a: 'x' }).slice(0, 30))),
      list: ({ dist }) => void delete dist['shasum'],
    },
    /^package\/bad-archive: .*cannot be unpacked/,
  ],
  ['names no archive', { list: ({ dist }) => void delete dist['tarball'] }, ''],
  [
    'names the archive as url',
    {
      list: (entry) => {
        entry.url = String(entry.dist['tarball']);
        delete entry.dist['tarball'];
      },
    },
    '',
  ],
  ['names a file as archive', { list: ({ dist }) => void (dist['tarball'] = 'file:///etc/passwd') }, ''],
];

function once(path: string, answer: (response: ServerResponse) => unknown): RegistryOptions {
  return { misbehave: (asked, time, response) => asked === path && time === 1 && (answer(response), true) };
}

function always(path: string, answer: (response: ServerResponse) => unknown): RegistryOptions {
  return { misbehave: (asked, _time, response) => asked === path && (answer(response), true) };
}

function dieHalfWay(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '100000' });
  response.write('half');
  setTimeout(() => response.destroy(), 5);
}

for (const [what, registry, expected] of misbehaviours) {
  test(`a registry that ${what}`, async () => {
    const offered = [offer('example.one', '1.0.0')];
    const { failure, names, folder } = await attempt({ offered, registry, requests: ['example.one@1.0.0'] });
    if (expected === '') assert.equal([failure, names], ['', ['example.one@1.0.0']]);
    else {
      assert.match(failure, expected);
      assert.equal(await readdir(folder), [], 'something is left in the cache');
    }
  });

  if (expected !== '') {
    test(`a second registry helps where the first ${what}`, async () => {
      const offered = [offer('example.one', '1.0.0')];
      const { names } = await attempt({ offered, registry, others: offered, requests: ['example.one@1.0.0'] });
      assert.equal(names, ['example.one@1.0.0']);
    });
  }
}

for (const text of [
  '../up@1.0.0',
  'a/b/c@1',
  'example.one@../../x',
  'example..one@1.0.0',
  '',
  '@1.0.0',
  `${'a'.repeat(300)}@1`,
]) {
  test(`${JSON.stringify(text.slice(0, 20))} names no package`, () => {
    assert.throws(() => parsePackageRequest(text), /is not the name of a package/);
  });
}

test('a name may have capitals and a scope, and no version', () => {
  assert.equal(parsePackageRequest('Some.Package'), { name: 'Some.Package', range: 'latest' });
  assert.equal(parsePackageRequest('@org/some.package@1.x'), { name: '@org/some.package', range: '1.x' });
});

test('asks a registry that knows lower case only', async () => {
  const offered = [offer('some.package', '1.0.0')];
  const { failure, asked } = await attempt({ offered, requests: ['Some.Package@1.x'] });
  assert.equal([failure, asked.slice(0, 2)], ['', ['/Some.Package', '/some.package']]);
});

test.run();
