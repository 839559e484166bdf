/** What builders take: everything below has to compile. */
import {
  amendPatient,
  checkPatient,
  encounter,
  EthnicCategory,
  ethnicCategoryExtension,
  HumanLanguage,
  immunization,
  nhsCommunicationExtension,
  observation,
  organization,
  patient,
  practitioner,
  practitionerRole,
  SdsJobRoleName,
  TreatmentCategory,
  treatmentCategoryExtension,
  type EthnicCategoryExtension,
  type EthnicCategoryExtensionInput,
  type ImmunizationInput,
  type NhsCommunicationExtensionInput,
  type Organization,
  type Patient,
  type PatientContactInput,
  type PatientInput,
  type PatientNhsNumberInput,
  type PatientOfficialNameInput,
  type TreatmentCategoryCodingInput,
} from 'careconnect-ems/careconnect';
import type { AddressInput, HumanNameInput, PeriodInput } from 'careconnect-ems/base';
import { patientBirthTimeExtension } from 'careconnect-ems/core';
import { EventType, messageHeader, type MessageHeader, type MessageHeaderInput } from 'careconnect-ems/ems';
import {
  InputError,
  formatDate,
  formatDateTime,
  fromCode,
  ref,
  refTo,
  type Issue,
  type RefInput,
} from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type * as R3 from 'fhir/r3.js';
import { accept } from './accept.ts';

