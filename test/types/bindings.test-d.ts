/** Required bindings are unions of codes: those of FHIR itself, where `@types/fhir` says `string`, and those of profiles. */
import type * as Base from 'careconnect-ems/base';
import type * as CareConnect from 'careconnect-ems/careconnect';
import type * as Ems from 'careconnect-ems/ems';
import { expectTypeOf } from 'expect-type';
import type * as R3 from 'fhir/r3.js';
import { accept } from './accept.ts';

type Gender = 'male' | 'female' | 'other' | 'unknown';

// Bindings of FHIR
expectTypeOf<Base.Patient['gender']>().toEqualTypeOf<Gender | undefined>();
expectTypeOf<Base.Bundle['type']>().toEqualTypeOf<Base.BundleType>();
expectTypeOf<Base.ContactPoint['system']>().toEqualTypeOf<Base.ContactPointSystem | undefined>();
expectTypeOf<Base.Encounter['status']>().toEqualTypeOf<Base.EncounterStatus>();
expectTypeOf<Base.SearchParameter['base']>().toEqualTypeOf<[Base.ResourceType, ...Base.ResourceType[]]>();
accept<Base.Bundle['type']>('message');
// @ts-expect-error: no type of Bundle
accept<Base.Bundle['type']>('messages');
// @ts-expect-error: codes are written in lower case
accept<Base.Patient['gender']>('Female');
// @ts-expect-error: codes of parts are held to as well
accept<Base.PatientContact>({ gender: 'f' });
// @ts-expect-error: and those of datatypes
accept<Base.Identifier>({ use: 'primary' });
// @ts-expect-error: and each item of a list of codes
accept<Base.HealthcareServiceAvailableTime>({ daysOfWeek: ['mon', 'monday'] });

// A profile inherits what FHIR binds
expectTypeOf<CareConnect.Immunization['status']>().toEqualTypeOf<Base.ImmunizationStatusCodes>();
expectTypeOf<CareConnect.Observation['status']>().toEqualTypeOf<Base.ObservationStatus>();
// @ts-expect-error: no status of an immunisation
accept<Pick<CareConnect.Immunization, 'status'>>({ status: 'done' });

// Bindings of a profile
expectTypeOf<CareConnect.Patient['gender']>().toEqualTypeOf<Gender | undefined>();
expectTypeOf<Ems.MessageHeaderEvent['code']>().toEqualTypeOf<Ems.EventType>();
expectTypeOf<CareConnect.PatientMaritalStatusCoding['code']>().toEqualTypeOf<CareConnect.MaritalStatus>();
accept<Ems.MessageHeaderEvent>({
  system: 'https://fhir.nhs.uk/STU3/CodeSystem/EventType-1',
  code: 'vaccinations-1',
  display: 'Vaccinations',
});
// @ts-expect-error: an event without its version is none
accept<Ems.MessageHeaderEvent['code']>('vaccinations');
// @ts-expect-error: a code of another value set
accept<CareConnect.PatientMaritalStatusCoding['code']>('female');
// @ts-expect-error: some text that may be anything
accept<CareConnect.Patient['gender']>(String('female'));

// A bare text is enough for FHIR's own type, and for weaker bindings
accept<R3.Patient['gender']>('female');
expectTypeOf<CareConnect.Immunization['vaccineCode']>().toEqualTypeOf<R3.CodeableConcept>();
