/** Changed copies: what the input names is replaced, everything else stays, and the original is not touched. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  amendNhsCommunicationExtension,
  amendObservation,
  amendOrganization,
  amendPatient,
  amendPractitionerRole,
  HumanLanguage,
  isOrganization,
  isPatient,
  nhsCommunicationExtension,
  observation,
  organization,
  patient,
  practitionerRole,
  SdsJobRoleName,
  checkPatient,
  type Patient,
  type PatientInput,
} from 'careconnect-ems/careconnect';
import { amendAddress, amendHumanName, type HumanName } from 'careconnect-ems/base';
import { amendMessageHeader, messageHeader } from 'careconnect-ems/ems';
import { idOf, InputError, ref, refTo, resourceOf } from 'careconnect-ems/runtime';

const surgery = organization({ id: 'larkspur', name: 'Larkspur Lane Surgery' });
const birthTime = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime';

const whole = patient({
  id: 'ada',
  meta: { versionId: '1', tag: { code: 'a' } },
  nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
  identifier: { system: 'https://larkspur.example/id', value: '17' },
  officialName: { family: 'Thistlewood', given: 'Ada' },
  name: { use: 'nickname', text: 'Addie' },
  cadavericDonor: [true, false],
  ethnicCategory: 'chinese',
  extension: { url: 'https://larkspur.example/e', valueString: 'x' },
  telecom: [{ system: 'phone', value: '01632 960001' }],
  birthDate: '2026-03-04',
  birthTime: '2026-03-04T07:15:00Z',
  deceased: { boolean: false },
  managingOrganization: surgery,
});
/** As it may be received: with what no builder makes. */
const received: Patient = {
  ...whole,
  _birthDate: {
    id: 'b',
    extension: [...(whole._birthDate?.extension ?? []), { url: 'https://larkspur.example/e', valueCode: 'y' }],
  },
  _deceasedBoolean: { id: 'd' },
};

/** A change, and the members that it makes other than they were; undefined for those that go. */
type Table = Readonly<Record<string, readonly [input: Partial<PatientInput>, json: object]>>;

const [nhsNumber, local] = whole.identifier ?? [];
const [official, nickname] = whole.name;
const [ethnicity, donor, noDonor, other] = whole.extension ?? [];

