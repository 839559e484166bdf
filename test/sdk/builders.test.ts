/** What builders make of their inputs. The package has to be built before. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  encounter,
  EthnicCategory,
  ethnicCategoryExtension,
  HumanLanguage,
  immunization,
  location,
  MaritalStatus,
  nhsCommunicationExtension,
  observation,
  organization,
  patient,
  practitioner,
  practitionerRole,
  quantity,
  SdsJobRoleName,
  valueApproximationExtension,
} from 'careconnect-ems/careconnect';
import { address, humanName, identifier, period } from 'careconnect-ems/base';
import { birthPlaceExtension, organizationPeriodExtension, patientBirthTimeExtension } from 'careconnect-ems/core';
import { EventType, messageEventTypeExtension, messageHeader, routingDemographicsExtension } from 'careconnect-ems/ems';
import { ref } from 'careconnect-ems/runtime';

/** What is built, and the JSON that it has to be, members in this order. */
type Table = Readonly<Record<string, readonly [built: object, json: object]>>;

const hl7uk = 'https://fhir.hl7.org.uk/STU3';
const nhs = 'https://fhir.nhs.uk';
const careconnect = `${hl7uk}/StructureDefinition/CareConnect`;
const extension = `${hl7uk}/StructureDefinition/Extension-CareConnect`;

const officialName = { family: 'Thistlewood' };
const claim = (profile: string): object => ({ meta: { profile: [`${careconnect}-${profile}-1`] } });
const patientJson = (parts: object): object => ({
  resourceType: 'Patient',
  ...claim('Patient'),
  name: [{ use: 'official', family: 'Thistlewood' }],
  ...parts,
});
const ethnicity = (concept: object): object => ({
  url: `${extension}-EthnicCategory-1`,
  valueCodeableConcept: concept,
});
const chinese = { system: `${hl7uk}/CodeSystem/CareConnect-EthnicCategory-1`, code: 'R', display: 'Chinese' };
const married = { system: 'http://hl7.org/fhir/v3/MaritalStatus', code: 'M', display: 'Married' };
const language = {
  url: 'language',
  valueCodeableConcept: {
    coding: [{ system: `${hl7uk}/CodeSystem/CareConnect-HumanLanguage-1`, code: 'en', display: 'English' }],
  },
};

const fixedValues: Table = {
  'resource type and profile come first': [
    organization({ name: 'Larkspur Lane Surgery' }),
    { resourceType: 'Organization', ...claim('Organization'), name: 'Larkspur Lane Surgery' },
  ],
  'a profile that is claimed already is not claimed twice': [
    organization({ meta: { profile: `${careconnect}-Organization-1` } }),
    { resourceType: 'Organization', ...claim('Organization') },
  ],
  'nor is one with a version': [
    organization({ meta: { profile: [`${careconnect}-Organization-1|1.2.0`] } }),
    { resourceType: 'Organization', meta: { profile: [`${careconnect}-Organization-1|1.2.0`] } },
  ],
  'other profiles and the rest of meta stay, in order': [
    organization({
      meta: { tag: { code: 'a' }, versionId: '1', profile: 'https://larkspur.example/surgery' },
      id: 'a',
    }),
    {
      resourceType: 'Organization',
      id: 'a',
      meta: {
        versionId: '1',
        profile: ['https://larkspur.example/surgery', `${careconnect}-Organization-1`],
        tag: [{ code: 'a' }],
      },
    },
  ],
  'the resource type may be given': [
    organization({ name: 'Larkspur', ['resourceType' as never]: 'Organization' as never }),
    { resourceType: 'Organization', ...claim('Organization'), name: 'Larkspur' },
  ],
  'what tells a slice is filled in': [
    patient({ officialName: { given: 'Ada', family: 'Thistlewood' } }),
    {
      resourceType: 'Patient',
      ...claim('Patient'),
      name: [{ use: 'official', family: 'Thistlewood', given: ['Ada'] }],
    },
  ],
  'and stays what was given': [
    patient({ officialName: { use: 'nickname' as 'official', family: 'Thistlewood' } }),
    { resourceType: 'Patient', ...claim('Patient'), name: [{ use: 'nickname', family: 'Thistlewood' }] },
  ],
  'the only code system there is is filled in': [
    messageEventTypeExtension({ code: 'new', display: 'New event message' }),
    {
      url: `${nhs}/STU3/StructureDefinition/Extension-MessageEventType-1`,
      valueCodeableConcept: {
        coding: [{ system: `${nhs}/STU3/CodeSystem/MessageEventType-1`, code: 'new', display: 'New event message' }],
      },
    },
  ],
  'a fixed value inside a slice inside an element': [
    observation({ status: 'final', code: { snomedCT: { code: '27113001', display: 'Body weight' } } }),
    {
      resourceType: 'Observation',
      ...claim('Observation'),
      status: 'final',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '27113001', display: 'Body weight' }] },
    },
  ],
  'a datatype has no resource type': [period({ start: '2026', end: '2027' }), { start: '2026', end: '2027' }],
};

