/** Invariants, as rules that are written by hand: of presence, of an object as a whole, and of the values of an element. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { typeElements } from '../../runtime/core/elements.ts';
import { issuesOf, passes } from '../../runtime/guard/explained.ts';
import { guardOf } from '../../runtime/guard/checks.ts';
import { typeRules, type InvariantRule } from '../../runtime/guard/rules.ts';
import { foundBy, ruled, saidBy } from '../support/hand-written-rules.ts';
import { extensionElements, extensionRules } from '../support/sample-rules.ts';

const beside = { extension: [{ url: 'https://example.org/a', valueString: 'b' }] };
const said = { key: 'a-1', text: 'what it says' };
const some: InvariantRule = { ...said, some: ['birthDate', 'deceased[x]', 'name'] };
const one: InvariantRule = { ...said, one: ['birthDate', 'deceased[x]'] };
const official: InvariantRule = { ...said, at: ['name', 'name'], holds: (name) => name.use === 'official' };
const noDigit: InvariantRule = {
  ...said,
  at: ['given', 'given'],
  holds: (given, _env, sibling) => (given == null ? sibling.id !== 'bad' : !/\d/.test(given)),
};
const past: InvariantRule = { ...said, at: ['birthDate', 'birthDate'], holds: (date) => date < '2027' };
const alive: InvariantRule = { ...said, at: ['deceased[x]', 'deceasedBoolean'], holds: (value) => value === false };

/** An invariant of Patient, or of HumanName, members of one, and what is found. */
const rows: readonly (readonly [what: string, rule: InvariantRule, members: object, want: string[], type?: string])[] =
  [
    ['at least one of some', some, { birthDate: '2026' }, []],
    ['at least one of some: of a choice', some, { deceasedBoolean: false }, []],
    ['at least one of some: beside it', some, { _birthDate: beside }, []],
    ['at least one of some: beside a choice', some, { _deceasedBoolean: beside }, []],
    ['at least one of some: none', some, { active: true }, ['invariant Patient']],
    ['at least one of some: undefined', some, { birthDate: undefined }, ['invariant Patient']],
    ['exactly one of two', one, { birthDate: '2026' }, []],
    ['exactly one of two: none', one, {}, ['invariant Patient']],
    ['exactly one of two: both', one, { birthDate: '2026', deceasedDateTime: '2027' }, ['invariant Patient']],
    ['of the whole', { ...said, holds: (value) => value.active === true }, { active: false }, ['invariant Patient']],
    ['of the whole: kept', { ...said, holds: (value) => value.active === true }, { active: true }, []],
    ['a warning', { ...said, severity: 'warning', holds: () => false }, {}, ['warning invariant Patient']],
    ['of a value', past, { birthDate: '2030' }, ['invariant Patient.birthDate']],
    ['of a value: not there', past, {}, []],
    ['of a type of a choice', alive, { deceasedBoolean: true }, ['invariant Patient.deceased']],
    ['of a type of a choice: of another', alive, { deceasedDateTime: '2026' }, []],
    [
      'of the items of a list',
      official,
      { name: [{ use: 'official', text: 'a' }, { text: 'b' }, { text: 'c' }] },
      ['invariant Patient.name[1]', 'invariant Patient.name[2]'],
    ],
    ['of primitives in a list', noDigit, { given: ['Ada', 'A2'] }, ['invariant HumanName.given[1]'], 'HumanName'],
    [
      'of what stands beside them',
      noDigit,
      { given: ['Ada', null], _given: [null, { id: 'bad', ...beside }] },
      ['invariant HumanName.given[1]'],
      'HumanName',
    ],
  ];

const invariants = suite('invariants');

for (const [what, rule, members, want, type = 'Patient'] of rows) {
  invariants(what, () => {
    const value = type === 'Patient' ? { resourceType: type, ...members } : members;
    assert.equal(foundBy(ruled(type, { invariants: [rule] }), value), want);
  });
}