const officialName = { family: 'Thistlewood', given: ['Ada'] };
const surgery = organization({ odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' });
const doctor = practitioner({ name: { family: 'Quillfeather' } });
const ada = patient({ officialName });
declare const isKnown: boolean;

// What comes out is the profile, and FHIR
expectTypeOf(ada).toEqualTypeOf<Patient>();
expectTypeOf(surgery).toEqualTypeOf<Organization>();
expectTypeOf(ethnicCategoryExtension('chinese')).toEqualTypeOf<EthnicCategoryExtension>();
expectTypeOf(amendPatient(ada, {})).toEqualTypeOf<Patient>();
accept<R3.Patient>(ada);
accept<R3.FhirResource>(surgery);
accept<R3.Extension>(patientBirthTimeExtension('2026-03-04T07:15:00+00:00'));

// Data gathered in steps, in the types that are exported
const address: AddressInput = { city: 'Thistleborough' };
const period: PeriodInput = { start: new Date(0) };
address.period = period;
const nhsNumber: PatientNhsNumberInput = { value: '9990000018', verificationStatus: 'numberPresentAndVerified' };
const name: PatientOfficialNameInput = { family: 'Thistlewood' };
name.given = 'Ada';
const alias: HumanNameInput = { use: 'nickname', text: 'Ada' };
const contact: PatientContactInput = { name: { use: 'usual' } };
const language: NhsCommunicationExtensionInput = { language: HumanLanguage.english };
language.modeOfCommunication = ['expressedSpoken'];
const ethnicCategory: EthnicCategoryExtensionInput = 'chinese';
const input: PatientInput = { officialName: name, nhsNumber, address, name: alias, ethnicCategory };
if (isKnown) input.contact = contact;
input.nhsCommunication = language;
patient(input);
patient({ ...input, gender: 'female' });
const some: Partial<ImmunizationInput> = { lotNumber: 'A1' };
immunization({
  ...some,
  status: 'completed',
  notGiven: false,
  vaccineCode: { text: 'x' },
  patient: ada,
  primarySource: true,
});
accept<MessageHeaderInput['responsible']>(surgery);

// One or many
patient({ officialName, telecom: { system: 'phone', value: '01632 960001' } });
patient({ officialName, telecom: [{ system: 'phone', value: '01632 960001' }] });
patient({ officialName, telecom: [] });
const numbers: string[] = ['Ada', 'May'];
const phones = [{ system: 'phone', value: '1' }] as const;
declare const someOfThem: readonly (typeof phones)[0][];
patient({ officialName: { family: 'Thistlewood', given: numbers }, telecom: phones });
patient({ officialName: { family: 'Thistlewood', given: ['Ada', 'May'] as const }, telecom: someOfThem });
patient({ officialName: { family: 'Thistlewood', given: 'Ada' } });
patient({ officialName, generalPractitioner: surgery });
patient({ officialName, generalPractitioner: [surgery, doctor] });
patient({ officialName, cadavericDonor: true });
patient({ officialName, cadavericDonor: [true, false] });
patient({ officialName, maritalStatus: 'married', photo: [] });
const lines = ['1 Larkspur Lane', 'Little Thistling'] as const;
patient({ officialName, address: { line: lines } });
observation({ status: 'final', code: { text: 'Weight' }, category: ['vitalSigns', { text: 'other' }] });

// undefined is absence
patient({ officialName, gender: isKnown ? 'female' : undefined, nhsNumber: undefined, telecom: undefined });
patient({ officialName: { family: 'Thistlewood', given: undefined }, deceased: undefined });
amendPatient(ada, { officialName: undefined, gender: undefined });
organization({ name: undefined }, { uuid: undefined, check: undefined });

// Moments
patient({ officialName, birthDate: '2026', birthTime: new Date(0), deceased: { dateTime: new Date(0) } });
patient({ officialName, birthDate: '2026-03', birthTime: formatDateTime(new Date(0), 'second', 'Europe/London') });
immunization({
  ...some,
  status: 'completed',
  notGiven: false,
  vaccineCode: { text: 'x' },
  patient: ada,
  primarySource: true,
  date: new Date(0),
  recordedDate: new Date(0),
});

// Codes
patient({ officialName, gender: 'female' });
treatmentCategoryExtension('toPayAllFees');
treatmentCategoryExtension(TreatmentCategory.toPayAllFees);
treatmentCategoryExtension({ ...TreatmentCategory.toPayAllFees, userSelected: true });
treatmentCategoryExtension({
  system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-TreatmentCategory-1',
  code: '4',
});
treatmentCategoryExtension({ coding: TreatmentCategory.toPayAllFees, text: 'Pays' });
treatmentCategoryExtension({
  coding: [TreatmentCategory.toPayAllFees, { system: 'https://larkspur.example/fees', code: 'a' }],
});
accept<TreatmentCategoryCodingInput>(TreatmentCategory.toPayAllFees);
patient({ officialName, ethnicCategory: 'britishMixedBritish' });
patient({ officialName, ethnicCategory: EthnicCategory.britishMixedBritish });
patient({ officialName, nhsCommunication: { language: HumanLanguage.english, communicationProficiency: 'good' } });
nhsCommunicationExtension({ language: { coding: HumanLanguage.english, text: 'English' } });
practitionerRole({ sdsJobRoleName: SdsJobRoleName.generalMedicalPractitioner });
practitionerRole({
  sdsJobRoleName: { coding: { code: 'R0260', display: 'General Medical Practitioner' }, text: 'GP' },
});
organization({ type: [{ system: 'https://larkspur.example/types', code: 'gp' }, { text: 'Surgery' }] });
messageHeader({ ...({} as MessageHeaderInput), event: 'vaccinations' });
messageHeader({ ...({} as MessageHeaderInput), event: EventType.vaccinations });
messageHeader({ ...({} as MessageHeaderInput), event: { code: 'vaccinations-1', display: 'Vaccinations' } });

// Choices
patient({ officialName, deceased: { boolean: true } });
patient({ officialName, deceased: isKnown ? { boolean: true } : { dateTime: '2026' } });
observation({
  status: 'final',
  code: { text: 'Weight' },
  value: { quantity: { value: 3.2 } },
});

// References
declare const received: Patient;
declare const r3Organization: R3.Organization;
patient({ officialName, managingOrganization: surgery });
patient({ officialName, managingOrganization: r3Organization });
patient({ officialName, managingOrganization: refTo(surgery) });
patient({ officialName, managingOrganization: ref('Organization/1') });
patient({ officialName, managingOrganization: ref('https://larkspur.example/fhir/Organization/1') });
patient({ officialName, managingOrganization: ref<'Organization'>('urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11') });
patient({ officialName, managingOrganization: { ...ref('Organization/1'), display: 'Larkspur Lane Surgery' } });
patient({ officialName, generalPractitioner: [refTo(surgery), ref('Practitioner/1'), doctor] });
encounter({ status: 'finished', subject: received });
accept<RefInput<'Organization' | 'Practitioner'>>(refTo(surgery));
expectTypeOf<MessageHeader['id']>().toEqualTypeOf<string>();

// Rows of a database: null where a value is missing, codes and moments as the driver gives them
declare const row: {
  readonly gender: 'female' | 'male' | null;
  readonly given: readonly string[] | null;
  readonly middle: string | null;
  readonly born: Date;
  readonly died: Date | null;
  readonly line: string | null;
  readonly ethnic: string | null;
  readonly language: string;
  readonly phone: string | null;
};
patient({
  nhsNumber: null,
  officialName: { family: 'Thistlewood', given: row.given, suffix: row.middle, period: { start: row.died, end: null } },
  gender: row.gender,
  birthDate: formatDate(row.born, 'Europe/London'),
  deceased: { dateTime: row.died },
  address: { line: row.line, postalCode: null },
  telecom: row.phone === null ? null : { system: 'phone', value: row.phone },
  ethnicCategory: fromCode(EthnicCategory, row.ethnic),
  nhsCommunication: { language: fromCode(HumanLanguage, row.language), modeOfCommunication: null },
  generalPractitioner: null,
});
patient({ officialName, deceased: { boolean: null, dateTime: row.died } });
amendPatient(ada, { gender: row.gender, officialName: null });
expectTypeOf<InputError['issues']>().toEqualTypeOf<readonly Issue[]>();

// Resources inside resources
patient({ officialName, contained: doctor });
patient({ officialName, contained: [doctor, { resourceType: 'Organization', id: 'o', name: 'Larkspur' }] });

// Options
patient({ officialName }, { check: checkPatient, uuid: () => '0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11' });
patient({ officialName }, { check: (value) => checkPatient(value, { direction: 'publish' }) });
expectTypeOf<InputError['path']>().toEqualTypeOf<string>();
