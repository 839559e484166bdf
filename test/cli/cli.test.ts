import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli, type CliOutcome } from './run-cli.ts';

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const sound = {
  'codegen.config.json': configText({
    out: 'known',
    runtime: 'linked',
    package: {
      name: 'acme-messages',
      version: '0.0.0',
      description: 'Acme messages.',
      fields: { license: 'MIT', dependencies: { 'acme-codes': '1.0.0' } },
      linkedFields: { bin: { acme: './dist/cli/main.js' }, dependencies: { sade: '1.8.1' } },
    },
  }),
  'profiles/flag.json': asText(
    profile('Acme-Flag-1', 'Flag', [
      element('Flag.extension:shoe', extensionType('Acme-Shoe-1')),
      element('Flag.status', { binding: { strength: 'required', valueSetUri: `${acme}/ValueSet/Acme-Colour-1` } }),
    ]),
  ),
  'more/shoe.json': asText(extension('Acme-Shoe-1', [element('Extension.valueString', { min: 1 })])),
  'more/colours.json': asText(valueSet('Acme-Colour-1', 'Acme-Colour-1')),
  'more/system.json': asText({ ...codeSystem('Acme-Colour-1', { active: 'Active' }), caseSensitive: true }),
};

/** Texts of all files below a folder. */
function snapshot(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

/** The package of this project, of which the base can be taken over: a run need not format it anew. */
const known = fileURLToPath(new URL('../../generated', import.meta.url));

/** A project with the files given; its definitions are in two folders, and it goes to `out`. */
function inProject(
  files: Readonly<Record<string, string>>,
  work: (run: (...args: string[]) => Promise<CliOutcome>, out: string) => Promise<void>,
): Promise<void> {
  return withScratchFolder(files, async (folder) => {
    cpSync(known, join(folder, 'known'), {
      recursive: true,
      filter: (path) => !/[\\/](?:dist|node_modules)$/.test(path),
    });
    await work((...args) => runCli(folder, '--out', 'out', ...args), join(folder, 'out'));
  });
}

const test = suite('command line');

test('generates a package that stands alone', async () => {
  await inProject(sound, async (run, out) => {
    const first = await run('--profiles', 'profiles', 'more');
    const written = snapshot(out);
    assert.equal([first.code, first.stderr], [0, '']);
    for (const stage of ['load', 'resolve', 'model', 'declare', 'emit', 'write']) {
      assert.match(first.stdout, new RegExp(`^${stage} +\\S`, 'm'));
    }
    for (const row of ['profiles +1', 'extensions +377', 'errors +0', 'warnings +0', `files +${written.size}`]) {
      assert.match(first.stdout, new RegExp(`^${row}$`, 'm'));
    }
    assert.match(first.stdout, new RegExp(`^write +${written.size} added, 0 changed, 0 removed, 0 unchanged$`, 'm'));
    assert.ok(written.has('src/acme/flag.ts') && written.has('src/runtime/index.ts'));
    assertStandsAlone(out, written);

    const clean = await run('--profiles', 'more', 'profiles', '--check');
    assert.equal([clean.code, clean.stderr], [0, ''], 'whatever the order of folders');
    assert.equal(snapshot(out), written);

    writeFileSync(join(out, 'src/acme/flag.ts'), `${written.get('src/acme/flag.ts')}// mine\n`);
    writeFileSync(join(out, 'src/acme/old.ts'), '// mine');
    rmSync(join(out, 'src/acme/extensions/shoe.ts'));
    const damaged = snapshot(out);
    const check = await run('--profiles', 'profiles', 'more', '--check');
    assert.is(check.code, 1);
    for (const row of [
      'missing  src/acme/extensions/shoe.ts',
      'differs  src/acme/flag.ts',
      'foreign  src/acme/old.ts',
    ]) {
      assert.match(check.stderr, new RegExp(`^${row}$`, 'm'));
    }
    assert.equal(snapshot(out), damaged, '--check writes nothing');

    const again = await run('--profiles', 'profiles', 'more', '--format', 'json');
    const diagnostics = JSON.parse(again.stdout) as Diagnostic[];
    assert.equal([again.code, again.stderr], [0, '']);
    assert.equal(
      diagnostics.map(({ code, at }) => [code, at.file]),
      [
        ['write/stray-file', join(out, 'src/acme/old.ts')],
        ['write/kept-file', join(out, 'src/acme/flag.ts')],
      ],
    );
    const healed = new Map([...damaged, ['src/acme/extensions/shoe.ts', written.get('src/acme/extensions/shoe.ts')]]);
    assert.equal(new Map([...snapshot(out)].sort()), new Map([...healed].sort()), 'what others did is left alone');
  });
});

test('contains the definitions unless the command line or the configuration leaves them out', async () => {
  await inProject(sound, async (run, out) => {
    const inputs = ['--profiles', 'profiles', 'more'];
    const published = (): unknown => (JSON.parse(readFileSync(join(out, 'package.json'), 'utf8')) as Json)['files'];
    assert.is((await run(...inputs)).code, 0);
    const whole = snapshot(out);
    assert.ok(whole.has('definitions/StructureDefinition-Acme-Flag-1.json'));
    assert.equal(published(), ['definitions', 'dist', 'CHANGELOG.md', 'NOTICE']);

    const bare = await run(...inputs, '--without-definitions');
    assert.equal([bare.code, bare.stderr], [0, '']);
    const left = snapshot(out);
    assert.equal(
      [...whole.keys()].filter((path) => !left.has(path)),
      [...whole.keys()].filter((path) => path.startsWith('definitions/')),
    );
    assert.equal(published(), ['dist', 'CHANGELOG.md', 'NOTICE']);

    const config = JSON.parse(sound['codegen.config.json']) as { readonly package: object };
    const without = JSON.stringify({ ...config, package: { ...config.package, definitions: false } });
    writeFileSync(join(out, '../codegen.config.json'), without);
    const configured = await run(...inputs, '--check');
    assert.equal([configured.code, configured.stderr], [0, ''], 'the setting does what the option does');
  });
});

/** Everything that a file of the package imports is in the package, but for the packages it depends on. */
function assertStandsAlone(root: string, files: ReadonlyMap<string, string>): void {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>;
  const packages = Object.keys(manifest['dependencies'] ?? {});
  const isThere = (path: string, specifier: string): boolean => {
    if (specifier === 'fhir/r3.js' || specifier.startsWith('node:') || packages.includes(specifier)) return true;
    const inside = specifier.replace(/^#runtime\//, 'src/runtime/').replace(/^#package\//, 'src/');
    const target = inside === specifier ? posix.join(posix.dirname(path), specifier) : inside;
    return files.has(target.replace(/\.js$/, '.ts'));
  };
  const sources = [...files].filter(([path]) => path.endsWith('.ts'));
  const wrong = sources.flatMap(([path, text]) =>
    ts
      .preProcessFile(text)
      .importedFiles.filter(({ fileName }) => !isThere(path, fileName))
      .map(({ fileName }) => `${path} imports ${fileName}`),
  );
  assert.equal(wrong, []);
  assert.equal(manifest['scripts'], { build: 'tsc -p tsconfig.json' });
  assert.equal(packages, ['@types/fhir', 'acme-codes', 'lossless-json', 'sade', 'saxes']);
  assert.is(manifest['license'], 'MIT');
  assert.equal(Object.keys(manifest['bin'] ?? {}).length, 1, 'its commands');
}

const broken = {
  ...sound,
  'profiles/basic.json': asText(
    profile('Acme-Basic-1', 'Basic', [element('Basic.code', { min: 1 }), element('Basic.shoe', { min: 1 })]),
  ),
  'profiles/group.json': asText(profile('Acme-Group-1', 'Group', [element('Group.name', { min: 'one' })])),
  'profiles/comma.json': '{\n  "resourceType": "ValueSet",\n}\n',
};

/** Line of a text in a file, from 1. */
function lineOf(path: keyof typeof broken, part: string): number {
  return broken[path].split('\n').findIndex((line) => line.includes(part)) + 1;
}

test('reports a wrong definition with its place, and emits the others', async () => {
  await inProject(broken, async (run, out) => {
    const got = await run('--profiles', 'profiles', 'more');
    assert.is(got.code, 1);
    const places = [
      `profiles/basic.json:${lineOf('profiles/basic.json', '"id": "Basic.shoe"') - 1}:7: error resolve/element-not-found: `,
      `    in ${acme}/StructureDefinition/Acme-Basic-1 Basic.shoe\n`,
      '    see http://hl7.org/fhir/STU3/elementdefinition.html\n',
      `profiles/group.json:${lineOf('profiles/group.json', '"min": "one"')}:16: error load/bad-property: `,
      'profiles/comma.json:3:1: error load/not-json: ',
    ];
    for (const place of places) assert.ok(got.stderr.includes(place), `${place}\n${got.stderr}`);
    assert.match(got.stdout, /^errors +3$/m);
    assert.equal(
      [...snapshot(out).keys()].filter((path) => /^src\/acme\/(?:basic|flag|group|extensions\/shoe)\.ts$/.test(path)),
      ['src/acme/extensions/shoe.ts', 'src/acme/flag.ts'],
    );
  });
});

test('other definitions need no configuration: a family is derived, and the folder or --name gives the name', async () => {
  const { 'codegen.config.json': _config, ...definitions } = sound;
  const unparsable = {
    'profiles/rule.json': asText(
      profile('Acme-Basic-2', 'Basic', [
        element('Basic.code', {
          constraint: [{ key: 'b-1', severity: 'error', human: 'h', expression: 'coding.where(' }],
        }),
      ]),
    ),
  };
  await withScratchFolder({ ...definitions, ...unparsable }, async (folder) => {
    const names: unknown[] = [];
    for (const more of [[], ['--name', '@acme/flags']]) {
      const got = await runCli(folder, '--profiles', '.', '--out', 'My SDK', ...more);
      assert.is(got.code, 0, got.stderr);
      assert.match(got.stderr, /profiles.rule\.json:\d+:\d+: warning emit.invariant-unsupported: Invariant b-1 is/);
      assert.match(got.stderr, 'Acme-Basic-2 Basic.code');
      assert.match(got.stdout, /^warnings +1$/m);
      const manifest = JSON.parse(readFileSync(join(folder, 'My SDK/package.json'), 'utf8')) as Record<string, object>;
      names.push(manifest['name'], './acme-example-fhir' in (manifest['exports'] ?? {}));
    }
    assert.equal(names, ['my-sdk', true, '@acme/flags', true], 'and what was written is no input of the next run');
  });
});

test.run();
