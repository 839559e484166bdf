/** What builders make of rows of a database, and what they say of the faults in them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  amendPatient,
  checkPatient,
  EthnicCategory,
  location,
  organization,
  patient,
  practitionerRole,
  VaccineCode,
} from 'careconnect-ems/careconnect';
import { codeableConcept, coding, identifier, observation } from 'careconnect-ems/base';
import {
  bloodSpotTestOutcome,
  type BloodSpotTestOutcomeNewInput,
} from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { vaccinations, type VaccinationsNewInput } from 'careconnect-ems/events/vaccinations-1';
import { fromCode, InputError, toOperationOutcome, withoutValues } from 'careconnect-ems/runtime';
import { larkspur } from '../../examples/senders.ts';

const officialName = { family: 'Thistlewood' };
const snomed = 'http://snomed.info/sct';

/** The error that a function throws. */
function errorOf(act: () => unknown): InputError {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Path and message of each fault. */
function faultsOf(act: () => unknown): string[] {
  return errorOf(act).issues.map(({ expression, message }) => `${expression}: ${message}`);
}

const nulls = suite('null where a value is missing');

nulls('comes to the same as undefined, at every depth', () => {
  const given = (absent: null | undefined) =>
    patient({
      id: '0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11',
      meta: absent,
      nhsNumber: absent,
      officialName: { ...officialName, given: absent, period: { start: '2026', end: absent } },
      gender: absent,
      deceased: { dateTime: absent },
      multipleBirth: absent,
      address: { city: 'Exampleton', line: absent },
      maritalStatus: absent,
      nhsCommunication: [
        { language: { coding: { code: 'en', system: 'urn:x' } }, modeOfCommunication: absent },
      ] as never,
      generalPractitioner: absent,
    });
  assert.equal(given(null), given(undefined));
  assert.not.match(JSON.stringify(given(null)), /null/);
});

nulls('is left out of what is taken as it is, and stays where it is an item of a list', () => {
  const extension = { url: 'https://larkspur.example/x', valueString: null, valueCode: 'a' } as never;
  const contained = {
    resourceType: 'Patient',
    name: [{ given: ['A', null], _given: [null, { id: 'b' }] }],
    gender: null,
  };
  const made = patient({ officialName, extension, contained: contained as never });
  assert.equal(made.extension, [{ url: 'https://larkspur.example/x', valueCode: 'a' }]);
  assert.equal(made.contained, [
    { resourceType: 'Patient', name: [{ given: ['A', null], _given: [null, { id: 'b' }] }] },
  ]);
});

nulls('changes nothing when a copy is amended', () => {
  const ada = patient({ officialName, gender: 'female' });
  assert.equal(amendPatient(ada, { gender: null, officialName: null, birthDate: '2026-03-04' }).gender, 'female');
});

nulls('is refused where a value has to be there', () => {
  assert.equal(
    faultsOf(() => patient({ officialName: null as never })),
    ['Patient.officialName: is required'],
  );
  assert.equal(
    faultsOf(() => patient({ officialName: { family: null as never, given: 'Ada' } })),
    ['Patient.officialName.family: is required'],
  );
});

nulls.run();

const keys = suite('codes and values that were not found');

const lacking: Readonly<Record<string, readonly [make: () => unknown, faults: readonly string[]]>> = {
  'a code that is undefined': [
    () => coding({ system: snomed, code: undefined, display: 'x' }),
    ['Coding.code: is required: a coding without its code says nothing'],
  ],
  'a code that is null': [
    () =>
      codeableConcept({
        coding: [
          { system: snomed, code: '1' },
          { system: snomed, code: null },
        ],
        text: 'x',
      }),
    ['CodeableConcept.coding[1].code: is required: a coding without its code says nothing'],
  ],
  'a coding that is nothing else': [
    () => patient({ officialName, contact: { name: { use: 'usual' }, relationship: { code: null } } }),
    ['Patient.contact.relationship.coding.code: is required: a coding without its code says nothing'],
  ],
  'a code that is blank': [
    () => observation({ status: 'final', code: { coding: { system: snomed, code: ' ' } } }),
    ['Observation.code.coding.code: " " is not a code: no white space except single spaces between words'],
  ],
  'a code that is empty': [() => coding({ system: snomed, code: '' }), ['Coding.code: is empty']],
  'a system alone': [
    () => coding({ system: snomed }),
    ['Coding.code: is required: a coding without its code says nothing'],
  ],
  'a value that is blank': [
    () => identifier({ system: 'urn:x', value: '  ' }),
    ['Identifier.value: "  " is not text of 1 to 1048576 characters that are not all white space'],
  ],
  'a value that is null': [
    () => organization({ name: 'A', identifier: [{ system: 'urn:x', value: null }] }),
    ['Organization.identifier[0].value: is required: an identifier without its value identifies nothing'],
  ],
  'a code of an organisation in lower case': [
    () => organization({ odsOrganisationCode: 'z99901', name: 'A' }),
    [
      'Organization.odsOrganisationCode.value: "z99901" is not a code without lower-case letters and white space; did you mean "Z99901"?',
    ],
  ],
  'a code of a site with white space': [
    () => location({ odsSiteCode: { value: ' Z99 902' } }),
    [
      'Location.odsSiteCode.value: " Z99 902" is not a code without lower-case letters and white space; did you mean "Z99902"?',
    ],
  ],
};
for (const [what, [make, faults]] of Object.entries(lacking))
  keys(`${what} is a fault`, () => assert.equal(faultsOf(make), faults));

keys('what says something without them is taken', () => {
  assert.equal(coding({ display: 'x' }), { display: 'x' });
  assert.equal(coding({ system: snomed, extension: { url: 'urn:absent' } }).system, snomed);
  assert.equal(identifier({ system: 'urn:x', extension: { url: 'urn:absent' } }).system, 'urn:x');
  assert.is(organization({ odsOrganisationCode: 'Z99901', name: 'A' }).identifier?.[0]?.value, 'Z99901');
});

keys.run();

const codes = suite('codes held as text');

codes('become constants', () => {
  const made = patient({ officialName, ethnicCategory: fromCode(EthnicCategory, 'A') });
  assert.equal(made, { ...patient({ officialName, ethnicCategory: 'britishMixedBritish' }) });
  assert.equal(fromCode(snomed, '1', 'One'), { system: snomed, code: '1', display: 'One' });
  assert.equal(fromCode(snomed, '1', null), { system: snomed, code: '1' });
  const column = (value: string | null): string | null => value;
  assert.is(fromCode(EthnicCategory, column(null)), undefined);
  assert.is(fromCode(snomed, column(null), 'One'), undefined);
});

codes('that are unknown are faults where they were given', () => {
  const faults = faultsOf(() =>
    patient({
      officialName,
      ethnicCategory: fromCode(EthnicCategory, 'a'),
      maritalStatus: { coding: fromCode(EthnicCategory, '??') as never },
    }),
  );
  assert.equal(faults, [
    'Patient.ethnicCategory: "a" is not a code of the value set; did you mean "A"?',
    'Patient.maritalStatus.coding: "??" is not a code of the value set',
  ]);
  assert.is(
    errorOf(() => patient({ officialName, ethnicCategory: fromCode(EthnicCategory, '') })).issues[0]?.code,
    'code-invalid',
  );
});

codes('that are unknown are faults where anybody else reads them', () => {
  const unknown = fromCode(EthnicCategory, 'ZZ');
  assert.is(errorOf(() => unknown.code).path, 'code');
  assert.is(errorOf(() => ({ ...unknown })).path, 'code');
  assert.is(errorOf(() => JSON.stringify(unknown)).path, 'code');
});

codes('of several systems need their system', () => {
  const set = { one: { system: 'urn:a', code: 'x' }, two: { system: 'urn:b', code: 'x' } } as const;
  assert.equal(fromCode(set, { system: 'urn:b', code: 'x' }), set.two);
  assert.match(errorOf(() => coding(fromCode(set, 'x'))).message, /^Coding: "x" is not enough: several systems/);
  assert.match(errorOf(() => coding(fromCode(VaccineCode, { system: 'urn:b', code: null }))).message, /^Coding: /);
});

codes.run();

const all = suite('all faults at once');

const jab: VaccinationsNewInput = {
  source: larkspur,
  responsible: organization({ odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' }),
  lastUpdated: '2026-05-12T11:00:00+01:00',
  immunization: {
    identifier: { system: 'urn:x', value: '1' },
    status: 'completed',
    notGiven: false,
    primarySource: true,
    date: '2026-05-12',
    vaccineCode: { text: 'x' },
    vaccinationProcedure: { text: 'x' },
  },
  patient: {
    nhsNumber: { value: '9990000026', verificationStatus: 'numberPresentAndVerified' },
    officialName: { family: 'Bramblewick' },
    birthDate: '2022-11-30',
  },
};

all('of a resource, in the order of its definition; the first is the message', () => {
  const broken = {
    officialName: { given: ['Ada', 5], famly: 'x' },
    gender: ['female', 'male'],
    birthDate: '2026-13-01',
    address: [{ city: 'A' }, { line: [1, 'b', 2] }],
    contact: 'x',
    colour: 'red',
  } as never;
  const error = errorOf(() => patient(broken));
  assert.equal(
    error.issues.map(({ expression }) => expression),
    [
      'Patient.officialName.given[1]',
      'Patient.officialName.famly',
      'Patient.officialName.family',
      'Patient.gender',
      'Patient.birthDate',
      'Patient.address[1].line[0]',
      'Patient.address[1].line[2]',
      'Patient.contact',
      'Patient.colour',
    ],
  );
  assert.is(error.message, `${error.path}: ${error.issues[0]?.message}`);
  assert.equal(error.issues.map(({ code }) => code).slice(1, 3), ['structure', 'required']);
  assert.is(toOperationOutcome(error.issues).issue.length, 9);
  assert.not.match(error.issues.map((issue) => withoutValues(issue).message).join(), /2026-13-01/);
});

all('what has a fault is not missing as well', () => {
  assert.equal(
    faultsOf(() => patient({ officialName: { family: 5 } as never })).map((one) => one.split(':')[0]),
    ['Patient.officialName.family'],
  );
  assert.equal(
    faultsOf(() => observation({ status: 'done', code: { text: 5 } } as never)).map((one) => one.split(':')[0]),
    ['Observation.code.text'],
  );
});

all('of a message: its resources, its header, unknown names, and rules that are broken elsewhere', () => {
  const { immunization } = jab;
  const faults = faultsOf(() =>
    vaccinations.new({
      ...jab,
      lastUpdated: 'yesterday',
      colour: 'red',
      immunization: { ...immunization, lotNumber: 5, vaccinationProcedure: { id: 'a' } },
      patient: { ...jab.patient, nhsNumber: { value: '999 000', verificationStatus: 'x' } },
    } as never),
  );
  assert.equal(
    faults.map((one) => one.split(': ')[0]),
    [
      'colour',
      'patient.nhsNumber.verificationStatus',
      'patient.nhsNumber.value',
      'immunization.lotNumber',
      'lastUpdated',
      'immunization.vaccinationProcedure',
    ],
  );
});

all('several faults that a guard finds are told together', () => {
  const period = { start: '2026-02-01', end: '2026-01-01' };
  const faults = faultsOf(() =>
    vaccinations.new(
      {
        ...jab,
        immunization: { ...jab.immunization, doseQuantity: { value: 1, code: 'mL' } },
        patient: { ...jab.patient, address: { city: 'A', period } } as never,
      },
      { check: vaccinations.check },
    ),
  );
  assert.equal(
    faults.map((one) => one.split(': ')[0]),
    ['immunization.doseQuantity', 'patient.address.period'],
  );
  assert.is(errorOf(() => patient({ officialName, address: { period } }, { check: checkPatient })).issues.length, 1);
});

all('a fault in a resource is no lack of the header, and one that is no object hides what follows from it', () => {
  const { patient: child, ...rest } = jab;
  assert.equal(
    faultsOf(() => vaccinations.new({ ...rest, patient: 'Otis' as never })).map((one) => one.split(': ')[0]),
    ['patient'],
  );
  assert.equal(
    faultsOf(() => vaccinations.new({ ...rest, patient: { ...child, birthDate: 'x' } as never })).map(
      (one) => one.split(': ')[0],
    ),
    ['patient.birthDate'],
  );
});

all('what is null in a message is not there', () => {
  const none = { organizations: null, encounter: null, others: null, enterer: null, timestamp: null };
  const options = () => {
    let count = 0;
    const uuid = (): string => `0d5a7c3e-2a7b-4e0c-8a57-${String((count += 1)).padStart(12, '0')}`;
    return { uuid, now: () => new Date(0) };
  };
  assert.equal(
    JSON.stringify(vaccinations.new({ ...jab, ...none }, options())),
    JSON.stringify(vaccinations.new(jab, options())),
  );
  const spots = { procedures: null, outcomes: { phenylketonuria: null } };
  assert.not.match(
    faultsOf(() => bloodSpotTestOutcome.new({ ...spots } as BloodSpotTestOutcomeNewInput)).join(),
    /phenylketonuria|procedures/,
  );
});

all('after a hundred faults the rest is not looked at', () => {
  const line = Array.from({ length: 5000 }, () => 1);
  assert.is(errorOf(() => patient({ officialName, address: { line } as never })).issues.length, 101);
  assert.is(
    errorOf(() => practitionerRole(Object.fromEntries(line.map((_, i) => [`a${i}`, 1])) as never)).issues.length,
    101,
  );
});

all.run();