const slices: Table = {
  'by the value alone, where nothing else is needed': [
    organization({ odsOrganisationCode: 'Z99901' }),
    {
      resourceType: 'Organization',
      ...claim('Organization'),
      identifier: [{ system: `${nhs}/Id/ods-organization-code`, value: 'Z99901' }],
    },
  ],
  'or with what is open': [
    organization({ odsOrganisationCode: { use: 'official', value: 'Z99901' } }),
    {
      resourceType: 'Organization',
      ...claim('Organization'),
      identifier: [{ use: 'official', system: `${nhs}/Id/ods-organization-code`, value: 'Z99901' }],
    },
  ],
  'in the order of the definition, other items behind them': [
    organization({
      identifier: [{ value: '1' }, { value: '2' }],
      odsSiteCode: 'Z9990100',
      odsOrganisationCode: 'Z99901',
    }),
    {
      resourceType: 'Organization',
      ...claim('Organization'),
      identifier: [
        { system: `${nhs}/Id/ods-organization-code`, value: 'Z99901' },
        { system: `${nhs}/Id/ods-site-code`, value: 'Z9990100' },
        { value: '1' },
        { value: '2' },
      ],
    },
  ],
  'extensions among other extensions': [
    patient({
      extension: { url: 'https://larkspur.example/e', valueString: 'x' },
      cadavericDonor: [true, false],
      ethnicCategory: 'chinese',
      officialName,
    }),
    {
      resourceType: 'Patient',
      ...claim('Patient'),
      extension: [
        ethnicity({ coding: [chinese] }),
        { url: 'http://hl7.org/fhir/StructureDefinition/patient-cadavericDonor', valueBoolean: true },
        { url: 'http://hl7.org/fhir/StructureDefinition/patient-cadavericDonor', valueBoolean: false },
        { url: 'https://larkspur.example/e', valueString: 'x' },
      ],
      name: [{ use: 'official', family: 'Thistlewood' }],
    },
  ],
  'an extension inside a slice': [
    patient({ officialName, nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' } }),
    {
      resourceType: 'Patient',
      ...claim('Patient'),
      identifier: [
        {
          extension: [
            {
              url: `${extension}-NHSNumberVerificationStatus-1`,
              valueCodeableConcept: {
                coding: [
                  {
                    system: `${hl7uk}/CodeSystem/CareConnect-NHSNumberVerificationStatus-1`,
                    code: '01',
                    display: 'Number present and verified',
                  },
                ],
              },
            },
          ],
          system: `${nhs}/Id/nhs-number`,
          value: '9990000018',
        },
      ],
      name: [{ use: 'official', family: 'Thistlewood' }],
    },
  ],
  'a slice that is told by its coding': [
    practitionerRole({
      code: { text: 'Locum' },
      sdsJobRoleName: { code: 'R0260', display: 'General Medical Practitioner' },
    }),
    {
      resourceType: 'PractitionerRole',
      ...claim('PractitionerRole'),
      code: [
        {
          coding: [
            {
              system: `${hl7uk}/CodeSystem/CareConnect-SDSJobRoleName-1`,
              code: 'R0260',
              display: 'General Medical Practitioner',
            },
          ],
        },
        { text: 'Locum' },
      ],
    },
  ],
};

const extensions: Table = {
  'of a boolean': [valueApproximationExtension(true), { url: `${extension}-ValueApproximation-1`, valueBoolean: true }],
  'of a moment': [
    patientBirthTimeExtension('2026-03-04T07:15:00Z'),
    {
      url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
      valueDateTime: '2026-03-04T07:15:00Z',
    },
  ],
  'of a datatype': [
    birthPlaceExtension({ line: '1 Larkspur Lane', city: 'Thistleborough' }),
    {
      url: 'http://hl7.org/fhir/StructureDefinition/birthPlace',
      valueAddress: { line: ['1 Larkspur Lane'], city: 'Thistleborough' },
    },
  ],
  'of a period': [
    organizationPeriodExtension({ start: '1998-04-01' }),
    {
      url: 'http://hl7.org/fhir/StructureDefinition/organization-period',
      valuePeriod: { start: '1998-04-01' },
    },
  ],
  'of parts, one of them a list': [
    nhsCommunicationExtension({
      language: HumanLanguage.english,
      modeOfCommunication: ['expressedSpoken', 'receivedSpoken'],
      preferred: true,
    }),
    {
      extension: [
        language,
        { url: 'preferred', valueBoolean: true },
        ...[
          { code: 'ESP', display: 'Expressed spoken' },
          { code: 'RSP', display: 'Received spoken' },
        ].map((coding) => ({
          url: 'modeOfCommunication',
          valueCodeableConcept: {
            coding: [{ system: `${hl7uk}/CodeSystem/CareConnect-LanguageAbilityMode-1`, ...coding }],
          },
        })),
      ],
      url: `${extension}-NHSCommunication-1`,
    },
  ],
  'of parts that are datatypes': [
    routingDemographicsExtension({ name: { family: 'Thistlewood' }, nhsNumber: { value: '9990000018' } }),
    {
      extension: [
        { url: 'nhsNumber', valueIdentifier: { system: `${nhs}/Id/nhs-number`, value: '9990000018' } },
        { url: 'name', valueHumanName: { family: 'Thistlewood' } },
      ],
      url: `${nhs}/STU3/StructureDefinition/Extension-RoutingDemographics-1`,
    },
  ],
  'on a primitive, behind it': [
    patient({ officialName, birthDate: '2026-03-04', birthTime: '2026-03-04T07:15:00Z', active: true }),
    {
      resourceType: 'Patient',
      ...claim('Patient'),
      active: true,
      name: [{ use: 'official', family: 'Thistlewood' }],
      birthDate: '2026-03-04',
      _birthDate: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
            valueDateTime: '2026-03-04T07:15:00Z',
          },
        ],
      },
    },
  ],
  'on a primitive that is not there': [
    patient({ officialName, birthTime: '2026-03-04T07:15:00Z' }),
    patientJson({
      _birthDate: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
            valueDateTime: '2026-03-04T07:15:00Z',
          },
        ],
      },
    }),
  ],
  'on a datatype': [
    quantity({ value: 3.2, valueApproximation: true, unit: 'kg' }),
    {
      extension: [{ url: `${extension}-ValueApproximation-1`, valueBoolean: true }],
      value: 3.2,
      unit: 'kg',
    },
  ],
};

