import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { presenceOf, type Presence } from '../../generator/fhirpath/presence.ts';
import { types } from './compiled.ts';

const rows: readonly (readonly [expression: string, at: string, want: Presence | undefined])[] = [
  [
    'name.exists() or telecom.exists() or address.exists()',
    'Patient.contact',
    { kind: 'some', names: ['name', 'telecom', 'address'] },
  ],
  [
    '(name.exists() or telecom.exists()) or (address.exists() or gender.exists())',
    'Patient.contact',
    { kind: 'some', names: ['name', 'telecom', 'address', 'gender'] },
  ],
  ['extension.exists() or value.exists()', 'Extension', { kind: 'some', names: ['extension', 'value[x]'] }],
  ['extension.exists() != value.exists()', 'Extension', { kind: 'one', names: ['extension', 'value[x]'] }],
  ['detail.exists() xor description.exists()', 'CarePlan.activity', undefined],
  ['name.exists() xor telecom.exists()', 'Patient.contact', { kind: 'one', names: ['name', 'telecom'] }],
  // One alone is a minimum, and three of which one is there are no such rule.
  ['name.exists()', 'Patient.contact', undefined],
  ['name.exists() xor telecom.exists() xor address.exists()', 'Patient.contact', undefined],
  ['name.exists() and telecom.exists()', 'Patient.contact', undefined],
  ['name.exists() or telecom.empty()', 'Patient.contact', undefined],
  ['name.exists() or telecom.exists().not()', 'Patient.contact', undefined],
  ['name.exists() or telecom.exists(value.exists())', 'Patient.contact', undefined],
  ['name.family.exists() or telecom.exists()', 'Patient.contact', undefined],
  ['name.exists() or colour.exists()', 'Patient.contact', undefined],
  ['name.exists() or %resource.exists()', 'Patient.contact', undefined],
  ['exists() or name.exists()', 'Patient.contact', undefined],
  ['name.exists() = telecom.exists()', 'Patient.contact', undefined],
  ['name.exists() or', 'Patient.contact', undefined],
];

const test = suite('fhirpath: rules of presence');

for (const [expression, at, want] of rows) {
  test(`${expression} at ${at}`, () => assert.equal(presenceOf(expression, at, types), want));
}

test.run();
