/** The extensions that FHIR STU3 itself publishes, and where extensions may be used: what `check` says of them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { checkPatient, isPatient } from 'careconnect-ems/careconnect';
import {
  birthPlaceExtension,
  geolocationExtension,
  isDataAbsentReasonExtension,
  patientNationalityExtension,
} from 'careconnect-ems/core';
import { isFault } from 'careconnect-ems/runtime';

type Json = Readonly<Record<string, unknown>>;

const published = 'http://hl7.org/fhir/StructureDefinition/';
const careConnect = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-';

const extension = (name: string, content: Json): Json => ({ url: `${published}${name}`, ...content });
const patient = (content: Json): Json => ({ resourceType: 'Patient', ...content });

const birthPlace = extension('birthPlace', { valueAddress: { city: 'Larkspur' } });
const birthTime = extension('patient-birthTime', { valueDateTime: '2024-03-04T05:06:00Z' });
const absent = extension('data-absent-reason', { valueCode: 'unknown' });
const latitude = { url: 'latitude', valueDecimal: 51.5 };
const longitude = { url: 'longitude', valueDecimal: -0.1 };
const implanted = extension('device-implant-status', { valueCode: 'functional' });
const ratio = { numerator: { value: 1 }, denominator: { value: 2 } };
const rateGoal = { text: 'slowly', extension: [extension('pharmacy-core-rateGoal', { valueRatio: ratio })] };
const medication = { medicationCodeableConcept: { text: 'x' }, subject: { display: 'Ada' } };
const verified = {
  url: `${careConnect}NHSNumberVerificationStatus-1`,
  valueCodeableConcept: {
    coding: [
      {
        system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1',
        code: '01',
        display: 'Number present and verified',
      },
    ],
  },
};

function located(...extensions: readonly Json[]): Json {
  return patient({ address: [{ city: 'Larkspur', extension: [extension('geolocation', { extension: extensions })] }] });
}

function nationality(inside: Json): Json {
  const code = { url: 'code', valueCodeableConcept: { text: 'x', extension: [inside] } };
  return patient({ extension: [extension('patient-nationality', { extension: [code] })] });
}

const sound: readonly (readonly [what: string, resource: Json])[] = [
  ['on a resource', patient({ extension: [birthPlace] })],
  ['beside a primitive', patient({ birthDate: '2024-03-04', _birthDate: { extension: [birthTime] } })],
  ['anywhere, if it may be', patient({ name: [{ _family: { extension: [absent] } }] })],
  [
    'beside a primitive in a list of a datatype',
    patient({
      name: [{ given: ['Ada'], _given: [{ extension: [extension('iso21090-EN-qualifier', { valueCode: 'CL' })] }] }],
    }),
  ],
  ['on a datatype, with extensions inside', located(latitude, longitude)],
  [
    'on a datatype in an element of one resource',
    { resourceType: 'MedicationRequest', intent: 'order', ...medication, dosageInstruction: [rateGoal] },
  ],
  ['a modifier', { resourceType: 'Device', modifierExtension: [implanted] }],
  ['inside another extension', nationality(absent)],
  [
    'of a contained resource',
    {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: '#p' },
      contained: [patient({ id: 'p', extension: [birthPlace] })],
    },
  ],
  [
    'on an item inside an item',
    {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [
        {
          linkId: '1',
          type: 'group',
          item: [{ linkId: '2', type: 'string', extension: [extension('minLength', { valueInteger: 3 })] }],
        },
      ],
    },
  ],
  [
    'of a profile, on a datatype in one element',
    patient({
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018', extension: [verified] }],
    }),
  ],
];

const faults: readonly (readonly [what: string, resource: Json, code: string, expression: string])[] = [
  [
    'a value of another type',
    patient({ extension: [extension('birthPlace', { valueString: 'x' })] }),
    'structure',
    'Patient.extension[0].value',
  ],
  [
    'a code outside the value set',
    patient({ extension: [extension('data-absent-reason', { valueCode: 'lost' })] }),
    'code-invalid',
    'Patient.extension[0].value',
  ],
  ['a part that is missing', located(latitude), 'required', 'Patient.address[0].extension[0].extension'],
  [
    'another resource',
    { resourceType: 'Organization', name: 'x', extension: [birthPlace] },
    'extension',
    'Organization.extension[0].url',
  ],
  [
    'a datatype instead of the resource',
    patient({ name: [{ family: 'x', extension: [birthPlace] }] }),
    'extension',
    'Patient.name[0].extension[0].url',
  ],
  ['the resource instead of an element', patient({ extension: [birthTime] }), 'extension', 'Patient.extension[0].url'],
  [
    'beside another primitive',
    patient({ gender: 'male', _gender: { extension: [birthTime] } }),
    'extension',
    'Patient.gender.extension[0].url',
  ],
  [
    'the datatype in another resource',
    { resourceType: 'MedicationStatement', status: 'active', taken: 'y', ...medication, dosage: [rateGoal] },
    'extension',
    'MedicationStatement.dosage[0].extension[0].url',
  ],
  [
    'a modifier among extensions',
    { resourceType: 'Device', extension: [implanted] },
    'extension',
    'Device.extension[0].url',
  ],
  [
    'no modifier among modifiers',
    patient({ modifierExtension: [birthPlace] }),
    'extension',
    'Patient.modifierExtension[0].url',
  ],
  [
    'deep inside another extension',
    nationality(birthPlace),
    'extension',
    'Patient.extension[0].extension[0].value.extension[0].url',
  ],
  [
    'an extension of a profile, elsewhere',
    patient({ name: [{ family: 'x', extension: [verified] }] }),
    'extension',
    'Patient.name[0].extension[0].url',
  ],
];

const test = suite('extensions that FHIR publishes');

for (const [what, resource] of sound) test(`sound: ${what}`, () => assert.equal(check(resource), []));

for (const [what, resource, code, expression] of faults) {
  test(`a fault: ${what}`, () => {
    assert.equal(
      check(resource).map((issue) => [issue.severity, issue.code, issue.expression]),
      [['error', code, expression]],
    );
  });
}

test('both walks say the same', () => {
  for (const [what, resource] of [...sound, ...faults]) {
    // With a limit, only the explaining walk runs.
    assert.equal(check(resource, { maxDepth: 64 }), check(resource), what);
  }
});

test('one that FHIR does not publish is a warning, with the nearest', () => {
  const [issue, ...others] = check(patient({ extension: [extension('patient-birthTimes', { valueCode: 'x' })] }));
  assert.equal([issue?.severity, issue?.code, others], ['warning', 'extension', []]);
  assert.match(issue?.message ?? '', `did you mean "${published}patient-birthTime"?`);
});

test('the guard of one profile says that it does not check those that the profile does not name', () => {
  const value = patient({
    meta: { profile: ['https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1'] },
    name: [{ use: 'official', family: 'Thistlewood' }],
    extension: [extension('patient-importance', { valueString: 'x' })],
  });
  assert.ok(isPatient(value), 'and accepts it');
  const issues = checkPatient(value);
  assert.not(issues.some(isFault));
  const note = issues.find(({ code }) => code === 'not-supported');
  assert.match(note?.message ?? '', 'the check of all definitions knows what FHIR publishes');
});

test('each has a builder and a guard', () => {
  assert.equal(birthPlaceExtension({ city: 'Larkspur' }), birthPlace);
  assert.equal(
    geolocationExtension({ latitude: 51.5, longitude: -0.1 }),
    extension('geolocation', { extension: [latitude, longitude] }),
  );
  assert.is(patientNationalityExtension({ code: { text: 'x' } }).extension?.length, 1);
  assert.ok(isDataAbsentReasonExtension(absent));
  assert.not(isDataAbsentReasonExtension(birthPlace));
});

test.run();
