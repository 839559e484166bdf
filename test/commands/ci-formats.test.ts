/** What is printed for CI: logs in SARIF, and annotations of GitHub. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry, EntryIssue } from '../../sdk/entry.ts';
import { entryPrinter } from '../../sdk/print-entries.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runInProcess } from './run-command.ts';

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
  file: 'in/a.xml',
  line: null,
  resourceType: 'Patient',
  profiles: [],
  event: null,
  valid: false,
  issues: [issue],
};
const sound: Entry = { ...entry, file: 'b.json', valid: true, issues: [] };
const hidden = '\u001B[2J\r\n::stop-commands::x\n%0Ab,c:d\u202E';

async function printed(format: 'sarif' | 'github', entries: readonly Entry[], quiet = false): Promise<string> {
  const printer = await entryPrinter(format, false, quiet);
  return [printer.start, ...entries.map((one, index) => printer.entry(one, index)), printer.end()].join('');
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: { readonly uri?: string } } },
  ];
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly Result[];
    },
  ];
}

const schema = JSON.parse(readFileSync(new URL('sarif.schema.json', import.meta.url), 'utf8')) as object;
const isLog = new Ajv({
  formats: { uri: /^https?:\/\/\S+$/, 'uri-reference': /^(?:file:\/\/(?:\/[A-Z]:)?)?[\w\-.~!*'()%/]*$/ },
}).compile(schema);

/** The log that a text holds, which has to be one. */
function logIn(text: string): Log {
  const log = JSON.parse(text) as unknown;
  assert.ok(isLog(log), JSON.stringify(isLog.errors));
  return log as Log;
}

const sarif = suite('sarif');

sarif('a result for each issue, with its place and its rule', async () => {
  const nowhere = { ...issue, severity: 'fatal' as const, expression: null, line: null, column: null, profile: null };
  const [{ results, tool }] = logIn(await printed('sarif', [entry, sound, { ...entry, issues: [nowhere] }])).runs;
  assert.equal(results[0], {
    ruleId: 'required',
    ruleIndex: tool.driver.rules.findIndex(({ id }) => id === 'required'),
    level: 'error',
    message: { text: 'Patient.name[0].family: is missing' },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'in/a.xml' }, region: { startLine: 3, startColumn: 5 } },
        logicalLocations: [{ fullyQualifiedName: 'Patient.name[0].family', kind: 'element' }],
      },
    ],
    properties: { profile: 'https://acme.example/Patient', element: 'Patient.name:official.family' },
  });
  assert.equal(results[1]?.locations, [{ physicalLocation: { artifactLocation: { uri: 'in/a.xml' } } }]);
  assert.is(results.length, 2);
});

const levels: [severity: EntryIssue['severity'], level: string, quiet: boolean, count: number][] = [
  ['fatal', 'error', false, 1],
  ['error', 'error', true, 1],
  ['warning', 'warning', true, 1],
  ['information', 'note', false, 1],
  ['information', 'note', true, 0],
];

for (const [severity, level, quiet, count] of levels) {
  sarif(`${severity} is ${level}${quiet ? ', quietly' : ''}`, async () => {
    const text = await printed('sarif', [{ ...entry, issues: [{ ...issue, severity }] }], quiet);
    assert.equal(
      logIn(text).runs[0].results.map((one) => one.level),
      Array.from({ length: count }, () => level),
    );
  });
}

sarif('every code of an issue is a rule, and without files there is a log too', async () => {
  const [{ tool, results }] = logIn(await printed('sarif', [])).runs;
  assert.is(tool.driver.rules.length, 15);
  assert.equal(results, []);
});

