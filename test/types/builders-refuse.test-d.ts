/** What builders must not take. Each directive is a test: without the protection the line compiles, and that is an error. */
import {
  amendPatient,
  deathNotificationStatusExtension,
  encounter,
  ethnicCategoryExtension,
  healthcareService,
  HumanLanguage,
  immunization,
  isPatient,
  location,
  MaritalStatus,
  nhsCommunicationExtension,
  nominatedPharmacyExtension,
  observation,
  organization,
  patient,
  practitioner,
  practitionerRole,
  quantity,
  TreatmentCategory,
  treatmentCategoryExtension,
  valueApproximationExtension,
  type EncounterInput,
  type ImmunizationInput,
  type ImmunizationVaccinationProtocolInput,
  type ObservationInput,
  type PatientInput,
} from 'careconnect-ems/careconnect';
import { birthPlaceExtension, patientBirthTimeExtension } from 'careconnect-ems/core';
import { messageHeader, routingDemographicsExtension, type MessageHeaderInput } from 'careconnect-ems/ems';
import { fromCode, ref, refTo } from 'careconnect-ems/runtime';
import type { Patient as R3Patient, Organization as R3Organization, Reference } from 'fhir/r3.js';

// What the lines below have in common. A literal at the call is written out where a misspelt name is the point.
const family = 'Thistlewood';
const officialName = { family };
const needed: PatientInput = { officialName };
const ada = patient(needed);
const surgery = organization({ name: 'Larkspur Lane Surgery' });
const clinic = location({ name: 'Room 4' });
const doctor = practitioner({ name: { family: 'Quillfeather' } });
declare const given: ImmunizationInput;
declare const seen: ObservationInput;
declare const header: MessageHeaderInput;
declare const dose: ImmunizationVaccinationProtocolInput;
declare const stay: EncounterInput;
declare const r3Patient: R3Patient;
declare const r3Organization: R3Organization;
declare const received: Reference;
declare const column: string;
declare const nullable: string | null;
declare const coding: { system: string; code: string; display: string };

// A required element is missing
// @ts-expect-error: status
encounter({ class: { code: 'AMB' } });
// @ts-expect-error: of a backbone element
encounter({ ...stay, location: { period: { start: '2026' } } });
// @ts-expect-error: of a slice
patient({ officialName: { given: 'Ada' } });
// @ts-expect-error: of a constrained datatype
patient({ ...needed, telecom: { value: '01632 960001' } });
// @ts-expect-error: of an item in a list
patient({ ...needed, telecom: [{ system: 'phone', value: '01632 960001' }, { system: 'phone' }] });
// @ts-expect-error: of an element inside a datatype
patient({ ...needed, contact: { name: { family } } });
// @ts-expect-error: of the header
messageHeader({ event: header.event, messageEventType: header.messageEventType, timestamp: '2026', focus: ada });
// @ts-expect-error: of an extension made of parts
nhsCommunicationExtension({ preferred: true });
// @ts-expect-error: everything
immunization({});
// @ts-expect-error: no input at all
patient();

// A required slice is missing
// @ts-expect-error: officialName
patient({ gender: 'female' });
// @ts-expect-error: a plain name is not the official one
patient({ name: { family } });
// @ts-expect-error: an extension inside a slice
patient({ ...needed, nhsNumber: { value: '9990000018' } });
// @ts-expect-error: where only the value is given
patient({ ...needed, nhsNumber: '9990000018' });
// @ts-expect-error: messageEventType
messageHeader({ event: header.event, timestamp: '2026', source: header.source, responsible: surgery, focus: ada });
// @ts-expect-error: undefined is absence
patient({ officialName: undefined });

