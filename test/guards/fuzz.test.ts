/** Mutants of sound resources, thousands of them, the same on every run: nothing throws, and `is` says what `check` says. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as base from 'careconnect-ems/base';
import * as careconnect from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import * as ems from 'careconnect-ems/ems';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import { mutate, randomFrom } from '../support/mutants.ts';
import { samples } from '../support/sample-resources.ts';

const mutantsPerSample = 2000;

interface Guarded {
  readonly value: unknown;
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => Issue[];
}

const guarded: Record<string, Guarded> = {
  organization: { value: samples.practice, is: careconnect.isOrganization, check: careconnect.checkOrganization },
  patient: { value: samples.ada, is: careconnect.isPatient, check: careconnect.checkPatient },
  practitioner: { value: samples.nurse, is: careconnect.isPractitioner, check: careconnect.checkPractitioner },
  practitionerRole: {
    value: samples.role,
    is: careconnect.isPractitionerRole,
    check: careconnect.checkPractitionerRole,
  },
  location: { value: samples.room, is: careconnect.isLocation, check: careconnect.checkLocation },
  encounter: { value: samples.visit, is: careconnect.isEncounter, check: careconnect.checkEncounter },
  immunization: { value: samples.jab, is: careconnect.isImmunization, check: careconnect.checkImmunization },
  observation: { value: samples.weight, is: careconnect.isObservation, check: careconnect.checkObservation },
  messageHeader: { value: samples.header, is: ems.isMessageHeader, check: ems.checkMessageHeader },
  basePatient: { value: samples.ada, is: base.isPatient, check: base.checkPatient },
};

const test = suite('mutants');

for (const [name, { value, is, check: checkOne }] of Object.entries(guarded)) {
  test(`${mutantsPerSample} of ${name}`, () => {
    const random = randomFrom(20260304);
    let sound = 0;
    for (let i = 0; i < mutantsPerSample; i++) {
      const mutant = mutate(value, random);
      const issues = checkOne(mutant);
      const isSound = is(mutant);
      if (isSound) sound++;
      assert.is(
        isSound,
        !issues.some(isFault),
        `${name} ${i}: is says ${isSound}, check says ${issues.map((issue) => `${issue.code} ${issue.expression}`).join('; ')}`,
      );
      assert.ok(Array.isArray(check(mutant)), 'the dispatching check does not throw either');
    }
    assert.ok(sound > 0 && sound < mutantsPerSample, `some mutants are sound and some are not: ${sound}`);
  });
}

test('what cannot be in JSON is refused and not read', () => {
  for (const odd of [Symbol('x'), 10n, () => 1, new Date(0), new Map(), undefined, null, 'text', 5, [], [[]]]) {
    assert.not(careconnect.isPatient(odd), String(odd));
    assert.ok(careconnect.checkPatient(odd).some(isFault));
    assert.ok(check(odd).some(isFault));
  }
});

test('ten thousand levels, cycles, getters that throw, sparse lists and long texts end with an issue', () => {
  let deep: unknown = { url: 'x', valueString: 'y' };
  for (let i = 0; i < 10_000; i++) deep = { url: 'x', extension: [deep] };
  const cycle: Record<string, unknown> = { url: 'x' };
  cycle['extension'] = [cycle];
  const throwing = Object.defineProperty({}, 'family', {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
  const cases: Record<string, unknown> = {
    deep: { ...samples.ada, extension: [deep] },
    cycle: { ...samples.ada, extension: [cycle] },
    getter: { ...samples.ada, name: [throwing] },
    sparse: { ...samples.ada, name: Object.assign([], { 1: samples.ada.name?.[0], length: 3 }) },
    long: { ...samples.ada, birthDate: '2'.repeat(3_000_000) },
    bait: { ...samples.ada, id: `${'a-'.repeat(50_000)}!`, language: `${'a '.repeat(50_000)}` },
    proto: JSON.parse(JSON.stringify(samples.ada).replace('"gender"', '"__proto__":{"x":1},"gender"')) as unknown,
  };
  for (const [name, value] of Object.entries(cases)) {
    assert.not(careconnect.isPatient(value), name);
    assert.ok(careconnect.checkPatient(value).some(isFault), name);
    assert.ok(check(value).some(isFault), name);
  }
});

test.run();
