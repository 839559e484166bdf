/** References carry the names of their targets, for the compiler only. */
import type { Observation as BaseObservation, Patient as BasePatient } from 'careconnect-ems/base';
import type { Encounter, Immunization, Observation, Patient } from 'careconnect-ems/careconnect';
import type { MessageHeader } from 'careconnect-ems/ems';
import type { Ref } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type { Reference } from 'fhir/r3.js';
import { accept } from './accept.ts';

declare const plain: Reference;
declare const toPatient: Ref<'Patient'>;
declare const toOrganization: Ref<'Organization'>;
declare const toEither: Ref<'Organization' | 'Practitioner'>;
declare const toAnything: Ref;

// Both ways with FHIR's Reference
accept<Reference>(toPatient);
accept<Ref<'Patient'>>(plain);
accept<Ref>(plain);
accept<Reference>(toAnything);
accept<Ref<'Patient'>>({ reference: 'urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11', display: 'Ada Thistlewood' });
expectTypeOf<keyof Reference>().toExtend<keyof Ref<'Patient'>>();

// One target for another
accept<Ref<'Organization' | 'Practitioner'>>(toOrganization);
accept<Ref>(toPatient);
// @ts-expect-error: a patient is no organisation
accept<Ref<'Organization'>>(toPatient);
// @ts-expect-error: it may be a practitioner
accept<Ref<'Organization'>>(toEither);
// @ts-expect-error: it may be anything
accept<Ref<'Organization'>>(toAnything);

// Elements name their targets
expectTypeOf<Patient['managingOrganization']>().toEqualTypeOf<Ref<'Organization'> | undefined>();
expectTypeOf<Immunization['patient']>().toEqualTypeOf<Ref<'Patient'>>();
expectTypeOf<NonNullable<BasePatient['generalPractitioner']>[number]>().toEqualTypeOf<typeof toEither>();
expectTypeOf<NonNullable<BaseObservation['subject']>>().toEqualTypeOf<
  Ref<'Patient' | 'Group' | 'Device' | 'Location'>
>();
// The profile of a target may differ; its type is what counts
expectTypeOf<Observation['subject']>().toEqualTypeOf<BaseObservation['subject']>();
// A reference that may point anywhere
expectTypeOf<MessageHeader['focus'][0]>().toEqualTypeOf<Reference>();
// A narrowed reference keeps its targets
accept<Ref<'Organization' | 'Practitioner'>>({} as MessageHeader['responsible']);
// @ts-expect-error: here too
accept<Ref<'Patient'>>({} as MessageHeader['responsible']);

accept<Pick<Patient, 'managingOrganization'>>({ managingOrganization: { reference: 'Organization/1' } });
accept<Pick<Patient, 'managingOrganization'>>({ managingOrganization: toOrganization });
accept<Pick<Patient, 'managingOrganization'>>({ managingOrganization: plain });
// @ts-expect-error: no patient manages records
accept<Pick<Patient, 'managingOrganization'>>({ managingOrganization: toPatient });
// @ts-expect-error: within a list
accept<Pick<Patient, 'generalPractitioner'>>({ generalPractitioner: [toOrganization, toPatient] });
// @ts-expect-error: within a backbone element
accept<Encounter['location']>([{ location: toOrganization }]);
// @ts-expect-error: a misspelt member
accept<Pick<Patient, 'managingOrganization'>>({ managingOrganization: { referense: 'Organization/1' } });
// @ts-expect-error: a reference is no text
accept<Pick<Patient, 'managingOrganization'>>({ managingOrganization: 'Organization/1' });
