import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Issue } from '../../runtime/core/issue.ts';
import { keepMarked } from '../../runtime/core/marked.ts';
import { createPolicy, judge, type Accept, type AcceptEntry } from '../../runtime/core/policy.ts';

const fault: Issue = {
  severity: 'error',
  code: 'required',
  expression: 'Bundle.entry[2].resource.name[0].family',
  message: 'is required but missing',
  profile: 'https://acme.example/Patient',
  elementId: 'Patient.name:official.family',
};

const test = suite('policy');

const entries: readonly (readonly [what: string, entry: AcceptEntry, severity: string])[] = [
  ['the element', { element: 'Patient.name:official.family' }, 'warning'],
  ['what is around the element', { element: 'Patient.name:official' }, 'error'],
  ['the code', { code: 'required' }, 'warning'],
  ['another code', { code: 'value' }, 'error'],
  ['the profile', { profile: 'https://acme.example/Patient' }, 'warning'],
  ['the profile with a version', { profile: 'https://acme.example/Patient|1.0' }, 'warning'],
  ['another profile', { profile: 'https://acme.example/Pat' }, 'error'],
  ['the expression', { expression: 'Bundle.entry[2].resource.name[0].family' }, 'warning'],
  ['the expression without indexes', { expression: 'Bundle.entry.resource.name.family' }, 'warning'],
  ['another index', { expression: 'Bundle.entry[3].resource.name[0].family' }, 'error'],
  ['one of two', { element: 'Patient.name:official.family', code: 'value' }, 'error'],
  ['nothing', {}, 'error'],
  ['no more than a severity', { severity: 'information' }, 'error'],
  ['a severity', { code: 'required', severity: 'information' }, 'information'],
];

for (const [what, entry, severity] of entries) {
  test(`an entry with ${what}`, () => {
    const policy = createPolicy([entry]);
    const { issues, isAccepted } = judge([fault], policy);
    assert.equal([issues, isAccepted], [[{ ...fault, severity }], severity !== 'error']);
    assert.equal(policy.unused, severity === 'error' ? [entry] : []);
  });
}

test('the first entry that matches counts', () => {
  const kept: AcceptEntry = { element: 'Patient.name:official.family', severity: 'error' };
  const policy = createPolicy([kept, { code: 'required' }]);
  assert.equal(judge([fault], policy), { issues: [fault], isAccepted: false });
  assert.equal(policy.unused, [{ code: 'required' }]);
});

const answers: readonly (readonly [
  answer: ReturnType<Extract<Accept, (issue: Issue) => unknown>>,
  severity: string,
])[] = [
  [true, 'warning'],
  [false, 'error'],
  [undefined, 'error'],
  ['information', 'information'],
  ['error', 'error'],
];

for (const [answer, severity] of answers) {
  test(`a function that returns ${answer}`, () => {
    assert.is(judge([fault], () => answer).issues[0]?.severity, severity);
  });
}

test('a note stays a note where an entry says nothing of it', () => {
  const note: Issue = { ...fault, severity: 'information' };
  assert.equal(judge([note], [{ code: 'required' }]), { issues: [note], isAccepted: false });
});

const unreadable: Readonly<Record<string, Issue>> = {
  'what is fatal': { ...fault, severity: 'fatal' },
  'a value of another JSON type': {
    severity: 'error',
    code: 'structure',
    expression: 'Patient.name',
    elementId: 'Patient.name',
    message: '',
  },
  'what was lost in reading': keepMarked({ ...fault }, '', '', { isLost: true }),
};

for (const [what, issue] of Object.entries(unreadable)) {
  test(`${what} is not accepted`, () => assert.is(judge([issue], () => true).isAccepted, false));
}

test('a property that nobody knows, and what a profile does not allow, is accepted', () => {
  const unknown: Issue = { severity: 'error', code: 'structure', expression: 'Patient.naam', message: '' };
  const tooMany: Issue = { ...fault, code: 'structure' };
  assert.equal(
    judge([unknown, tooMany], () => true).issues.map(({ severity }) => severity),
    ['warning', 'warning'],
  );
});

test.run();