const codes: Table = {
  'by the name of a constant': [ethnicCategoryExtension('chinese'), ethnicity({ coding: [chinese] })],
  'by the constant': [ethnicCategoryExtension(EthnicCategory.chinese), ethnicity({ coding: [chinese] })],
  'by a coding, without adding to it': [
    ethnicCategoryExtension({ code: 'R', system: `${hl7uk}/CodeSystem/CareConnect-EthnicCategory-1` }),
    ethnicity({ coding: [{ system: `${hl7uk}/CodeSystem/CareConnect-EthnicCategory-1`, code: 'R' }] }),
  ],
  'by a concept with one coding': [
    ethnicCategoryExtension({ text: 'Chinese', coding: EthnicCategory.chinese }),
    ethnicity({ coding: [chinese], text: 'Chinese' }),
  ],
  'by a concept with several': [
    ethnicCategoryExtension({ coding: [EthnicCategory.chinese, { code: 'x' }] }),
    ethnicity({ coding: [chinese, { code: 'x' }] }),
  ],
  'of a set that is too large for names': [
    nhsCommunicationExtension({ language: HumanLanguage.english }),
    { extension: [language], url: `${extension}-NHSCommunication-1` },
  ],
  'of a concept that the profile says more of': [
    patient({ officialName, maritalStatus: 'married' }),
    patientJson({ maritalStatus: { coding: [married] } }),
  ],
  'inside that concept': [
    patient({ officialName, maritalStatus: { coding: 'married', text: 'Wed' } }),
    patientJson({ maritalStatus: { coding: [married], text: 'Wed' } }),
  ],
  'by the constant inside it': [
    patient({ officialName, maritalStatus: { coding: MaritalStatus.married } }),
    patientJson({ maritalStatus: { coding: [married] } }),
  ],
  'of a Coding': [
    messageHeader({ ...header(), event: 'vaccinations' }),
    headerJson({ system: `${nhs}/STU3/CodeSystem/EventType-1`, code: 'vaccinations-1', display: 'Vaccinations' }),
  ],
  'of a Coding, by the constant': [
    messageHeader({ ...header(), event: { ...EventType.vaccinations, version: '1' } }),
    headerJson({
      system: `${nhs}/STU3/CodeSystem/EventType-1`,
      version: '1',
      code: 'vaccinations-1',
      display: 'Vaccinations',
    }),
  ],
  'of a list': [
    observation({ status: 'final', code: { text: 'Weight' }, category: ['vitalSigns', { text: 'Other' }] }),
    {
      resourceType: 'Observation',
      ...claim('Observation'),
      status: 'final',
      category: [
        {
          coding: [{ system: 'http://hl7.org/fhir/observation-category', code: 'vital-signs', display: 'Vital Signs' }],
        },
        { text: 'Other' },
      ],
      code: { text: 'Weight' },
    },
  ],
  'of a slice by the constant': [
    practitionerRole({ sdsJobRoleName: SdsJobRoleName.generalMedicalPractitioner }),
    {
      resourceType: 'PractitionerRole',
      ...claim('PractitionerRole'),
      code: [{ coding: [{ ...SdsJobRoleName.generalMedicalPractitioner }] }],
    },
  ],
};