// A code that the binding does not allow
// @ts-expect-error: of a code
patient({ ...needed, gender: 'lady' });
// @ts-expect-error: inside a datatype
patient({ ...needed, address: { use: 'holiday' } });
// @ts-expect-error: inside a backbone element
patient({ ...needed, contact: { name: { use: 'official' }, gender: 'f' } });
// @ts-expect-error: no name of a constant
ethnicCategoryExtension('british');
// @ts-expect-error: no name of a constant, through a slice
patient({ ...needed, ethnicCategory: 'british' });
// @ts-expect-error: as a coding
treatmentCategoryExtension({ ...TreatmentCategory.toPayAllFees, code: '77' });
// @ts-expect-error: as a coding whose code may be anything
treatmentCategoryExtension(coding);
// @ts-expect-error: as a coding of another system
treatmentCategoryExtension({ system: 'https://larkspur.example/categories', code: '1' });
// @ts-expect-error: in a concept
treatmentCategoryExtension({ coding });
// @ts-expect-error: in a concept with a list of codings
treatmentCategoryExtension({ coding: [coding] });
// @ts-expect-error: a concept without a coding
treatmentCategoryExtension({ text: 'pays' });
// @ts-expect-error: in a concept that the profile says more of
patient({ ...needed, maritalStatus: coding });
// @ts-expect-error: in the coding of that concept
patient({ ...needed, maritalStatus: { coding: { ...coding, system: 'http://hl7.org/fhir/v3/MaritalStatus' } } });
// @ts-expect-error: in a part of an extension
deathNotificationStatusExtension({ deathNotificationStatus: coding });
// @ts-expect-error: the same as a concept
deathNotificationStatusExtension({ deathNotificationStatus: { coding } });
// @ts-expect-error: of a set too large for names
nhsCommunicationExtension({ language: { ...HumanLanguage.english, code: 'welsh' } });
// @ts-expect-error: of a slice that is told by its coding
practitionerRole({ sdsJobRoleName: { code: 'R9999', display: 'Wizard' } });
// @ts-expect-error: of an event
messageHeader({ ...header, event: 'vaccination' });
// @ts-expect-error: of an event, written out
messageHeader({ ...header, event: { code: 'vaccination-1', display: 'Vaccination' } });
// @ts-expect-error: the wrong set
patient({ ...needed, maritalStatus: 'female' });

// A reference to the wrong type
// @ts-expect-error: a resource of ours
patient({ ...needed, managingOrganization: ada });
// @ts-expect-error: a plain resource
patient({ ...needed, managingOrganization: r3Patient });
// @ts-expect-error: refTo
patient({ ...needed, managingOrganization: refTo(ada) });
// @ts-expect-error: ref
patient({ ...needed, managingOrganization: ref('Patient/1') });
// @ts-expect-error: ref with a type of its own
patient({ ...needed, managingOrganization: ref<'Patient'>('urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11') });
// @ts-expect-error: a misspelt type
patient({ ...needed, managingOrganization: ref('Organisation/1') });
// @ts-expect-error: a bare literal
patient({ ...needed, managingOrganization: { reference: 'Patient/1' } });
// @ts-expect-error: a bare literal, of the right type as it were
patient({ ...needed, managingOrganization: { reference: 'Organization/1' } });
// @ts-expect-error: a text
patient({ ...needed, managingOrganization: 'Organization/1' });
// @ts-expect-error: a reference that was received
patient({ ...needed, managingOrganization: received });
// @ts-expect-error: one item of a list
patient({ ...needed, generalPractitioner: [surgery, ada] });
// @ts-expect-error: in a backbone element
encounter({ status: 'finished', location: { location: surgery } });
// @ts-expect-error: in a datatype
patient({ ...needed, identifier: { system: 'https://larkspur.example/id', value: '1', assigner: doctor } });
// @ts-expect-error: in an extension
nominatedPharmacyExtension(clinic);
// @ts-expect-error: in a choice
immunization({ ...given, note: { text: 'cried', author: { reference: surgery } } });
// @ts-expect-error: of the header
messageHeader({ ...header, responsible: ada });
// @ts-expect-error: a required one
immunization({ ...given, patient: refTo(doctor) });
// @ts-expect-error: no resource
messageHeader({ ...header, focus: { id: '1' } });

// An element that is not used (max 0)
// @ts-expect-error: an element
patient({ ...needed, animal: { species: { text: 'cat' } } });
// @ts-expect-error: an element for which there is an extension
patient({ ...needed, communication: { language: { text: 'Welsh' } } });
// @ts-expect-error: of the header
messageHeader({ ...header, receiver: surgery });
// @ts-expect-error: inside a datatype
messageHeader({ ...header, event: { code: 'vaccinations-1', display: 'Vaccinations', userSelected: true } });
// @ts-expect-error: inside a slice
observation({ ...seen, code: { snomedCT: { code: '27113001', display: 'Body weight', version: '1' } } });
// @ts-expect-error: inside a constrained Quantity
immunization({ ...given, doseQuantity: { value: 0.5, comparator: '<' } });

