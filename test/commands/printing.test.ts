import { PassThrough } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hasColours } from '../../sdk/colours.ts';
import type { Entry, EntryIssue } from '../../sdk/entry.ts';
import type { Format } from '../../sdk/options.ts';
import { entryPrinter } from '../../sdk/print-entries.ts';
import { startProgress } from '../../sdk/progress.ts';

const issue: EntryIssue = {
  severity: 'error',
  code: 'required',
  expression: 'Patient.name[0].family',
  message: 'is missing',
  profile: 'https://acme.example/Patient',
  element: 'Patient.name:official.family',
  line: 3,
  column: 5,
};
const entry: Entry = {
  file: 'a.xml',
  line: null,
  resourceType: 'Patient',
  profiles: ['https://acme.example/Patient'],
  event: null,
  valid: false,
  issues: [issue],
};
const sound: Entry = { ...entry, file: 'b.json', valid: true, issues: [] };

async function printed(format: Format, entries: readonly Entry[], colour = false): Promise<string> {
  const printer = await entryPrinter(format, colour);
  return [printer.start, ...entries.map((one, index) => printer.entry(one, index)), printer.end()].join('');
}

const text = suite('text');

const lines: [what: string, issue: Partial<EntryIssue>, want: string][] = [
  [
    'with a profile',
    {},
    'a.xml:3:5: error: Patient.name[0].family: is missing\n' +
      '    Patient.name:official.family of https://acme.example/Patient\n',
  ],
  ['of FHIR itself', { profile: null }, 'a.xml:3:5: error: Patient.name[0].family: is missing\n'],
  [
    'without a place',
    { line: null, column: null, profile: null },
    'a.xml: error: Patient.name[0].family: is missing\n',
  ],
  [
    'of no element',
    { severity: 'fatal', expression: null, profile: null, element: null },
    'a.xml:3:5: fatal: is missing\n',
  ],
  [
    'a warning',
    { severity: 'warning', element: null },
    'a.xml:3:5: warning: Patient.name[0].family: is missing\n    https://acme.example/Patient\n',
  ],
  ['information', { severity: 'information', profile: null }, 'a.xml:3:5: note: Patient.name[0].family: is missing\n'],
  [
    'orders to a terminal, and lines that would look like ours',
    { message: '"\u001B[2J\r\nb.xml:1:1: error: \u202Efake\u009B0m"', profile: null },
    'a.xml:3:5: error: Patient.name[0].family: "\\u001b[2J\\u000d\\u000ab.xml:1:1: error: \\u202efake\\u009b0m"\n',
  ],
];

for (const [what, part, want] of lines) {
  text(what, async () => {
    const [got] = (await printed('text', [{ ...entry, issues: [{ ...issue, ...part }] }])).split(/(?<=\n)\n/);
    assert.is(got, want);
  });
}

text('a summary is at the end', async () => {
  const warned = { ...sound, issues: [{ ...issue, severity: 'warning' as const }] };
  assert.match(
    await printed('text', [entry, sound]),
    /\n\n2 files: 1 valid, 1 invalid; 1 error, 0 warnings, 0 notes\n$/,
  );
  assert.match(await printed('text', [warned, warned]), /\n\n2 files: 2 valid; 0 errors, 2 warnings, 0 notes\n$/);
  assert.is(await printed('text', [sound]), '1 file: 1 valid; 0 errors, 0 warnings, 0 notes\n');
});

text('standard input has a name', async () => {
  assert.match(await printed('text', [{ ...entry, file: '-' }]), /^<stdin>:3:5: error: /);
});

