import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { describe, describeBoth } from '../../runtime/core/describe.ts';
import { markedIssue, plainText } from '../../runtime/core/marked.ts';
import { GuardError, InputError } from '../../runtime/core/errors.ts';
import { describe as tell, formatIssues, toOperationOutcome, withoutValues } from '../../runtime/core/issue-text.ts';
import { isFault, type Issue } from '../../runtime/core/issue.ts';

const fault: Issue = {
  severity: 'error',
  code: 'required',
  expression: 'Patient.name[0].family',
  message: 'is required but missing',
  elementId: 'Patient.name:official.family',
};
const warning: Issue = { ...fault, severity: 'warning', code: 'extension', expression: 'Patient.extension[0]' };

const issues = suite('runtime issue');

issues('an outcome holds severity, code, message and path of each issue, in order', () => {
  assert.equal(toOperationOutcome([fault, warning]), {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'required',
        diagnostics: 'is required but missing',
        expression: ['Patient.name[0].family'],
      },
      {
        severity: 'warning',
        code: 'extension',
        diagnostics: 'is required but missing',
        expression: ['Patient.extension[0]'],
      },
    ],
  });
});

issues('what speaks of no element has no path', () => {
  const unread: Issue = {
    severity: 'fatal',
    code: 'structure',
    expression: '',
    message: 'cannot be read',
    line: 1,
    column: 2,
  };
  const outcome = { severity: 'fatal', code: 'structure', diagnostics: 'cannot be read' };
  assert.equal(toOperationOutcome([unread]).issue, [outcome]);
  assert.is(formatIssues([unread]), 'fatal: cannot be read');
});

issues('an outcome without issues says so, as one is needed', () => {
  const [only, ...more] = toOperationOutcome([]).issue;
  assert.equal([only?.severity, only?.code, more.length], ['information', 'informational', 0]);
});

issues('fatal issues and errors are faults', () => {
  const severities = (['fatal', 'error', 'warning', 'information'] as const).map((severity) => ({
    ...fault,
    severity,
  }));
  assert.equal(severities.map(isFault), [true, true, false, false]);
});

issues('text has a line for each issue up to a limit', () => {
  const line = 'error Patient.name[0].family: is required but missing';
  assert.is(formatIssues([]), '');
  assert.is(formatIssues([fault, fault]), `${line}\n${line}`);
  assert.is(formatIssues([fault, fault, fault], 1), `${line}\nand 2 more`);
});

issues('a path names the resource of an entry on demand, its id only with values', () => {
  const resource = { resourceType: 'Bundle', entry: [{}, { resource: { resourceType: 'Patient', id: 'ada-1' } }] };
  const inEntry = markedIssue({ ...fault, expression: 'Bundle.entry[1].resource.name' });
  assert.is(tell(inEntry), 'error Bundle.entry[1].resource.name: is required but missing');
  assert.is(
    tell(inEntry, { resource }),
    'error Bundle.entry[1] (Patient/ada-1).resource.name: is required but missing',
  );
  assert.is(
    tell(inEntry, { resource, values: false }),
    'error Bundle.entry[1] (Patient).resource.name: is required but missing',
  );
  const none = markedIssue({ ...fault, expression: 'Bundle.entry[0].fullUrl' });
  assert.is(tell(none, { resource }), 'error Bundle.entry[0].fullUrl: is required but missing');
});

issues('without values, values and hints are gone, and pairs of surrogates stay whole', () => {
  const { message, expression } = withoutValues(
    markedIssue({
      ...fault,
      expression: 'Patient.\udc01naam\udc00',
      message: '🐀 \udc01"🐀 \udc00 is not a code\udc02; did you mean "x"?\udc00',
    }),
  );
  assert.equal([expression, message], ['Patient', '🐀 … is not a code']);
});

issues('an input error says path, value and rule', () => {
  const error = new InputError('patient.birthDate', '2026-02-30', 'a date that exists');
  assert.instance(error, Error);
  assert.is(error.message, 'patient.birthDate: "2026-02-30" is not a date that exists');
  assert.equal(
    [error.name, error.path, error.value, error.rule],
    ['InputError', 'patient.birthDate', '"2026-02-30"', 'a date that exists'],
  );
  assert.is(new InputError('patient.name', undefined, 'is missing').message, 'patient.name: is missing');
});

issues('a guard error carries all issues, and says them', () => {
  const error = new GuardError('Patient', [warning, fault]);
  assert.equal(error.issues, [warning, fault]);
  assert.is(error.name, 'GuardError');
  assert.match(error.message, /^not a valid Patient\nwarning Patient\.extension\[0\]: .*\nerror Patient\.name\[0\]/);
});

const uuid = '3f2b8c1e-5d04-4a7e-9c61-0e8d7a5b4f12';
const url = 'https://larkspur.example/STU3/StructureDefinition/Extension-Larkspur-NumberVerificationStatus-1';

const described: readonly (readonly [unknown, string])[] = [
  ['a', '"a"'],
  ['a"\n\u0001', '"a\\"\\n\\u0001"'],
  ['a'.repeat(3_000_000), `"${'a'.repeat(60)}…${'a'.repeat(60)}"`],
  [`${url}/${uuid}`, `"${url}/${uuid}"`],
  [`urn:uuid:${uuid}`, `"urn:uuid:${uuid}"`],
  [`One ${'two '.repeat(20)}three`, `"One ${'two '.repeat(9)}…wo ${'two '.repeat(8)}three"`],
  [`${'a'.repeat(59)}\u{1F642}${'b'.repeat(100)}\u{1F642}${'c'.repeat(59)}`, `"${'a'.repeat(59)}…${'c'.repeat(59)}"`],
  [7, '7'],
  [NaN, 'NaN'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'undefined'],
  [[1], 'a list'],
  [{ a: 1 }, 'an object'],
  [new Map(), 'an object'],
  [new Date(0), 'a Date'],
  [Symbol('a'), 'a symbol'],
  [5n, 'a bigint'],
  [() => 1, 'a function'],
];

for (const [value, text] of described) {
  issues(`describes ${text.slice(0, 20)}`, () => assert.is(plainText(describe(value)), text));
}

const long = (middle: string): string => `${'a'.repeat(100)}${middle}${'b'.repeat(100)}`;

const pairs: readonly (readonly [unknown, unknown, readonly [string, string]])[] = [
  ['a', 'b', ['"a"', '"b"']],
  [1, '1', ['1', '"1"']],
  [long('x'), long('y'), [`"…${'a'.repeat(16)}x${'b'.repeat(15)}…"`, `"…${'a'.repeat(16)}y${'b'.repeat(15)}…"`]],
  [long(''), `${long('')}`, [`"…${'b'.repeat(16)}"`, `"…${'b'.repeat(16)}"`]],
];

for (const [one, other, want] of pairs) {
  issues(`describes apart ${want.join(' and ')}`, () => assert.equal(describeBoth(one, other).map(plainText), want));
}

issues.run();
