/**
 * A package as it is emitted elsewhere, with the definitions of all cases of `golden/` and of the table below, each case a
 * family of its own: installed by npm from what its own `package.json` says, built by its own script, and imported.
 */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { copiedSources } from '../../generator/commands/copied-sources.ts';
import {
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  r3,
  slicing,
  valueSet,
} from '../support/definitions.ts';
import type { Json } from '../support/definitions.ts';
import { generate, troubles } from '../support/pipeline.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const own = (url: string): string => `https://acme.example/fhir/${url}`;
const bound = (set: string, strength = 'required'): Json => ({
  binding: { strength, valueSetReference: { reference: own(`ValueSet/${set}`) } },
});
const listed = (id: string, codes: readonly string[]): Json =>
  valueSet(id, [{ system: own('codes'), concept: codes.map((code) => ({ code, display: code })) }]);
const onTop = (id: string): Json => ({ baseDefinition: own(`StructureDefinition/${id}`) });

/** What did not compile or load once, or would not. Ids start with the name of the case. */
const cases: readonly [name: string, definitions: readonly Json[]][] = [
  [
    'base-as-profile',
    [
      profile('base-as-profile-Set', 'Parameters', [
        element('Parameters.parameter.resource', { type: [{ code: 'Patient', profile: `${r3}/Patient` }] }),
        element('Parameters.parameter.value[x]', { type: [{ code: 'Coding', profile: `${r3}/Coding` }] }),
      ]),
    ],
  ],
  [
    'names-of-files',
    [
      profile('names-of-files-Accessors', 'Patient', [
        slicing('Patient.identifier', 'system'),
        element('Patient.identifier:staff-number', { min: 1 }),
        element('Patient.identifier:staff-number.system', { fixedUri: own('a') }),
        element('Patient.identifier:staffNumber', { min: 1 }),
        element('Patient.identifier:staffNumber.system', { fixedUri: own('b') }),
      ]),
      ...['Index', 'Check', 'Xml', 'Elements', 'Message', 'ValueSets', 'IsCheck', 'CheckInput'].map((name) =>
        profile(`names-of-files-${name}`, 'Patient', []),
      ),
    ],
  ],
  ['made-names', ['Thing', 'MadeNamesThing', 'Made-NamesThing2'].map((name) => extension(`made-names-${name}`, []))],
  [
    'other-codes',
    [
      listed('other-codes-Some', ['female', 'x']),
      listed('other-codes-None', ['x', 'y']),
      profile('other-codes-Some', 'Patient', [element('Patient.gender', { min: 1, ...bound('other-codes-Some') })]),
      profile('other-codes-Weak', 'Patient', [element('Patient.gender', bound('other-codes-Some', 'extensible'))]),
      profile('other-codes-Fixed', 'Patient', [element('Patient.gender', { fixedCode: 'x' })]),
      profile(
        'other-codes-None',
        'Patient',
        [element('Patient.gender', bound('other-codes-None'))],
        onTop('other-codes-Some'),
      ),
      profile('other-codes-List', 'HealthcareService', [
        element('HealthcareService.availableTime.daysOfWeek', bound('other-codes-None')),
      ]),
    ],
  ],
  [
    'narrowed-extension',
    [
      extension('narrowed-extension-Dose', [
        slicing('Extension.extension', 'url'),
        element('Extension.extension:amount', { min: 1, max: '1' }),
        element('Extension.extension:amount.url', { fixedUri: 'amount' }),
        element('Extension.extension:amount.value[x]', { min: 1, type: [{ code: 'Quantity' }, { code: 'Period' }] }),
        element('Extension.value[x]', { max: '0' }),
      ]),
      profile('narrowed-extension-Below', 'Patient', [
        slicing('Patient.extension', 'url'),
        element('Patient.extension:dose', { max: '1', ...extensionType('narrowed-extension-Dose') }),
      ]),
      profile(
        'narrowed-extension-Above',
        'Patient',
        [element('Patient.extension:dose.extension:amount.value[x]', { type: [{ code: 'Quantity' }] })],
        onTop('narrowed-extension-Below'),
      ),
    ],
  ],
  [
    'sliced-codes',
    [
      profile('sliced-codes-Days', 'HealthcareService', [
        slicing('HealthcareService.availableTime.daysOfWeek', '$this'),
        element('HealthcareService.availableTime.daysOfWeek:first', { max: '1', fixedCode: 'mon' }),
      ]),
    ],
  ],
  [
    'added-binding',
    [
      listed('added-binding-Kinds', ['a', 'b']),
      profile('added-binding-Below', 'Observation', [element('Observation.method', { min: 1 })]),
      profile(
        'added-binding-Above',
        'Observation',
        [
          element('Observation.value[x]', { type: [{ code: 'CodeableConcept' }], ...bound('added-binding-Kinds') }),
          element('Observation.component.interpretation', bound('added-binding-Kinds')),
        ],
        onTop('added-binding-Below'),
      ),
    ],
  ],
  [
    'derived-slices',
    [
      extension('derived-slices-Dose', [element('Extension.value[x]', { type: [{ code: 'string' }] })]),
      profile('derived-slices-Below', 'Observation', [
        slicing('Observation.component', 'code', { rules: 'closed' }),
        element('Observation.component:kind'),
        element('Observation.component:kind.code', { fixedCodeableConcept: { text: 'kind' } }),
        slicing('Observation.identifier', 'system'),
        element('Observation.identifier:main'),
        element('Observation.identifier:main.system', { fixedUri: own('main') }),
      ]),
      profile(
        'derived-slices-Above',
        'Observation',
        [
          slicing('Observation.component:kind.extension', 'url'),
          element('Observation.component:kind.extension:dose', extensionType('derived-slices-Dose')),
          element('Observation.component:other'),
          element('Observation.component:other.code', { fixedCodeableConcept: { text: 'other' } }),
          element('Observation.identifier:main', { min: 1 }),
          element('Observation.identifier:main.value', { min: 1 }),
        ],
        onTop('derived-slices-Below'),
      ),
    ],
  ],
  [
    'many-codes',
    [
      codeSystem(
        'many-codes-All',
        Object.fromEntries([...Array(6000).keys()].map((n) => [`c${n}`, `Code number ${n}`])),
      ),
      valueSet('many-codes-All', 'many-codes-All'),
      profile('many-codes-Flag', 'Flag', [element('Flag.code', bound('many-codes-All'))]),
    ],
  ],
];