text('colours only where wanted', async () => {
  assert.not.match(await printed('text', [entry, sound]), '\u001B');
  const coloured = await printed('text', [entry, sound], true);
  assert.match(coloured, '\u001B[31merror\u001B[39m');
  assert.is(coloured.replaceAll(/\u001B\[\d+m/g, ''), await printed('text', [entry, sound]));
});

text('a note that is the same at many places is printed once, and how often it holds', async () => {
  const note: EntryIssue = { ...issue, severity: 'information', profile: null, message: 'not checked' };
  const other = { ...note, line: 9, expression: 'Patient.maritalStatus' };
  const report = await printed('text', [
    { ...entry, issues: [note, issue, other, other, { ...other, message: 'else' }] },
  ]);
  assert.is(
    report.split('\n\n')[0],
    [
      'a.xml:3:5: note: Patient.name[0].family: not checked (and at 2 other places)',
      'a.xml:3:5: error: Patient.name[0].family: is missing',
      '    Patient.name:official.family of https://acme.example/Patient',
      'a.xml:9:5: note: Patient.maritalStatus: else',
    ].join('\n'),
  );
  assert.match(report, '1 error, 0 warnings, 4 notes');
});

text('an error that is the same at two places is printed at both', async () => {
  const report = await printed('text', [{ ...entry, issues: [issue, { ...issue, line: 9 }] }]);
  assert.is(report.match(/: error: /g)?.length, 2);
});

text.run();

const json = suite('json');

json('one array, every key always there', async () => {
  const entries = [entry, sound];
  assert.equal(JSON.parse(await printed('json', entries)), entries);
  assert.is(await printed('json', entries), `${JSON.stringify(entries, null, 2)}\n`);
});

json('lines in a name change nothing', async () => {
  const entries = [{ ...entry, file: 'a\n  b\u2028c.xml' }];
  assert.equal(JSON.parse(await printed('json', entries)), entries);
});

json.run();

const outcome = suite('operation-outcome');

outcome('one outcome for all files', async () => {
  const nowhere = { ...entry, issues: [{ ...issue, expression: null, line: null, column: null }] };
  assert.equal(JSON.parse(await printed('operation-outcome', [entry, sound, nowhere])), {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'required',
        diagnostics: 'is missing',
        location: ['a.xml:3:5'],
        expression: ['Patient.name[0].family'],
      },
      { severity: 'information', code: 'informational', diagnostics: 'No issue was found', location: ['b.json'] },
      { severity: 'error', code: 'required', diagnostics: 'is missing', location: ['a.xml'] },
    ],
  });
});

outcome('several issues of the first file', async () => {
  const { issue: issues } = JSON.parse(
    await printed('operation-outcome', [{ ...entry, issues: [issue, issue] }, sound]),
  ) as {
    issue: unknown[];
  };
  assert.is(issues.length, 3);
});

outcome.run();

const colours = suite('colours');

const wishes: [env: Record<string, string>, terminal: boolean, pipe: boolean][] = [
  [{}, true, false],
  [{ NO_COLOR: '1' }, false, false],
  [{ NO_COLOR: '' }, true, false],
  [{ FORCE_COLOR: '1' }, true, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false, false],
  [{ TERM: 'dumb' }, false, false],
];

for (const [env, terminal, pipe] of wishes) {
  colours(JSON.stringify(env), () => {
    const output = (isTTY: boolean): PassThrough & { isTTY: boolean } => Object.assign(new PassThrough(), { isTTY });
    assert.equal([hasColours(output(true), env), hasColours(output(false), env)], [terminal, pipe]);
  });
}

colours.run();

const progress = suite('progress');

/** What progress writes when each of a number of files takes some time. */
function progressOf(isTTY: boolean, total: number, milliseconds: number): string {
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  let time = 0;
  const { show, clear } = startProgress(
    () => output,
    total,
    () => time,
  );
  for (let done = 0; done < total; done++) {
    show(done);
    time += milliseconds;
  }
  clear();
  clear();
  return String(output.read() ?? '');
}

progress('on a terminal, for many files, and gone at the end', () => {
  const got = progressOf(true, 100, 40).split('\r\u001B[K');
  assert.equal(got.slice(0, 4), ['', '0 of 100 files checked', '3 of 100 files checked', '6 of 100 files checked']);
  assert.equal(got.slice(-2), ['99 of 100 files checked', '']);
});

progress('nowhere else', () => {
  assert.is(progressOf(false, 100, 40), '');
  assert.is(progressOf(true, 9, 1000), '');
});

progress.run();