invariants('they are told what is around: the resource', () => {
  const seen: unknown[] = [];
  const rule: InvariantRule = { ...said, holds: (_value, env) => seen.push(env.resource) > 0 };
  const value = { resourceType: 'Patient', name: [{ text: 'a' }] };
  foundBy(ruled('Patient', { elements: { name: { inside: { invariants: [rule] } } } }), value);
  assert.ok(seen.length > 0 && seen.every((one_) => one_ === value));
});

invariants('they are not asked where the structure is wrong already', () => {
  const rule: InvariantRule = { ...said, holds: () => assert.unreachable('asked') === undefined };
  const rules = ruled('Patient', { elements: { birthDate: { min: 1 } }, invariants: [rule] });
  assert.equal(foundBy(rules, { resourceType: 'Patient' }), ['required Patient.birthDate']);
});

invariants('the message names what breaks it, and its key', () => {
  const rule: InvariantRule = {
    ...said,
    holds: () => false,
    culprits: (value) => value.name.map((name: { text: string }) => name.text),
  };
  const names = (...texts: string[]): object => ({ resourceType: 'Patient', name: texts.map((text) => ({ text })) });
  const rules = ruled('Patient', { invariants: [rule] });
  assert.equal(saidBy(rules, names('a', 'b')), ['what it says: "a", "b" (a-1)']);
  assert.equal(saidBy(rules, names('a', 'b', 'c', 'd', 'e')), ['what it says: "a", "b", "c" and 2 more (a-1)']);
  assert.equal(saidBy(ruled('Patient', { invariants: [some] }), { resourceType: 'Patient' }), ['what it says (a-1)']);
});

invariants('those of abstract types come first', () => {
  const rule = (key: string): InvariantRule => ({ ...said, key, holds: () => false });
  const rules = ruled('Patient', { inherits: [[rule('a')], [rule('b')]], invariants: [rule('c')] });
  assert.equal(
    saidBy(rules, { resourceType: 'Patient' }).map((message) => message.slice(-2, -1)),
    ['a', 'b', 'c'],
  );
});

invariants('those of a type', () => {
  const table = typeElements('Sample', () => ({ extension: [extensionElements], a: 'string', b: 'string' }));
  const rules = typeRules(table, () => ({
    parts: [extensionRules],
    invariants: [{ ...said, one: ['a', 'b'] }],
    inherits: [[{ ...said, key: 'b-1', some: ['a'] }]],
  }));
  assert.equal(foundBy(rules, { a: 'x' }), []);
  assert.equal(foundBy(rules, { a: 'x', b: 'y' }), ['invariant Sample']);
  assert.equal(saidBy(rules, { b: 'y' }), ['what it says (b-1)']);
});

/** Where an invariant or what is around it says so, a breach is less serious in what was received. */
const received: readonly (readonly [rule: Partial<InvariantRule>, around: 'warning' | undefined, want: string])[] = [
  [{}, undefined, 'error'],
  [{ whenReceived: 'information' }, undefined, 'information'],
  [{}, 'warning', 'warning'],
  [{ whenReceived: 'information' }, 'warning', 'information'],
];

for (const [rule, around, want] of received) {
  invariants(`when it is received: ${JSON.stringify(rule)} in ${around}`, () => {
    const content = {
      invariants: [
        { ...some, ...rule },
        { ...past, ...rule },
      ],
      ...(around && { whenReceived: around }),
    };
    const guard = guardOf(ruled('Patient', content));
    for (const value of [{ resourceType: 'Patient' }, { resourceType: 'Patient', birthDate: '2030' }]) {
      const severities = (direction: 'publish' | 'receive'): string[] =>
        issuesOf(guard, 'Patient', value, { direction }).map(({ severity }) => severity);
      assert.equal([severities('publish'), severities('receive')], [['error'], [want]]);
      assert.is(passes(guard, value, { direction: 'receive' }), want !== 'error');
    }
  });
}

invariants.run();
