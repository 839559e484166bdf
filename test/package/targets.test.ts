/** What each target emits: it compiles as it is, and nothing of the others is there. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { copiedSources } from '../../generator/commands/copied-sources.ts';
import { targetsOf, type TargetName } from '../../generator/targets.ts';
import { codeSystem, element, profile, slicing, valueSet } from '../support/definitions.ts';
import { generate } from '../support/pipeline.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const definitions = [
  codeSystem('Acme-Colour', { red: 'Red', blue: 'Blue' }),
  valueSet('Acme-Colour', 'Acme-Colour'),
  profile('Acme-Clinic', 'Organization', [
    slicing('Organization.identifier', 'system'),
    element('Organization.identifier:own'),
    element('Organization.identifier:own.system', { fixedUri: 'https://acme.example/clinics' }),
    element('Organization.name', { min: 1 }),
  ]),
  profile('Acme-Flag', 'Flag', [
    element('Flag.code', {
      binding: {
        strength: 'required',
        valueSetReference: { reference: 'https://acme.example/fhir/ValueSet/Acme-Colour' },
      },
    }),
  ]),
];

interface Row {
  readonly targets: readonly TargetName[];
  readonly clinic: readonly string[];
  readonly subpaths: readonly string[];
  readonly hasAccessors: boolean;
  readonly dependencies: readonly string[];
  /** Rooms of the runtime that must not be there. */
  readonly without: readonly string[];
}

const building = ['Input', 'clinic', 'amendClinic'];
const checking = ['isClinic', 'checkClinic', 'assertClinic', 'clinicSchema', 'clinicRules'];
const checkers = ['./elements', './xml', './json', './check'];
const parsers = ['lossless-json', 'sade', 'saxes'];

const rows: readonly Row[] = [
  {
    targets: ['types'],
    clinic: [],
    subpaths: [],
    hasAccessors: false,
    dependencies: [],
    without: ['build', 'guard', 'fhirpath', 'xml', 'json', 'message'],
  },
  {
    targets: ['types', 'builders'],
    clinic: building,
    subpaths: [],
    hasAccessors: true,
    dependencies: [],
    without: ['xml', 'json', 'message', 'receive'],
  },
  {
    targets: ['guards'],
    clinic: checking,
    subpaths: checkers,
    hasAccessors: true,
    dependencies: parsers,
    without: ['code', 'subscription', 'send'],
  },
  {
    targets: ['all'],
    clinic: [...building, ...checking],
    subpaths: [...checkers, './random'],
    hasAccessors: true,
    dependencies: parsers,
    without: [],
  },
];

const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
const test = suite('targets');

for (const { targets, clinic, subpaths, hasAccessors, dependencies, without } of rows) {
  test(`${targets.join(' and ')}: the package has no more, compiles, and its README is right`, async () => {
    const wanted = targetsOf(targets);
    const made = await generate(definitions, { targets: wanted, resources: ['Organization', 'Flag'] });
    const emitted = [...made.files].map(([path, text]) => ({ path, text }));
    const all = new Map([...emitted, ...(await copiedSources(emitted, wanted))].map(({ path, text }) => [path, text]));

    const source = all.get('src/acme/clinic.ts') ?? '';
    assert.match(source, /export interface Clinic extends/);
    const isThere = (name: string): boolean =>
      new RegExp(`\\b(?:const|function|interface) \\w*${name}\\b`).test(source);
    assert.equal([...building, ...checking].filter(isThere), clinic);
    assert.is(all.has('src/acme/accessors.ts'), hasAccessors);
    assert.is(all.has('src/cli/main.ts'), wanted.guards);
    const rooms = new Set([...all.keys()].flatMap((path) => /^src\/runtime\/(\w+)\//.exec(path)?.[1] ?? []));
    assert.equal(
      without.filter((room) => rooms.has(room)),
      [],
    );
    assert.match(all.get('src/acme/value-sets/colour.ts') ?? '', /export const Colour = /);
    assert.is(/colourCodes/.test(all.get('src/acme/value-sets/colour.ts') ?? ''), wanted.builders || wanted.guards);

    const manifest = JSON.parse(all.get('package.json') ?? '{}') as Record<string, Record<string, unknown>>;
    const expected = ['./acme', './base', ...subpaths, './runtime', './package.json'];
    assert.equal(Object.keys(manifest['exports'] ?? {}), expected);
    assert.equal(Object.keys(manifest['dependencies'] ?? {}), ['@types/fhir', ...dependencies].sort());

    const readme = all.get('README.md') ?? '';
    const [, example = ''] = /```ts\n([^]*?)```/.exec(readme) ?? [];
    assert.ok(example, 'an example');
    assert.is(/isClinic|checkClinic|npx/.test(readme), wanted.guards);
    // A package is imported by its own name.
    await withScratchFolder({ ...Object.fromEntries(all), 'src/example.ts': example }, (cwd) => {
      const run = spawnSync(process.execPath, [compiler, '-p', '.', '--noEmit'], { cwd, encoding: 'utf8' });
      assert.equal([run.status, run.stdout], [0, '']);
    });
  });
}

test.run();