function header(): Omit<Parameters<typeof messageHeader>[0], 'event'> {
  return {
    id: 'a',
    messageEventType: 'newEventMessage',
    timestamp: '2026-03-04T07:15:00Z',
    source: { endpoint: 'urn:larkspur' },
    responsible: ref('Organization/larkspur'),
    focus: ref('Patient/ada'),
  };
}

function headerJson(event: object): object {
  return {
    resourceType: 'MessageHeader',
    id: 'a',
    meta: { profile: [`${nhs}/STU3/StructureDefinition/Event-MessageHeader-1`] },
    extension: [
      {
        url: `${nhs}/STU3/StructureDefinition/Extension-MessageEventType-1`,
        valueCodeableConcept: {
          coding: [{ system: `${nhs}/STU3/CodeSystem/MessageEventType-1`, code: 'new', display: 'New event message' }],
        },
      },
    ],
    event,
    timestamp: '2026-03-04T07:15:00Z',
    source: { endpoint: 'urn:larkspur' },
    responsible: { reference: 'Organization/larkspur' },
    focus: [{ reference: 'Patient/ada' }],
  };
}

const elements: Table = {
  'one for a list': [
    address({ line: '1 Larkspur Lane', city: 'Thistleborough' }),
    { line: ['1 Larkspur Lane'], city: 'Thistleborough' },
  ],
  'many for a list': [humanName({ given: ['Ada', 'Orla'] }), { given: ['Ada', 'Orla'] }],
  'a choice of a primitive': [
    patient({ officialName, deceased: { boolean: false } }),
    patientJson({ deceasedBoolean: false }),
  ],
  'a choice of a moment': [
    patient({ officialName, deceased: { dateTime: '2026' } }),
    patientJson({ deceasedDateTime: '2026' }),
  ],
  'a choice of a datatype': [
    observation({ status: 'final', code: { text: 'Weight' }, value: { quantity: { unit: 'kg', value: 3.2 } } }),
    {
      resourceType: 'Observation',
      ...claim('Observation'),
      status: 'final',
      code: { text: 'Weight' },
      valueQuantity: { value: 3.2, unit: 'kg' },
    },
  ],
  'a choice of a reference': [
    immunization({
      status: 'completed',
      notGiven: false,
      vaccineCode: { text: 'MMR' },
      patient: ref('Patient/ada'),
      primarySource: true,
      note: { text: 'cried', author: { reference: ref('Practitioner/orla') } },
    }),
    {
      resourceType: 'Immunization',
      ...claim('Immunization'),
      status: 'completed',
      notGiven: false,
      vaccineCode: { text: 'MMR' },
      patient: { reference: 'Patient/ada' },
      primarySource: true,
      note: [{ authorReference: { reference: 'Practitioner/orla' }, text: 'cried' }],
    },
  ],
  'backbone elements, whatever the order they are given in': [
    encounter({
      location: [{ status: 'completed', location: ref('Location/room-4') }],
      class: { code: 'AMB', system: 'http://hl7.org/fhir/v3/ActCode' },
      status: 'finished',
    }),
    {
      resourceType: 'Encounter',
      ...claim('Encounter'),
      status: 'finished',
      class: { system: 'http://hl7.org/fhir/v3/ActCode', code: 'AMB' },
      location: [{ location: { reference: 'Location/room-4' }, status: 'completed' }],
    },
  ],
  'zero, false and numbers below one': [
    location({ position: { longitude: 0, latitude: -0.25 } }),
    { resourceType: 'Location', ...claim('Location'), position: { longitude: 0, latitude: -0.25 } },
  ],
  'a contained resource': [
    patient({ officialName, contained: { resourceType: 'Practitioner', id: 'p', name: [{ family: 'Quillfeather' }] } }),
    {
      resourceType: 'Patient',
      ...claim('Patient'),
      contained: [{ resourceType: 'Practitioner', id: 'p', name: [{ family: 'Quillfeather' }] }],
      name: [{ use: 'official', family: 'Thistlewood' }],
    },
  ],
};