const table: Table = {
  nothing: [{}, {}],
  'nothing, in words': [{ gender: undefined, nhsNumber: undefined, deceased: undefined, birthTime: undefined }, {}],
  'an element that was not there': [{ gender: 'female' }, { gender: 'female' }],
  'an element': [{ birthDate: '2026-03-05' }, { birthDate: '2026-03-05' }],
  'a list': [{ telecom: { system: 'sms', value: '1' } }, { telecom: [{ system: 'sms', value: '1' }] }],
  'a list, to nothing': [{ telecom: [] }, { telecom: undefined }],
  'a datatype, as a whole': [
    { officialName: { family: 'Thistle' } },
    { name: [{ use: 'official', family: 'Thistle' }, nickname] },
  ],
  'the items of no slice': [
    { name: [{ use: 'maiden', family: 'A' }, { text: 'B' }] },
    { name: [official, { use: 'maiden', family: 'A' }, { text: 'B' }] },
  ],
  'the items of no slice, to nothing': [{ identifier: [] }, { identifier: [nhsNumber] }],
  'a slice': [
    { nhsNumber: { value: '9990000026', verificationStatus: 'numberPresentAndVerified' } },
    { identifier: [{ ...nhsNumber, value: '9990000026' }, local] },
  ],
  'an extension': [
    { ethnicCategory: { coding: { ...ethnicity?.valueCodeableConcept?.coding?.[0] } as never, text: 'Chinese' } },
    {
      extension: [
        { ...ethnicity, valueCodeableConcept: { ...ethnicity?.valueCodeableConcept, text: 'Chinese' } },
        donor,
        noDonor,
        other,
      ],
    },
  ],
  'an extension that was not there, in its place': [
    { residentialStatus: 'ukResident' },
    {
      extension: [
        ethnicity,
        donor,
        noDonor,
        {
          url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ResidentialStatus-1',
          valueCodeableConcept: {
            coding: [
              {
                system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ResidentialStatus-1',
                code: 'H',
                display: 'UK Resident',
              },
            ],
          },
        },
        other,
      ],
    },
  ],
  'an extension that is a list': [{ cadavericDonor: true }, { extension: [ethnicity, donor, other] }],
  'an extension that is a list, to nothing': [{ cadavericDonor: [] }, { extension: [ethnicity, other] }],
  'the extensions that no profile names': [
    { extension: { url: 'https://larkspur.example/f', valueCode: 'y' } },
    { extension: [ethnicity, donor, noDonor, { url: 'https://larkspur.example/f', valueCode: 'y' }] },
  ],
  'an extension on a primitive': [
    { birthTime: '2026-03-04T07:16:00Z' },
    {
      _birthDate: {
        id: 'b',
        extension: [
          { url: birthTime, valueDateTime: '2026-03-04T07:16:00Z' },
          { url: 'https://larkspur.example/e', valueCode: 'y' },
        ],
      },
    },
  ],
  'an extension on a primitive, and others that are not on it': [
    { birthTime: '2026-03-04T07:16:00Z', extension: [] },
    {
      extension: [ethnicity, donor, noDonor],
      _birthDate: {
        id: 'b',
        extension: [
          { url: birthTime, valueDateTime: '2026-03-04T07:16:00Z' },
          { url: 'https://larkspur.example/e', valueCode: 'y' },
        ],
      },
    },
  ],
  'a choice, to the same type': [
    { deceased: { boolean: true } },
    { deceasedBoolean: true, _deceasedBoolean: undefined },
  ],
  'a choice, to another type': [
    { deceased: { dateTime: '2026-07-04' } },
    { deceasedBoolean: undefined, _deceasedBoolean: undefined, deceasedDateTime: '2026-07-04' },
  ],
  'a reference': [
    { managingOrganization: ref('Organization/2') },
    { managingOrganization: { reference: 'Organization/2' } },
  ],
  'the id': [{ id: 'orla' }, { id: 'orla' }],
  'meta, without losing the profile': [
    { meta: { versionId: '2' } },
    { meta: { versionId: '2', profile: ['https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1'] } },
  ],
};

const patients = suite('changed patients');
const before = JSON.stringify(received);

for (const [what, [input, json]] of Object.entries(table))
  patients(what, () => {
    const copy = amendPatient(received, input);
    assert.equal(copy, JSON.parse(JSON.stringify({ ...received, ...json })));
    assert.is(JSON.stringify(received), before);
    assert.ok(isPatient(copy), JSON.stringify(checkPatient(copy)));
  });

patients('have their members in the order of the definition', () => {
  const copy = amendPatient(patient({ officialName: { family: 'A' }, managingOrganization: surgery }), {
    active: true,
    deceased: { boolean: true },
    birthTime: '2026-03-04T07:15:00Z',
    birthDate: '2026-03-04',
    id: 'a',
    identifier: { value: '1' },
    language: 'en-GB',
  });
  const order = 'resourceType id meta language identifier active name birthDate _birthDate deceasedBoolean';
  assert.is(Object.keys(copy).join(' '), `${order} managingOrganization`);
});

patients('share nothing with the original, but references lead on', () => {
  const original = patient({ officialName: { family: 'A', given: ['Ada'] }, managingOrganization: surgery });
  const copy = amendPatient(original, { gender: 'female' });
  (copy.name[0] as HumanName).given?.push('Orla');
  assert.equal(original.name[0].given, ['Ada']);
  assert.is(resourceOf(copy.managingOrganization ?? {}), surgery);
});

patients('go by the id of the original, where that has none of its own', () => {
  const original = patient({ officialName: { family: 'A' } });
  const copy = amendPatient(original, { gender: 'female' });
  assert.is(idOf(copy), idOf(original));
  assert.equal(refTo(copy), refTo(original));
  assert.not('id' in copy);
  assert.is.not(idOf(amendPatient(original, { id: 'b' })), idOf(original));
});

patients.run();

const others = suite('other changes');