const names: [file: string, uri: string | undefined][] = [
  ['in/a b.xml', 'in/a%20b.xml'],
  ['in\\a.xml', 'in/a.xml'],
  ['/tmp/a.xml', 'file:///tmp/a.xml'],
  ['C:\\in\\a#1.xml', 'file:///C:/in/a%231.xml'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['\uD800.xml', '%EF%BF%BD.xml'],
  ['-', undefined],
];

for (const [file, uri] of names) {
  sarif(`${JSON.stringify(file)} is named as ${uri ?? 'standard input'}`, async () => {
    const [{ results }] = logIn(await printed('sarif', [{ ...entry, file }])).runs;
    assert.is(results[0]?.locations[0].physicalLocation.artifactLocation.uri, uri);
  });
}

sarif('what a file holds is text, and no link', async () => {
  const text = await printed('sarif', [
    { ...entry, file: hidden, issues: [{ ...issue, message: '[a](https://evil.example)' }] },
  ]);
  assert.match(logIn(text).runs[0].results[0]?.message.text ?? '', '\\[a\\](https://evil.example)');
  assert.not.match(text, '\u001B');
});

sarif.run();

const github = suite('github');

const annotations: [what: string, entry: Entry, want: string][] = [
  [
    'an error with its place',
    entry,
    '::error file=in/a.xml,line=3,col=5,title=required::Patient.name[0].family: is missing',
  ],
  [
    'what is fatal, of standard input, and of no element',
    { ...entry, file: '-', issues: [{ ...issue, severity: 'fatal', expression: null, line: null, column: null }] },
    '::error title=required::is missing',
  ],
  [
    'a warning',
    { ...entry, issues: [{ ...issue, severity: 'warning' }] },
    '::warning file=in/a.xml,line=3,col=5,title=required::Patient.name[0].family: is missing',
  ],
  [
    'a note',
    { ...entry, issues: [{ ...issue, severity: 'information' }] },
    '::notice file=in/a.xml,line=3,col=5,title=required::Patient.name[0].family: is missing',
  ],
  [
    'orders in the name of a file',
    { ...entry, file: hidden },
    '::error file=\\u001b[2J%0D%0A%3A%3Astop-commands%3A%3Ax%0A%250Ab%2Cc%3Ad\\u202e,line=3,col=5,title=required::Patient.name[0].family: is missing',
  ],
  [
    'orders in a value',
    { ...entry, issues: [{ ...issue, message: hidden }] },
    '::error file=in/a.xml,line=3,col=5,title=required::Patient.name[0].family: \\u001b[2J%0D%0A::stop-commands::x%0A%250Ab,c:d\\u202e',
  ],
];

for (const [what, one, want] of annotations) {
  github(what, async () => {
    const [line, ...rest] = (await printed('github', [one])).split('\n');
    assert.is(line, want);
    assert.match(rest.join('\n'), /^1 file: 1 invalid; .*\n$/);
  });
}

github('a note that is the same in many places is an annotation of the first; quietly none is', async () => {
  const note = { ...issue, severity: 'information' as const };
  const one = { ...sound, issues: [note, { ...note, line: 9 }] };
  assert.is(
    await printed('github', [one]),
    '::notice file=b.json,line=3,col=5,title=required::Patient.name[0].family: is missing (and at 1 other place)\n' +
      '1 file: 1 valid; 0 errors, 0 warnings, 2 notes\n',
  );
  assert.is(await printed('github', [one], true), '1 file: 1 valid; 0 errors, 0 warnings, 2 notes not shown\n');
});

github('a file that looks like an order is validated, and no line is one but those of the command', () =>
  withScratchFolder({ 'in/a.txt': '' }, async (folder) => {
    const name = 'in/a\n::error::b\u001B.json';
    writeFileSync(join(folder, name), JSON.stringify({ resourceType: 'Patient', gender: '\n::error::c' }));
    const { code, stdout } = await runInProcess(folder, ['validate', '--format', 'github', 'in']);
    assert.is(code, 1);
    assert.match(stdout, /^::error /);
    for (const line of stdout.trimEnd().split('\n').slice(0, -1))
      assert.match(line, /^::error file=in\/a%0A%3A%3Aerror/);
    assert.not.match(stdout, '\u001B');
    logIn((await runInProcess(folder, ['validate', '--format', 'sarif', 'in'])).stdout);
  }),
);

github.run();