const nothing = { start: undefined, end: undefined };
const absence: Table = {
  'of elements, slices and extensions': [
    patient({ officialName, gender: undefined, nhsNumber: undefined, ethnicCategory: undefined, birthTime: undefined }),
    patientJson({}),
  ],
  'of list elements': [patient({ officialName, telecom: undefined, address: [] }), patientJson({})],
  'of all members of a datatype': [patient({ officialName, address: { period: nothing } }), patientJson({})],
  'of all members of an item': [
    patient({ officialName, address: [{ city: undefined }, { city: 'Thistleborough' }] }),
    patientJson({ address: [{ city: 'Thistleborough' }] }),
  ],
  'of the member of a choice': [patient({ officialName, deceased: {} as { boolean: true } }), patientJson({})],
  'beside the member of a choice': [
    patient({ officialName, deceased: { boolean: true, dateTime: undefined as never } }),
    patientJson({ deceasedBoolean: true }),
  ],
  'of members that would make a concept a coding': [
    organization({ type: { code: undefined, system: undefined, text: 'Surgery' } }),
    { resourceType: 'Organization', ...claim('Organization'), type: [{ text: 'Surgery' }] },
  ],
  'inside an extension that no profile names': [
    practitioner({ extension: { url: 'https://larkspur.example/e', valueString: undefined, valueCode: 'x' } }),
    {
      resourceType: 'Practitioner',
      ...claim('Practitioner'),
      extension: [{ url: 'https://larkspur.example/e', valueCode: 'x' }],
    },
  ],
  'inside a contained resource': [
    organization({ contained: { resourceType: 'Location', id: 'l', name: undefined, position: undefined } }),
    { resourceType: 'Organization', ...claim('Organization'), contained: [{ resourceType: 'Location', id: 'l' }] },
  ],
  'inside a reference': [
    organization({ partOf: { ...ref('Organization/1'), display: undefined } }),
    { resourceType: 'Organization', ...claim('Organization'), partOf: { reference: 'Organization/1' } },
  ],
  'of names that there are not': [
    organization({ name: 'Larkspur', ['nmae' as never]: undefined as never }),
    { resourceType: 'Organization', ...claim('Organization'), name: 'Larkspur' },
  ],
};

const tables = { fixedValues, slices, extensions, codes, elements, absence };

for (const [name, table] of Object.entries(tables)) {
  const test = suite(`builders: ${name}`);
  for (const [what, [built, json]] of Object.entries(table))
    test(what, () => {
      // As text, so that the order of members counts, and what JSON would drop is seen.
      assert.is(JSON.stringify(built, undefined, 1), JSON.stringify(json, undefined, 1));
      assert.equal(built, JSON.parse(JSON.stringify(built)));
    });
  test.run();
}

const identity = suite('builders: identity');

identity('leave their input alone, and share nothing with it', () => {
  const given = ['Ada'];
  const note = { url: 'https://larkspur.example/e', valuePeriod: { start: '2026' } };
  const input = Object.freeze({ officialName: Object.freeze({ ...officialName, given }), extension: note });
  const built = patient(input);
  given.push('Orla');
  note.valuePeriod.start = '2027';
  assert.equal(built.name[0].given, ['Ada']);
  assert.equal(built.extension?.[0]?.valuePeriod, { start: '2026' });
  assert.equal(input.officialName, { family: 'Thistlewood', given: ['Ada', 'Orla'] });
});

identity('share nothing with what was built before', () => {
  const [one, other] = [ethnicCategoryExtension('chinese'), ethnicCategoryExtension('chinese')];
  (one.valueCodeableConcept.coding as { display?: string }[])[0]!.display = 'changed';
  assert.is(other.valueCodeableConcept.coding?.[0]?.display, 'Chinese');
  assert.is(EthnicCategory.chinese.display, 'Chinese');
});

identity('take frozen constants and lists that cannot be written', () => {
  const lines = Object.freeze(['1 Larkspur Lane']);
  assert.equal(address({ line: lines }).line, ['1 Larkspur Lane']);
  assert.equal(identifier({ type: Object.freeze({ text: 'x' }) }), { type: { text: 'x' } });
});

identity.run();
