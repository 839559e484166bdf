import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codeSet } from '../../runtime/guard/code-set.ts';
import { profileRules, type ContentRules } from '../../runtime/guard/rules.ts';
import { added, foundBy } from '../support/hand-written-rules.ts';
import { patientRules } from '../support/sample-rules.ts';
import { rulesIn, switchesOf, without } from './switches.ts';

const content: ContentRules = {
  elements: {
    birthDate: { min: 1, limits: { min: '2026' } },
    gender: { max: 0, unused: ['gender', '_gender'] },
    'deceased[x]': { max: 0, only: [], members: { deceasedBoolean: { fixed: false } } },
    name: { inside: { elements: { family: { min: 1 } }, invariants: [{ key: 'n-1', text: '', some: ['given'] }] } },
    identifier: {
      slicing: {
        by: 'system',
        rest: 'refused',
        slices: [
          { name: 'badge', is: 'urn:badge', min: 1, max: 1, inside: { elements: { value: { min: 1 } } } },
          {
            name: 'pass',
            is: 'urn:pass',
            binding: ['required', codeSet('A', { a: 'a' })],
            slicing: { by: 'use', ordered: true, slices: [{ name: 'pass/old', is: 'old', max: 2 }] },
          },
        ],
      },
    },
  },
  invariants: [
    { key: 'p-1', text: '', at: ['name', 'name'], holds: () => true },
    { key: 'p-2', text: '', holds: () => true },
  ],
};

const test = suite('switches of rules');

test('each row of a table is a rule, with its place', () => {
  assert.equal(
    rulesIn(content, 'Patient').map(({ place, what }) => `${place} ${what}`),
    [
      'Patient.birthDate min',
      'Patient.birthDate limits',
      'Patient.gender unused',
      'Patient.deceased[x] only',
      'Patient.deceased[x] deceasedBoolean fixed',
      'Patient.name.family min',
      'Patient.name n-1',
      'Patient.identifier rest',
      'Patient.identifier:badge min',
      'Patient.identifier:badge max',
      'Patient.identifier:badge.value min',
      'Patient.identifier:pass binding',
      'Patient.identifier ordered',
      'Patient.identifier:pass/old max',
      'Patient.name p-1',
      'Patient p-2',
    ],
  );
});

test('without one of them, all others are as they were', () => {
  const all = rulesIn(content, 'Patient').map(({ place, what }) => `${place} ${what}`);
  for (const { way, place, what } of rulesIn(content, 'Patient')) {
    const rest = rulesIn(without(content, way), 'Patient').map((one) => `${one.place} ${one.what}`);
    // Where a property is not used, that it is there at most no times comes to light.
    const kept = rest.filter((one) => !/(gender|deceased\[x\]) max$/.test(one));
    assert.equal(
      kept,
      all.filter((one) => one !== `${place} ${what}`),
    );
  }
  assert.is(all.length, 16);
});

test('what is switched off is not found until it is switched on again', () => {
  const additions = added('Patient', 'test', { elements: { birthDate: { min: 1 }, name: { min: 1 } } });
  const profile = profileRules(() => patientRules, additions);
  const value = { resourceType: 'Patient' };
  const both = ['required Patient.name', 'required Patient.birthDate'];
  assert.equal(foundBy(profile, value), both);
  const [first] = switchesOf('test', additions);
  const on = first?.off();
  assert.equal(foundBy(profile, value), ['required Patient.name']);
  on?.();
  assert.equal(foundBy(profile, value), both);
});

test.run();
