/** Slices: a named interface each, in a union with the base type where slicing is open. */
import type { HumanName, Identifier } from 'careconnect-ems/base';
import type {
  NhsNumberVerificationStatusExtension,
  Observation,
  ObservationCodeSnomedCT,
  Organization,
  OrganizationOdsOrganisationCode,
  OrganizationOdsSiteCode,
  Patient,
  PatientNhsNumber,
  PatientOfficialName,
  PractitionerRole,
  PractitionerRoleSdsJobRoleName,
} from 'careconnect-ems/careconnect';
import { NhsNumberVerificationStatus } from 'careconnect-ems/careconnect';
import type { Patient as VaccinatedPatient } from 'careconnect-ems/events/vaccinations-1';
import type { OtherThan, SlicedListOf } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type { CodeableConcept, Coding, Extension } from 'fhir/r3.js';
import { accept } from './accept.ts';

// The list takes the slices and, being open, the base type
expectTypeOf<Patient['name'][number]>().toEqualTypeOf<PatientOfficialName | OtherThan<HumanName, 'use', 'official'>>();
expectTypeOf<NonNullable<Patient['identifier']>[number]>().toEqualTypeOf<PatientNhsNumber | Identifier>();
expectTypeOf<NonNullable<Organization['identifier']>[number]>().toEqualTypeOf<
  OrganizationOdsOrganisationCode | OrganizationOdsSiteCode | Identifier
>();
expectTypeOf<NonNullable<PractitionerRole['code']>[number]>().toEqualTypeOf<
  PractitionerRoleSdsJobRoleName | CodeableConcept
>();
expectTypeOf<NonNullable<Observation['code']['coding']>[number]>().toEqualTypeOf<ObservationCodeSnomedCT | Coding>();

const verified: NhsNumberVerificationStatusExtension = {
  url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1',
  valueCodeableConcept: { coding: [NhsNumberVerificationStatus.numberPresentAndVerified] },
};
const nhsNumber: PatientNhsNumber = {
  system: 'https://fhir.nhs.uk/Id/nhs-number',
  value: '9990000018',
  extension: [verified],
};
const hospitalNumber: Identifier = { use: 'usual', system: 'https://example.org/hospital-number', value: 'H-4711' };
accept<Pick<Patient, 'identifier'>>({ identifier: [nhsNumber, hospitalNumber] });
accept<Pick<Patient, 'name'>>({
  name: [
    { use: 'official', family: 'Thistlewood', given: ['Ada'] },
    { use: 'nickname', text: 'Addie' },
  ],
});

// The interface of a slice holds its fixed values, required members, bindings and extensions
// @ts-expect-error: without the verification status
accept<PatientNhsNumber>({ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' });
// @ts-expect-error: with an empty list in its place
accept<PatientNhsNumber['extension']>([]);
// @ts-expect-error: without its value
accept<PatientNhsNumber>({ system: 'https://fhir.nhs.uk/Id/nhs-number', extension: [verified] });
// @ts-expect-error: with another system
accept<PatientNhsNumber>({ ...nhsNumber, system: 'https://example.org/hospital-number' });
// @ts-expect-error: an official name without a family name
accept<PatientOfficialName>({ use: 'official', text: 'Ada Thistlewood' });
// @ts-expect-error: a misspelt member, in a list that is open
accept<Patient['name']>([{ use: 'official', familly: 'Thistlewood' }]);
// @ts-expect-error: an item that is neither a slice nor the base type
accept<Patient['name']>(['Ada Thistlewood']);

// Where a code discriminates the slices, no other item has that code
accept<Patient['name']>([
  { use: 'official', family: 'Thistlewood' },
  // @ts-expect-error: the second official name is no other name
  { use: 'official', text: 'Ada' },
]);
declare const names: Patient['name'];
for (const name of names) if (name.use === 'official') expectTypeOf(name).toEqualTypeOf<PatientOfficialName>();
expectTypeOf(names.find((name) => name.use === 'official')).toEqualTypeOf<PatientOfficialName | undefined>();

// The only item of a list with a required slice is of the slice, and in a longer list any item may be
declare const otherNames: OtherThan<HumanName, 'use', 'official'>[];
accept<Patient['name']>([{ use: 'official', family: 'Thistlewood' }, ...otherNames]);
accept<Patient['name']>([
  { use: 'nickname', text: 'Addie' },
  { use: 'official', family: 'Thistlewood' },
]);
// @ts-expect-error: no official name
accept<Patient['name']>([{ use: 'nickname', text: 'Addie' }]);
// @ts-expect-error: the only identifier of a vaccinated patient is the NHS number
accept<VaccinatedPatient['identifier']>([hospitalNumber]);
accept<VaccinatedPatient['identifier']>([hospitalNumber, { ...nhsNumber, value: '9990000018' }]);
accept<SlicedListOf<2, 'a' | 'b', 'c'>>(['a', 'b']);
accept<SlicedListOf<2, 'a' | 'b', 'c'>>(['c', 'a', 'b']);
// @ts-expect-error: one of two required items
accept<SlicedListOf<2, 'a' | 'b', 'c'>>(['a', 'c']);
// @ts-expect-error: only one
accept<SlicedListOf<2, 'a' | 'b', 'c'>>(['a']);

// Read as a slice once something has shown that it is one
declare const patient: Patient;
declare function isNhsNumber(identifier: Identifier): identifier is PatientNhsNumber;
const found = patient.identifier?.find(isNhsNumber);
expectTypeOf(found).toEqualTypeOf<PatientNhsNumber | undefined>();
expectTypeOf(found?.extension[0]).toEqualTypeOf<NhsNumberVerificationStatusExtension | Extension | undefined>();

// What the type cannot say of an open list, and the guard will: a faulty slice passes for the base type
accept<Patient['identifier']>([{ system: 'https://fhir.nhs.uk/Id/nhs-number' }]);