// Two members of a choice
// @ts-expect-error: of two primitives
patient({ ...needed, deceased: { boolean: true, dateTime: '2026-03-04' } });
// @ts-expect-error: of many types
observation({ ...seen, value: { quantity: { value: 3.2 }, string: 'three' } });
// @ts-expect-error: in a backbone element
observation({ ...seen, component: { code: coding, value: { time: '07:15:00', dateTime: '2026' } } });
// @ts-expect-error: of a reference and a text
immunization({ ...given, note: { text: 'cried', author: { string: 'Ada', reference: ada } } });
// @ts-expect-error: a member that the choice does not have
observation({ ...seen, effective: { instant: '2026-03-04T07:15:00Z' } });
// @ts-expect-error: no member
patient({ ...needed, deceased: {} });
// @ts-expect-error: the value alone
patient({ ...needed, deceased: true });
// @ts-expect-error: the JSON name
patient({ officialName, deceasedBoolean: true });

// The value of an extension has the wrong type
// @ts-expect-error: a boolean
valueApproximationExtension('yes');
// @ts-expect-error: a moment
patientBirthTimeExtension(7.15);
// @ts-expect-error: a datatype
birthPlaceExtension('Thistleborough');
// @ts-expect-error: a datatype of another kind
birthPlaceExtension({ value: 3.2 });
// @ts-expect-error: a coded value
ethnicCategoryExtension(true);
// @ts-expect-error: a reference
nominatedPharmacyExtension('Z99901');
// @ts-expect-error: through a slice
patient({ ...needed, cadavericDonor: 'yes' });
// @ts-expect-error: one of a list
patient({ ...needed, cadavericDonor: [true, 'no'] });
// @ts-expect-error: on a primitive
patient({ ...needed, birthDate: '2026-03-04', birthTime: 7.15 });
// @ts-expect-error: on a datatype
quantity({ value: 3.2, valueApproximation: 'about' });
// @ts-expect-error: a part of an extension
routingDemographicsExtension({ birthDateTime: 2026 });
// @ts-expect-error: the extension in place of its value
patient({ ...needed, residentialStatus: { url: 'https://larkspur.example/residentialStatus', valueString: 'here' } });

// What is no array is no list
declare const phones: Set<{ system: 'phone'; value: string }>;
// @ts-expect-error: a Set
patient({ officialName, telecom: phones });
// @ts-expect-error: bytes are no texts, and no list either
patient({ officialName: { family: 'Thistlewood', given: new Uint8Array(1) } });
// @ts-expect-error: of a list, no item may be undefined
patient({ officialName, telecom: [undefined] });

// An empty list where one is needed
// @ts-expect-error: of items
immunization({ ...given, vaccinationProtocol: { ...dose, targetDisease: [] } });
// @ts-expect-error: of codings in a concept with a required binding
treatmentCategoryExtension({ coding: [] });
// @ts-expect-error: undefined is no item
immunization({ ...given, vaccinationProtocol: { ...dose, targetDisease: [undefined] } });

// The wrong primitive
// @ts-expect-error: a number for a date
patient({ ...needed, birthDate: 20260304 });
// @ts-expect-error: a number for a dateTime
immunization({ ...given, date: 20260304 });
// @ts-expect-error: a number for an instant
messageHeader({ ...header, timestamp: Date.now() });
// @ts-expect-error: a number for a date in a datatype
patient({ ...needed, address: { period: { start: 2026 } } });
// @ts-expect-error: a date for a text
immunization({ ...given, lotNumber: new Date(0) });
// @ts-expect-error: a text for a boolean
patient({ ...needed, active: 'true' });
// @ts-expect-error: a text for a number
patient({ ...needed, telecom: { system: 'phone', value: '01632 960001', rank: '1' } });
// @ts-expect-error: null for what has to be there
patient({ officialName: null });
// @ts-expect-error: null for what has to be there in a nested input
patient({ officialName: { family: null } });
// @ts-expect-error: null in a list of primitives
patient({ officialName: { family, given: ['Ada', null] } });
// @ts-expect-error: null in a list of objects
patient({ ...needed, address: [null] });
// @ts-expect-error: null for the value of a choice that has to be there
nhsCommunicationExtension({ language: null });
// @ts-expect-error: null for an extension, which is its value
ethnicCategoryExtension(null);
// @ts-expect-error: a code held as text, of which nobody knows whether the value set has it
patient({ ...needed, maritalStatus: column });
// @ts-expect-error: nothing is found for a column that may be null, and the member has to be there
nhsCommunicationExtension({ language: fromCode(HumanLanguage, nullable) });