others('of a slice that is told by its coding', () => {
  const role = practitionerRole({ sdsJobRoleName: SdsJobRoleName.generalMedicalPractitioner, code: { text: 'Locum' } });
  const copy = amendPractitionerRole(role, { sdsJobRoleName: { code: 'R0270', display: 'Salaried GP' } });
  assert.equal(
    copy.code?.map((one) => one.text ?? one.coding?.[0]?.code),
    ['R0270', 'Locum'],
  );
});

others('of one of two slices', () => {
  const site = organization({ odsOrganisationCode: 'Z99901', odsSiteCode: 'Z9990100', identifier: { value: '1' } });
  const copy = amendOrganization(site, { odsOrganisationCode: 'Z99902' });
  assert.equal(
    copy.identifier?.map((one) => one.value),
    ['Z99902', 'Z9990100', '1'],
  );
  assert.ok(isOrganization(copy));
});

others('of the siblings of a list, which go with its items', () => {
  const named = { ...organization({ alias: ['A', 'B'] }), _alias: [{ id: 'a' }, { id: 'b' }] };
  assert.equal(amendOrganization(named, { name: 'C' })._alias, [{ id: 'a' }, { id: 'b' }]);
  assert.not('_alias' in amendOrganization(named, { alias: 'C' }));
});

others('of a choice among many', () => {
  const seen = observation({ status: 'final', code: { text: 'Weight' }, value: { quantity: { value: 3.2 } } });
  const copy = amendObservation(seen, { value: { string: 'heavy' }, status: 'amended' });
  const { valueQuantity, ...rest } = seen;
  assert.ok(valueQuantity);
  assert.equal(copy, { ...rest, status: 'amended', valueString: 'heavy' });
});

others('of an extension made of parts', () => {
  const english = nhsCommunicationExtension({
    language: HumanLanguage.english,
    preferred: true,
    modeOfCommunication: 'expressedSpoken',
  });
  const copy = amendNhsCommunicationExtension(english, { preferred: false });
  assert.equal(copy.extension.length, 3);
  assert.equal(copy.extension[0], english.extension[0]);
  assert.equal(copy.extension[1], { url: 'preferred', valueBoolean: false });
  assert.is(copy.url, english.url);
});

others('of datatypes', () => {
  assert.equal(amendAddress({ city: 'A', line: ['1'] }, { city: 'B' }), { line: ['1'], city: 'B' });
  assert.equal(amendHumanName({ family: 'A', given: ['B'] }, { given: [] }), { family: 'A' });
});

others('of a header, which keeps its id', () => {
  const header = messageHeader({
    messageEventType: 'newEventMessage',
    event: 'vaccinations',
    timestamp: '2026-03-04T07:15:00Z',
    source: { endpoint: 'urn:larkspur' },
    responsible: surgery,
    focus: whole,
  });
  const copy = amendMessageHeader(header, { messageEventType: 'deleteEventMessage' });
  assert.is(copy.id, header.id);
  assert.is(copy.extension.length, 1);
  assert.is(copy.extension[0]?.valueCodeableConcept?.coding?.[0]?.code, 'delete');
});

/** What cannot be changed, or not in that way. */
const faults: Readonly<Record<string, readonly [change: () => unknown, message: string]>> = {
  'an unknown name': [
    () => amendPatient(whole, { gendre: 'female' } as object),
    'Patient.gendre: unknown property; did you mean "gender"?',
  ],
  'a part that is needed': [
    () => amendPatient(whole, { officialName: { given: 'Ada' } as never }),
    'Patient.officialName.family: is required',
  ],
  'another resource': [
    () => amendPatient(surgery as unknown as Patient, {}),
    'Patient.resourceType: "Organization" is not the resource type of the value to change',
  ],
  'nothing to change': [
    () => amendPatient(undefined as never, {}),
    'Patient: is undefined, but must be a plain object',
  ],
  'no change': [() => amendPatient(whole, undefined as never), 'Patient: is undefined, but must be a plain object'],
  'what the guard refuses': [
    () => amendPatient(whole, { name: { use: 'official', family: 'B' } }, { check: checkPatient }),
    'Patient.name: ',
  ],
};

for (const [what, [change, message]] of Object.entries(faults))
  others(`refused: ${what}`, () => {
    assert.throws(change, (error: unknown) => error instanceof InputError && error.message.startsWith(message));
  });

others.run();
