/** The commands as processes: exit codes, streams, help, and the scripts of a clone. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withScratchFolder } from '../support/scratch-folder.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const command = here('generated/dist/cli/main.js');
const inputs = here('test/commands/inputs');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], options: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {}): Ended {
  const { env = {}, ...rest } = options;
  const clean = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env };
  return spawnSync(process.execPath, [command, ...args], { cwd: inputs, encoding: 'utf8', env: clean, ...rest });
}

const sound = '{ "resourceType": "Patient" }';
const warned = '{ "resourceType": "Patient", "meta": { "profile": ["https://acme.example/fhir/Visitor"] } }';

const rows: [args: string[], input: string, status: number, stdout: RegExp, stderr: RegExp][] = [
  [['validate', 'patient.xml'], '', 0, /^1 file: 1 valid;/, /^$/],
  [['validate', 'patient-faulty.xml'], '', 1, /: error: /, /^$/],
  [['validate', 'patient.xml', 'patient-faulty.xml'], '', 1, /\n2 files: 1 valid, 1 invalid;/, /^$/],
  [['validate', 'nowhere.xml'], '', 1, /^nowhere\.xml: fatal: cannot be read/, /^$/],
  [['validate', '-'], sound, 0, /^1 file: 1 valid;/, /^$/],
  [['validate', '-'], '', 1, /^<stdin>: fatal: is empty/, /^$/],
  [['validate', '-'], warned, 0, /^<stdin>:1:\d+: warning: /, /^$/],
  [['validate', '--fail-on', 'warning', '-'], warned, 1, /^<stdin>:1:\d+: warning: /, /^$/],
  [['validate', '--fail-on', 'warning', '-'], sound, 0, /^1 file: 1 valid;/, /^$/],
  [['validate', '--fail-on', 'warning', '--rules', 'base', '-'], warned, 0, /^1 file: 1 valid;/, /^$/],
  [['validate', '--format', 'json', '--fail-on', 'warning', '-'], warned, 1, /"valid": true,/, /^$/],
  [['convert', '--to', 'xml', '-'], sound, 0, /^<\?xml .*<Patient xmlns="http:\/\/hl7\.org\/fhir"\/>\n$/, /^$/],
  [['convert', '--to', 'json', 'patient.xml'], '', 0, /^\{"resourceType":"Patient",.*\}\n$/, /^$/],
  [['convert', '--to', 'json', '-'], '<Patient', 1, /^$/, /^<stdin>:\d+:\d+: fatal: /],
  [['validate'], '', 2, /^$/, /^Name a file, a folder, or - for standard input\.\nRun careconnect-ems --help /],
  [['validate', '--frmat', 'json', 'patient.xml'], '', 2, /^$/, /^Unknown option --frmat\. Did you mean --format\?\n/],
  [['convert', 'patient.xml'], '', 2, /^$/, /^--to must be json or xml\.\n/],
  [['validate', '--format', 'github', '-'], '{}', 1, /^::error line=1,col=1,title=structure::/, /^$/],
  [['validate', '--format', 'sarif', '-'], sound, 0, /^\{\n {2}"\$schema": /, /^$/],
  [['validate', '-'], `${sound}\n${sound}\n`, 0, /^1 file with 2 resources: 2 valid;/, /^$/],
  [['new', 'vaccinations', 'new'], '', 0, /^<\?xml .*\n<Bundle xmlns="http:\/\/hl7\.org\/fhir">\n/, /^$/],
  [
    ['new', 'vaccinations', 'neww'],
    '',
    2,
    /^$/,
    /^vaccinations has no message of the type neww: .*Did you mean new\?\n/,
  ],
  [['read', '-'], sound, 1, /^$/, /^<stdin>: is no message, but a resource of the type Patient\.\n$/],
  [['list', 'events'], '', 0, /^vaccinations {2,}new, update, delete {2}/m, /^$/],
  [['explain', 'required'], '', 0, /^required: something is missing\n/, /^$/],
  [['explain', 'requird'], '', 2, /^$/, /^Nothing is known of requird\. Did you mean required\?\n/],
  [[], '', 2, /^$/, /^Name a command: validate, convert, new, read, list or explain\.\n/],
  [['--version'], '', 0, /^careconnect-ems, \d+\.\d+\.\d+\n$/, /^$/],
];

const test = suite('commands as processes');

for (const [args, input, status, stdout, stderr] of rows) {
  test(`${args.join(' ')}${input === '' ? '' : ` with ${input}`} exits with ${status}`, () => {
    const ended = run(args, { input });
    assert.match(ended.stdout, stdout);
    assert.match(ended.stderr, stderr);
    assert.is(ended.status, status);
  });
}

test('a wide text of several files is one JSON text', () => {
  const { stdout } = run(['validate', '--format', 'json', ...Array.from({ length: 200 }, () => 'patient-faulty.xml')]);
  assert.is((JSON.parse(stdout) as unknown[]).length, 200);
});

test('colours are for terminals, or for whom asks', () => {
  const args = ['validate', 'patient-faulty.xml'];
  assert.not.match(run(args).stdout, '\u001B');
  assert.match(run(args, { env: { FORCE_COLOR: '1' } }).stdout, '\u001B[31m');
  assert.not.match(run(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout, '\u001B');
});

test('whoever has seen enough may go', async () => {
  const many = Array.from({ length: 2000 }, () => 'patient-faulty.xml');
  const child = spawn(process.execPath, [command, 'validate', ...many], { cwd: inputs });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((done) => child.on('close', done));
  assert.is(Buffer.concat(errors).toString(), '');
  assert.ok(status === 0 || status === 1, String(status));
});

const limits = ['--max-bytes', '--max-depth', '--max-issues'];
const helped: [command: string, options: readonly string[]][] = [
  [
    'validate',
    [
      ...['--format', '--rules', '--direction', '--fail-on', '--quiet', '--accept', '--no-values'],
      ...limits,
      '--max-elements',
    ],
  ],
  ['convert', ['--to', '--pretty', ...limits]],
  ['new', ['--case', '--format']],
  ['read', ['--format', '--direction', ...limits]],
  ['list', ['--format']],
  ['explain', ['--format']],
];

/** What standard output is where help is asked for, byte for byte: `UPDATE=1` rewrites it. */
function assertHelp(args: readonly string[], file: string): string {
  const { status, stdout, stderr } = run(args);
  assert.equal([status, stderr], [0, '']);
  const path = here(`test/commands/expected/${file}`);
  if (process.env['UPDATE'] === '1') writeFileSync(path, stdout);
  assert.is(stdout, readFileSync(path, 'utf8'));
  return stdout;
}

