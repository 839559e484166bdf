/** A value set is an object of constants, a union of their names and a union of the codes. */
import { AdministrativeGender as BaseGender, UnitsOfTime } from 'careconnect-ems/base';
import {
  AdministrativeGender,
  MaritalStatus,
  NhsNumberVerificationStatus,
  SdsJobRoleName,
  VaccineCode,
  type AdministrativeGenderName,
  type NhsNumberVerificationStatusName,
  type Patient,
  type PatientMaritalStatusCoding,
} from 'careconnect-ems/careconnect';
import { EventType, type MessageHeaderEvent } from 'careconnect-ems/ems';
import { expectTypeOf } from 'expect-type';
import type { Coding } from 'fhir/r3.js';
import { accept } from './accept.ts';

// The constants: system, code and display, known exactly
expectTypeOf(NhsNumberVerificationStatus.traceRequired).toEqualTypeOf<{
  readonly system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1';
  readonly code: '03';
  readonly display: 'Trace required';
}>();
expectTypeOf(EventType.vaccinations.code).toEqualTypeOf<'vaccinations-1'>();
expectTypeOf(SdsJobRoleName.generalMedicalPractitioner.code).toEqualTypeOf<'R0260'>();
expectTypeOf(UnitsOfTime.week.display).toEqualTypeOf<'week'>();
// Codes of several systems in one set
expectTypeOf(MaritalStatus.married.system).toEqualTypeOf<'http://hl7.org/fhir/v3/MaritalStatus'>();
expectTypeOf(MaritalStatus.unknown.system).toEqualTypeOf<'http://hl7.org/fhir/v3/NullFlavor'>();

// They are codings of FHIR, and of the elements bound to the set
accept<Coding>(NhsNumberVerificationStatus.traceRequired);
accept<PatientMaritalStatusCoding>(MaritalStatus.married);
accept<PatientMaritalStatusCoding>({ ...MaritalStatus.married, userSelected: true });
accept<MessageHeaderEvent>(EventType.vaccinations);
accept<Patient['gender']>(AdministrativeGender.female.code);
// @ts-expect-error: a coding where a code is wanted
accept<Patient['gender']>(AdministrativeGender.female);
// @ts-expect-error: a constant of another set
accept<MessageHeaderEvent>(MaritalStatus.married);
// @ts-expect-error: a name that is not there
accept<Coding>(MaritalStatus.engaged);
// @ts-expect-error: constants stay as they are
MaritalStatus.married.code = 'M';
// @ts-expect-error: as does the object
MaritalStatus.married = { ...MaritalStatus.married };

// The names
expectTypeOf<AdministrativeGenderName>().toEqualTypeOf<'male' | 'female' | 'other' | 'unknown'>();
expectTypeOf<NhsNumberVerificationStatusName>().toEqualTypeOf<keyof typeof NhsNumberVerificationStatus>();
declare const name: NhsNumberVerificationStatusName;
accept<Coding>(NhsNumberVerificationStatus[name]);
// @ts-expect-error: a code is no name
accept<NhsNumberVerificationStatusName>('03');

// The codes, under the name of the object
expectTypeOf<NhsNumberVerificationStatus>().toEqualTypeOf<'01' | '02' | '03' | '04' | '05' | '06' | '07' | '08'>();
expectTypeOf<NhsNumberVerificationStatus>().toEqualTypeOf(NhsNumberVerificationStatus[name].code);
expectTypeOf<SdsJobRoleName>().toExtend<string>();
expectTypeOf<string>().not.toExtend<SdsJobRoleName>();
expectTypeOf<BaseGender>().toEqualTypeOf<AdministrativeGender>();
// @ts-expect-error: a code that is not in the set
accept<NhsNumberVerificationStatus>('09');
// @ts-expect-error: a name is no code
accept<NhsNumberVerificationStatus>('traceRequired');

// A set that is not wholly known lists what it can
expectTypeOf(VaccineCode.unknown.code).toEqualTypeOf<'UNK'>();