function goldenDefinitions(): Json[] {
  const folder = here('test/golden');
  return readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name, 'definitions')).map(
      (file) => JSON.parse(readFileSync(join(folder, name, 'definitions', file), 'utf8')) as Json,
    ),
  );
}

const families = [
  ...cases.map(([name]) => ({ subpath: name, base: 'https://acme.example/fhir', prefix: `${name}-` })),
  ...readdirSync(here('test/golden')).flatMap((name) => [
    { subpath: `golden-${name}`, base: `https://acme.example/${name}`, prefix: 'Acme-' },
    { subpath: `golden-${name}`, base: `https://acme.example/${name}`, prefix: '' },
    { subpath: `golden-${name}-other`, base: `https://other.example/${name}`, prefix: '' },
  ]),
];
const definitions = [...cases.flatMap(([, some]) => some), ...goldenDefinitions()];
const resources = definitions.flatMap(({ type }) => (typeof type === 'string' ? type : []));
const generated = await generate(definitions, { naming: { families, titles: {}, names: {} }, resources });

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'careconnect-alone-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const emitted = [...generated.files].map(([path, text]) => ({ path, text }));
const files = [...emitted, ...(await copiedSources(emitted))];
for (const { path, text } of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function npm(...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync('npm', [...args], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
}

const test = suite('a package that stands alone');

test('comes from definitions without faults', () => {
  // Some cases are about slices that nothing tells, and one about a target that is missing.
  const meant = /^(?:model\/discriminator-unusable|resolve\/target-not-found Linkage\.author$)/;
  const faults = troubles(generated.diagnostics).filter((one) => !meant.test(one));
  assert.equal(faults, []);
});

test('names the versions of packages that the project is tested with', () => {
  const read = (path: string): Record<'dependencies' | 'devDependencies', Record<string, string>> =>
    JSON.parse(readFileSync(path, 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const ours = read(here('package.json'));
  const made = read(join(folder, 'package.json'));
  const { typescript, '@types/node': node } = ours.devDependencies;
  assert.equal(made.devDependencies, { '@types/node': node, typescript });
  assert.is(made.dependencies['sade'], ours.dependencies['sade']);
});

test('is installed and built by npm alone', () => {
  const install = npm('install', '--no-audit', '--no-fund', '--prefer-offline');
  assert.is(install.status, 0, install.stderr);
  const build = npm('run', 'build');
  assert.is(build.status, 0, build.stdout);
});

test('can be imported, every family and what knows them all', () => {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports: object };
  const subpaths = Object.keys(exports).filter((subpath) => subpath !== './package.json');
  for (const [name] of cases) assert.ok(subpaths.includes(`./${name}`), name);
  const script = `for (const one of ${JSON.stringify(subpaths)}) await import('acme-messages' + one.slice(1));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });
  assert.is(run.status, 0, run.stderr);
});

test('has commands of its own, without those for messages that it does not have', () => {
  const fhir = (...args: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(folder, 'dist/cli/main.js'), ...args], { cwd: folder, encoding: 'utf8' });
  const help = fhir('--help').stdout;
  assert.match(help, /\$ acme-messages <command>/);
  assert.match(help, /validate[^]*convert[^]*explain/);
});

test.run();