for (const [name, options] of helped) {
  test(`${name} --help names every option and gives examples that are right`, async () => {
    const stdout = assertHelp([name, '--help'], `help-${name}.txt`);
    const named = [...stdout.matchAll(/^ +(?:-\w, )?(--[\w-]+) {2,}/gm)].map(([, option]) => option);
    assert.equal(named, [...options, '--help']);
    const examples = [...stdout.matchAll(/^ +\$ careconnect-ems (.*)$/gm)].map(([, text]) => text ?? '').slice(1);
    assert.ok(examples.length >= 2);
    for (const example of examples) await assertRuns(example);
  });
}

test('-h is the same as --help', () => assert.is(run(['new', '-h']).stdout, run(['new', '--help']).stdout));

const message = run(['new', 'vaccinations', '--format', 'json']).stdout;
const xml = run(['new', 'vaccinations']).stdout;

/** An example of the help is understood, and does what it should where its files are there. */
function assertRuns(example: string): Promise<void> {
  const [args = '', redirected] = example.split(/ [<>|] /);
  return withScratchFolder({ 'message.json': message, 'inbox/a.json': sound, 'outbox/message.json': sound }, (cwd) => {
    writeFileSync(join(cwd, 'message.xml'), xml);
    const ended = run(args.split(' '), { cwd, input: redirected?.endsWith('json') ? message : xml });
    assert.equal([ended.status, ended.stderr], [0, ''], example);
    if (!example.includes(' | ')) return;
    const next = run((redirected ?? '').split(' ').slice(1), { cwd, input: ended.stdout });
    assert.equal([next.status, next.stderr], [0, ''], example);
  });
}

test('help without a command names the commands', () => {
  const stdout = assertHelp(['--help'], 'help.txt');
  for (const [name] of helped) assert.match(stdout, new RegExp(`^ +${name} +\\w`, 'm'));
});

test.run();

const scripts = suite('scripts of a clone');

scripts('paths are those of whoever calls', () =>
  withScratchFolder({ 'some/patient.json': sound }, (folder) => {
    const args = ['run', '-s', '--prefix', here(''), 'validate', '--', '--format', 'json', 'patient.json'];
    const { status, stdout, stderr } = spawnSync('npm', args, {
      cwd: join(folder, 'some'),
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    assert.is(status, 0, stderr);
    assert.is((JSON.parse(stdout) as [{ file: string }])[0].file, 'patient.json');
  }),
);

scripts.run();
