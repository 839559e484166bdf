import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { constantName, constants } from '../../runtime/build/constants.ts';

const test = suite('constants of a value set from rows');

const names: readonly (readonly [display: string, want: string, most?: number])[] = [
  ['Male', 'male'],
  ['Blood group (ABO)', 'bloodGroup'],
  ['Patient discharged him/herself', 'patientDischargedHimHerself'],
  ['NHS number, present but not traced', 'nhsNumber', 2],
  ['', ''],
];
for (const [display, want, most] of names)
  test(`the name of ${JSON.stringify(display)}`, () => assert.is(constantName(display, most), want));

test('name, system, code and display of each, in order', () => {
  const made = constants(
    ['urn:warm', 'r|Red\no|Orange (not fruit)|orangeRed\ny|Yellow or gold|1'],
    [undefined, 'p||plain'],
    ['urn:warm', 'm|Red|red2'],
  );
  assert.equal(Object.entries(made), [
    ['red', { system: 'urn:warm', code: 'r', display: 'Red' }],
    ['orangeRed', { system: 'urn:warm', code: 'o', display: 'Orange (not fruit)' }],
    ['yellow', { system: 'urn:warm', code: 'y', display: 'Yellow or gold' }],
    ['plain', { code: 'p' }],
    ['red2', { system: 'urn:warm', code: 'm', display: 'Red' }],
  ]);
});

test('a name that every object has is one like any other', () => {
  const made = constants(['urn:warm', 'a|Odd|__proto__']);
  assert.equal(Object.keys(made), ['__proto__']);
});

test.run();
