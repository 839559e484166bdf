/** A value of ours is a value of `@types/fhir`'s. The main types here; `types.test.ts` asks it of every interface. */
import type * as Base from 'careconnect-ems/base';
import type * as CareConnect from 'careconnect-ems/careconnect';
import type * as Core from 'careconnect-ems/core';
import type * as Ems from 'careconnect-ems/ems';
import { expectTypeOf } from 'expect-type';
import type * as R3 from 'fhir/r3.js';
import { accept } from './accept.ts';

// Profiles of resources
expectTypeOf<CareConnect.Patient>().toExtend<R3.Patient>();
expectTypeOf<CareConnect.Practitioner>().toExtend<R3.Practitioner>();
expectTypeOf<CareConnect.PractitionerRole>().toExtend<R3.PractitionerRole>();
expectTypeOf<CareConnect.Organization>().toExtend<R3.Organization>();
expectTypeOf<CareConnect.Location>().toExtend<R3.Location>();
expectTypeOf<CareConnect.Observation>().toExtend<R3.Observation>();
expectTypeOf<CareConnect.Immunization>().toExtend<R3.Immunization>();
expectTypeOf<CareConnect.Encounter>().toExtend<R3.Encounter>();
expectTypeOf<CareConnect.HealthcareService>().toExtend<R3.HealthcareService>();
expectTypeOf<Ems.MessageHeader>().toExtend<R3.MessageHeader>();

// Profiles of datatypes
expectTypeOf<CareConnect.Quantity>().toExtend<R3.Quantity>();
expectTypeOf<CareConnect.NhsCommunicationExtension>().toExtend<R3.Extension>();
expectTypeOf<Core.PatientBirthTimeExtension>().toExtend<R3.Extension>();
expectTypeOf<Ems.RoutingDemographicsExtension>().toExtend<R3.Extension>();

// Parts and slices
expectTypeOf<CareConnect.PatientNhsNumber>().toExtend<R3.Identifier>();
expectTypeOf<CareConnect.PatientOfficialName>().toExtend<R3.HumanName>();
expectTypeOf<CareConnect.PatientBirthDateElement>().toExtend<R3.Element>();
expectTypeOf<CareConnect.EncounterHospitalization>().toExtend<R3.EncounterHospitalization>();
expectTypeOf<Ems.MessageHeaderEvent>().toExtend<R3.Coding>();

// FHIR's own types, and a profile as its own base
expectTypeOf<Base.Patient>().toExtend<R3.Patient>();
expectTypeOf<Base.Bundle>().toExtend<R3.Bundle>();
expectTypeOf<Base.HumanName>().toExtend<R3.HumanName>();
expectTypeOf<CareConnect.Patient>().toExtend<Base.Patient>();

// The narrower type is not reached from the wider one
expectTypeOf<R3.Patient>().not.toExtend<CareConnect.Patient>();
expectTypeOf<Base.Patient>().not.toExtend<CareConnect.Patient>();
expectTypeOf<R3.HumanName>().not.toExtend<Base.HumanName>();

// So ours go wherever the plain types are asked for
declare const patient: CareConnect.Patient;
declare const header: Ems.MessageHeader;
declare const message: R3.Bundle;
accept<R3.FhirResource>(patient);
accept<R3.DomainResource>(patient);
accept<R3.Bundle>({ resourceType: 'Bundle', type: 'message', entry: [{ resource: header }, { resource: patient }] });
accept<Base.Bundle>({ resourceType: 'Bundle', type: 'message', entry: [{ resource: header }, { resource: patient }] });
accept<R3.Bundle>({ ...message, entry: [...(message.entry ?? []), { resource: patient }] });
// @ts-expect-error: a resource of another type
accept<R3.Observation>(patient);