// A misspelt property in a literal at the call
// @ts-expect-error: of the resource
patient({ officialName, gendre: 'female' });
// @ts-expect-error: beside a spread
patient({ ...needed, gendre: 'female' });
// @ts-expect-error: of a slice
patient({ officialName: { family, givn: 'Ada' } });
// @ts-expect-error: of a slice in a list
patient({ officialName, nhsCommunication: [{ language: HumanLanguage.english, prefered: true }] });
// @ts-expect-error: of a datatype
patient({ officialName, address: { cty: 'Thistleborough' } });
// @ts-expect-error: of a datatype in a list
patient({ officialName, address: [{ city: 'Thistleborough' }, { cty: 'Thistleborough' }] });
// @ts-expect-error: of a datatype in a datatype
patient({ officialName, address: { period: { strat: '2026' } } });
// @ts-expect-error: of a backbone element
patient({ officialName, contact: { name: { use: 'usual' }, gendre: 'female' } });
// @ts-expect-error: of a datatype in a backbone element
patient({ officialName, contact: { name: { use: 'usual', famly: family } } });
// @ts-expect-error: of a coding
patient({ officialName, contact: { name: { use: 'usual' }, relationship: { sytem: 'x', code: 'C' } } });
// @ts-expect-error: of a coding in a concept
patient({ officialName, contact: { name: { use: 'usual' }, relationship: { coding: { sytem: 'x', code: 'C' } } } });
// @ts-expect-error: of a concept in a list
organization({ name: 'Larkspur Lane Surgery', type: [{ coding: [{ code: 'gp' }], txt: 'Surgery' }] });
// @ts-expect-error: of a concept with slices
observation({ status: 'final', code: { snomedCT: { code: '27113001', display: 'Body weight', dsplay: 'x' } } });
// @ts-expect-error: of a choice
patient({ officialName, deceased: { bolean: true } });
// @ts-expect-error: of a value in a choice
observation({ status: 'final', code: coding, value: { quantity: { vale: 3.2 } } });
// @ts-expect-error: of an extension that no profile names
patient({ officialName, extension: { url: 'https://larkspur.example/extension', valueStrng: 'x' } });
// @ts-expect-error: of meta
patient({ officialName, meta: { tags: [] } });
// @ts-expect-error: of a contained resource
patient({ officialName, contained: { resourceType: 'Practitioner', id: 'p', nam: [{ family }] } });
// @ts-expect-error: of the value of an extension
birthPlaceExtension({ cty: 'Thistleborough' });
// @ts-expect-error: of what is to be changed
amendPatient(ada, { gendre: 'female' });
// @ts-expect-error: of an option
patient({ officialName }, { uid: () => '0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11' });

// No resource where one is contained
// @ts-expect-error: a text
patient({ ...needed, contained: 'Practitioner' });
// @ts-expect-error: a datatype
patient({ ...needed, contained: { family } });
// @ts-expect-error: a type that there is not
patient({ ...needed, contained: { resourceType: 'Doctor', id: 'd' } });
// @ts-expect-error: a reference
patient({ ...needed, contained: ref('Practitioner/1') });
// @ts-expect-error: one of a list
patient({ ...needed, contained: [doctor, { id: 'd' }] });

// Many where there is one at most
// @ts-expect-error: a slice
patient({ ...needed, nhsNumber: [] });
// @ts-expect-error: a slice, twice
patient({ officialName: [officialName, officialName] });
// @ts-expect-error: a slice that is an extension
patient({ ...needed, ethnicCategory: ['chinese', 'irish'] });
// @ts-expect-error: a slice that may be given by its value
organization({ odsOrganisationCode: ['Z99901', 'Z99902'] });
// @ts-expect-error: a slice inside a datatype
immunization({ ...given, site: { snomedCT: [{ code: '368208006', display: 'Left upper arm' }] } });
// @ts-expect-error: a slice of an extension
nhsCommunicationExtension({ language: HumanLanguage.english, preferred: [true, false] });
// @ts-expect-error: an element
patient({ ...needed, gender: ['female'] });
// @ts-expect-error: an element that the profile has cut to one
messageHeader({ ...header, focus: [ada, surgery] });
// @ts-expect-error: the base has a list
patient({ ...needed, maritalStatus: { coding: [MaritalStatus.married] } });

// What is to be changed
// @ts-expect-error: another resource
amendPatient(surgery, { gender: 'female' });
// @ts-expect-error: another plain resource
amendPatient(r3Organization, { gender: 'female' });
// @ts-expect-error: a code
amendPatient(ada, { gender: 'lady' });
// @ts-expect-error: an element that is not used
amendPatient(ada, { animal: { species: { text: 'cat' } } });
// @ts-expect-error: a guard that says yes or no
patient(needed, { check: isPatient });
// @ts-expect-error: a source of ids that is none
healthcareService({ name: 'Jabs' }, { uuid: '0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11' });
