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
  [['--format', 'xml'], '--format is text or json.'],
  [['--format'], '--format is text or json.'],
  [['--out'], '--out takes one folder.'],
  [['--out', 'a', '--out', 'b'], '--out takes one folder.'],
  [['--profiles'], '--profiles takes a folder.'],
  [['--profiles', '--check'], '--profiles takes a folder.'],
  [['--config'], '--config takes one file.'],
  [['-c', 'a', '-c', 'b'], '--config takes one file.'],
  [['profiles'], 'Unexpected argument profiles.'],
];

for (const [args, message] of wrong) {
  wrongUse(args.join(' '), async () => {
    const got = await runCli('.', ...args);
    assert.equal(got, {
      code: 2,
      stdout: '',
      stderr: `${message}\nRun careconnect-codegen --help to see what there is.\n`,
    });
  });
}

wrongUse.run();

const help = suite('help');

for (const flag of ['--help', '-h']) {
  help(`${flag} names every option`, async () => {
    const { code, stdout, stderr } = await runCli('.', flag);
    assert.equal([code, stderr], [0, '']);
    for (const option of ['--config', '--profiles', '--out', '--check', '--format', '--help']) {
      assert.match(stdout, option);
    }
  });
}

help.run();

const configuration = suite('configuration');

const broken: [what: string, files: Readonly<Record<string, string>>, message: RegExp][] = [
  ['none', {}, /Cannot read the configuration: ENOENT/],
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
        assert.equal([code, at.file], ['model/bad-config', 'codegen.config.json']);
      assert.ok(
        diagnostics.some((one) => message.test(one.message)),
        diagnostics.map((one) => one.message).join('\n'),
      );
      assert.not(existsSync(join(folder, 'out')));
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
