import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli } from './run-cli.ts';

const wrongUse = suite('wrong use');

const wrong: [args: string[], message: string][] = [
  [['--chekc'], 'Unknown option --chekc.'],
  [['-x'], 'Unknown option -x.'],
  [['--format', 'xml'], '--format must be text or json.'],
  [['--format'], '--format must be text or json.'],
  [['--out'], '--out takes one folder.'],
  [['--out', 'a', '--out', 'b'], '--out takes one folder.'],
  [['--profiles'], '--profiles takes a folder.'],
  [['--name'], '--name takes a valid npm package name, such as my-sdk or @my-org/my-sdk.'],
  [['--name', 'My SDK'], '--name takes a valid npm package name, such as my-sdk or @my-org/my-sdk.'],
  [['--profiles', '--check'], '--profiles takes a folder.'],
  [['--config'], '--config takes one file.'],
  [['-c', 'a', '-c', 'b'], '--config takes one file.'],
  [['genrate'], 'genrate is not a command; did you mean "generate"?'],
  [['add'], 'add takes one package or more, such as nictiz.fhir.nl.stu3.zib2017@2.x.'],
  [
    ['explain', 'resolve/base-not-fond'],
    'resolve/base-not-fond is not a diagnostic code; did you mean "resolve/base-not-found"?',
  ],
  [['explain', 'load/not-json', 'x'], 'Unexpected argument x.'],
  [['diff'], 'diff takes two folders or archives: the old definitions and the new ones.'],
  [['diff', 'old'], 'diff takes two folders or archives: the old definitions and the new ones.'],
  [['diff', '--format', 'json', 'old'], 'diff takes two folders or archives: the old definitions and the new ones.'],
  [['diff', 'old', 'new', 'newer'], 'Unexpected argument newer.'],
  [['diff', 'old', 'new', '--format', 'xml'], '--format must be text, json or markdown.'],
  [['diff', 'old', 'new', '--format'], '--format must be text, json or markdown.'],
  [['diff', 'old', 'new', '--check'], 'Unknown option --check.'],
  [['diff', 'old', 'new', '--config'], '--config takes one file.'],
  [['init', 'x'], 'Unexpected argument x.'],
  [['init', '--name', 'My SDK'], '--name takes a valid npm package name, such as my-sdk or @my-org/my-sdk.'],
];

for (const [args, message] of wrong) {
  wrongUse(args.join(' '), async () => {
    const got = await runCli('.', ...args);
    assert.equal(got, {
      code: 2,
      stdout: '',
      stderr: `${message}\nRun careconnect-codegen --help for usage.\n`,
    });
  });
}

wrongUse.run();

const help = suite('help');

for (const flag of ['--help', '-h']) {
  help(`${flag} names every command`, async () => {
    const { code, stdout, stderr } = await runCli('.', flag);
    assert.equal([code, stderr], [0, '']);
    for (const command of ['generate', 'init', 'add', 'diff', 'explain', '--config']) assert.match(stdout, command);
  });

  help(`generate ${flag} names every option`, async () => {
    const { code, stdout, stderr } = await runCli('.', 'generate', flag);
    assert.equal([code, stderr], [0, '']);
    const options = [
      '--config',
      '--profiles',
      '--out',
      '--name',
      '--without-definitions',
      '--offline',
      '--check',
      '--format',
    ];
    for (const option of options) assert.match(stdout, option);
  });
}

help('diff --help names every option and gives examples', async () => {
  const { code, stdout, stderr } = await runCli('.', 'diff', '--help');
  assert.equal([code, stderr], [0, '']);
  for (const word of [
    '<old> <new>',
    '--config',
    '--format',
    '--fail-on-breaking',
    '$ careconnect-codegen diff old-sdk',
  ])
    assert.ok(stdout.includes(word), word);
});

help('explain says what a code means', async () => {
  const { code, stdout, stderr } = await runCli('.', 'explain', 'resolve/base-not-found');
  assert.equal([code, stderr], [0, '']);
  assert.match(stdout, /^resolve\/base-not-found/);
  assert.match(stdout, 'Add the base definition to the input');
});

help.run();

const configuration = suite('configuration');

const broken: [what: string, files: Readonly<Record<string, string>>, message: RegExp][] = [
  ['none', {}, /Cannot read the configuration: it does not exist\./],
  ['no JSON', { 'codegen.config.json': '{' }, /Cannot read the configuration: /],
  ['no object', { 'codegen.config.json': '[]' }, /is missing|not an object/],
  ['no package', { 'codegen.config.json': configText({ package: undefined }) }, /package is missing/],
  ['no name', { 'codegen.config.json': configText({ package: { version: '1' } }) }, /package\.name is missing/],
  ['no folder', { 'codegen.config.json': configText({ out: undefined }) }, /out is missing/],
  ['no naming table', { 'codegen.config.json': configText({ naming: undefined }) }, /naming is missing/],
  [
    'a row without base',
    { 'codegen.config.json': configText({ naming: { families: [{ subpath: 'a' }] } }) },
    /naming\.families\[0\]\.base is missing/,
  ],
  ['folders as text', { 'codegen.config.json': configText({ profiles: 'profiles' }) }, /profiles is not an array/],
  [
    'definitions in words',
    { 'codegen.config.json': configText({ package: { name: 'a', version: '1', definitions: 'no' } }) },
    /package\.definitions is not true or false/,
  ],
  ['a runtime that there is not', { 'codegen.config.json': configText({ runtime: 'cloud' }) }, /runtime is not one of/],
];

