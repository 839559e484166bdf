/** Required members, members that are not used, lists of one, lists that are never empty. */
import type { OperationOutcome, SimpleQuantity } from 'careconnect-ems/base';
import type {
  Encounter,
  EncounterIdentifier,
  Immunization,
  ImmunizationIdentifier,
  ImmunizationPractitioner,
  ImmunizationVaccinationProtocol,
  Organization,
  Patient,
  PatientLink,
  PatientMaritalStatus,
  PatientMaritalStatusCoding,
  PatientOfficialName,
  PatientTelecom,
  Practitioner,
} from 'careconnect-ems/careconnect';
import type { MessageHeader, MessageHeaderEvent } from 'careconnect-ems/ems';
import type { NonEmptyList } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type * as R3 from 'fhir/r3.js';
import { accept } from './accept.ts';

// Required: optional in FHIR, 1..1 or 1..* in the profile
accept<Patient>({ resourceType: 'Patient', name: [{ use: 'official', family: 'Thistlewood' }] });
// @ts-expect-error: a patient needs a name
accept<Patient>({ resourceType: 'Patient' });
accept<R3.Patient>({ resourceType: 'Patient' });
accept<PatientOfficialName>({ use: 'official', family: 'Thistlewood', given: ['Ada'] });
// @ts-expect-error: the registered name has a family name
accept<PatientOfficialName>({ use: 'official', given: ['Ada'] });
accept<EncounterIdentifier>({ system: 'https://example.org/encounter', value: 'E-17' });
// @ts-expect-error: an identifier without its namespace
accept<EncounterIdentifier>({ value: 'E-17' });
// @ts-expect-error: an identifier without its value
accept<ImmunizationIdentifier>({ system: 'https://example.org/vaccination' });
// @ts-expect-error: a contact point without its system
accept<PatientTelecom>({ value: '01632 960001' });
// @ts-expect-error: a code without its display
accept<PatientMaritalStatusCoding>({ system: 'http://hl7.org/fhir/v3/MaritalStatus', code: 'M' });
expectTypeOf<Patient['name']>().not.toExtend<undefined>();
expectTypeOf<MessageHeader['id']>().toEqualTypeOf<string>();
expectTypeOf<R3.MessageHeader['id']>().toEqualTypeOf<string | undefined>();
expectTypeOf<MessageHeader['responsible']['reference']>().toEqualTypeOf<string>();

// Required in FHIR already: still required
// @ts-expect-error: an immunisation is somebody's
accept<Pick<Immunization, 'patient'>>({});
// @ts-expect-error: a link says who the other is
accept<PatientLink>({ type: 'refer' });
// @ts-expect-error: the practitioner who takes part is named
accept<ImmunizationPractitioner>({});

// Not used (0..0): never
expectTypeOf<Patient['animal']>().toEqualTypeOf<undefined>();
expectTypeOf<Patient['communication']>().toEqualTypeOf<undefined>();
expectTypeOf<Practitioner['communication']>().toEqualTypeOf<undefined>();
expectTypeOf<MessageHeader['receiver']>().toEqualTypeOf<undefined>();
// @ts-expect-error: languages of a patient are an extension
accept<Pick<Patient, 'communication'>>({ communication: [{ language: { text: 'Welsh' } }] });
// @ts-expect-error: no patient is an animal
accept<Pick<Patient, 'animal'>>({ animal: { species: { text: 'dog' } } });
// @ts-expect-error: an empty list is not absence either
accept<Pick<MessageHeader, 'receiver'>>({ receiver: [] });
// A primitive goes with its sibling
// @ts-expect-error: the event is not chosen by a user
accept<Pick<MessageHeaderEvent, 'userSelected'>>({ userSelected: true });
// @ts-expect-error: nor is there anything to say about it
accept<Pick<MessageHeaderEvent, '_userSelected'>>({ _userSelected: { id: 'a' } });
accept<SimpleQuantity>({ value: 3.2, unit: 'kg' });
// @ts-expect-error: a simple quantity has no comparator
accept<SimpleQuantity>({ comparator: '<', value: 3.2, unit: 'kg' });
// What one profile leaves out, another keeps
accept<Pick<R3.Patient, 'animal'>>({ animal: { species: { text: 'dog' } } });

// A list of at most one: a tuple
expectTypeOf<MessageHeader['focus']>().toEqualTypeOf<[R3.Reference]>();
expectTypeOf<PatientMaritalStatus['coding']>().toEqualTypeOf<[PatientMaritalStatusCoding]>();
accept<Pick<MessageHeader, 'focus'>>({ focus: [{ reference: 'urn:uuid:5b6a2f0e-8a1c-4f0e-9a43-6f4d3c1b2a90' }] });
// @ts-expect-error: the focus is one resource
accept<Pick<MessageHeader, 'focus'>>({ focus: [{ reference: 'Patient/1' }, { reference: 'Patient/2' }] });
// @ts-expect-error: and not none
accept<Pick<MessageHeader, 'focus'>>({ focus: [] });
accept<Pick<MessageHeader, 'destination'>>({ destination: undefined });
accept<Pick<MessageHeader, 'destination'>>({ destination: [{ endpoint: 'https://example.org/a' }] });
accept<Pick<MessageHeader, 'destination'>>({
  // @ts-expect-error: at most one destination
  destination: [{ endpoint: 'https://example.org/a' }, { endpoint: 'https://example.org/b' }],
});
accept<NonNullable<Encounter['type']>>([{ coding: [{ code: '1' }] }, { coding: [{ code: '2' }] }]);
// @ts-expect-error: each type of an encounter has one coding
accept<NonNullable<Encounter['type']>>([{ coding: [{ code: '1' }, { code: '2' }] }]);

// A list of at least one: never empty, and its first item is there
expectTypeOf<NonEmptyList<string>>().toEqualTypeOf<[string, ...string[]]>();
expectTypeOf<Patient['name'][0]>().not.toExtend<undefined>();
accept<Patient['name']>([{ use: 'official', family: 'Thistlewood' }, { text: 'Ada' }, { text: 'Addie' }]);
// @ts-expect-error: an empty list of names
accept<Patient['name']>([]);
// @ts-expect-error: an empty list in FHIR's own type
accept<OperationOutcome>({ resourceType: 'OperationOutcome', issue: [] });
// @ts-expect-error: a protocol protects against something
accept<ImmunizationVaccinationProtocol['targetDisease']>([]);

// A list without such bounds stays a list
expectTypeOf<NonNullable<Organization['contact']>[number]>().toExtend<R3.OrganizationContact>();
accept<Pick<Organization, 'contact'>>({ contact: [] });