for (const [what, files, message] of broken) {
  configuration(`${what}: reported, and nothing is done`, async () => {
    await withScratchFolder(files, async (folder) => {
      const got = await runCli(folder, '--format', 'json');
      const diagnostics = JSON.parse(got.stdout) as Diagnostic[];
      assert.is(got.code, 1);
      assert.ok(diagnostics.length > 0);
      for (const { code, at } of diagnostics)
        assert.equal([code, at.file], ['model/bad-config', Object.keys(files)[0] ?? 'careconnect-codegen.config.json']);
      assert.ok(
        diagnostics.some((one) => message.test(one.message)),
        diagnostics.map((one) => one.message).join('\n'),
      );
      assert.not(existsSync(join(folder, 'out')));
    });
  });
}

configuration('none: the remedy is what a first run needs', async () => {
  await withScratchFolder({ 'profiles/a.json': '{}' }, async (folder) => {
    for (const args of [[], ['profiles'], ['--config', 'other.json']]) {
      const { code, stderr } = await runCli(folder, ...args);
      assert.is(code, 1);
      assert.match(stderr, 'Have one written by careconnect-codegen init; or do without, and name the definitions');
      assert.not.match(stderr, 'ENOENT');
    }
  });
});

const families = (subpath: string): object => ({ naming: { families: [{ subpath, base: 'https://a', prefix: '' }] } });

for (const subpath of [
  '..',
  '../x',
  'a/../../x',
  '/x',
  'a//b',
  'runtime',
  'Runtime/x',
  'elements',
  'xml',
  'random',
  'send',
  'a\\b',
  'a/value-sets',
  'a/extensions/b',
  'profiles',
]) {
  configuration(`the subpath ${subpath} is refused`, async () => {
    await withScratchFolder({ 'codegen.config.json': configText(families(subpath)) }, async (folder) => {
      const got = await runCli(folder, '--format', 'json');
      const [first] = JSON.parse(got.stdout) as Diagnostic[];
      assert.equal([got.code, first?.code, first?.severity], [1, 'model/bad-config', 'error']);
      assert.match(first?.message ?? '', 'naming.families[0].subpath');
    });
  });
}

const misspelt: [more: object, message: string][] = [
  [{ profile: [] }, 'profile is not a setting; did you mean "profiles"?'],
  [
    { package: { name: 'a', version: '1', licence: 'MIT' } },
    'package.licence is not a setting; the settings are name,',
  ],
  [{ naming: { familes: [] } }, 'naming.familes is not a setting; did you mean "families"?'],
  [
    { naming: { families: [{ subpath: 'a', base: 'b', prefx: 'c' }] } },
    'naming.families[0].prefx is not a setting; did you mean "prefix"?',
  ],
];

for (const [more, message] of misspelt) {
  configuration(message, async () => {
    await withScratchFolder({ 'codegen.config.json': configText(more) }, async (folder) => {
      const got = await runCli(folder, '--format', 'json');
      const [first] = JSON.parse(got.stdout) as Diagnostic[];
      assert.equal([first?.code, first?.severity], ['model/unknown-setting', 'warning']);
      assert.match(first?.message ?? '', message);
    });
  });
}

configuration.run();

const inputs = suite('folders of definitions');

const named: [args: string[], folders: string[]][] = [
  [['--profiles', 'a'], ['a']],
  [
    ['-p', 'a', '-p', 'b'],
    ['a', 'b'],
  ],
  [
    ['--profiles', 'a', 'b', 'c'],
    ['a', 'b', 'c'],
  ],
  [[], ['profiles']],
];

for (const [args, folders] of named) {
  inputs(`${args.join(' ') || 'none named'}: all are read, and without definitions nothing is written`, async () => {
    const files = { 'codegen.config.json': configText(), 'out/src/acme/mine.ts': 'mine' };
    await withScratchFolder(files, async (folder) => {
      const got = await runCli(folder, '--format', 'json', ...args);
      const diagnostics = JSON.parse(got.stdout) as Diagnostic[];
      assert.is(got.code, 1);
      assert.equal(
        diagnostics.map(({ code, at }) => [code, at.file]),
        [...folders.map((name) => ['load/unreadable', name]), ['load/no-definitions', undefined]],
      );
      assert.ok(existsSync(join(folder, 'out/src/acme/mine.ts')));
    });
  });
}

inputs.run();
