/** The three kinds of message of `professional-contacts-1`: who looks after a patient, and until when. */
import { practitioner } from 'careconnect-ems/careconnect';
import {
  careTeam,
  managingOrganization,
  patient,
  professionalContacts,
  type ProfessionalContactsMessage,
} from 'careconnect-ems/events/professional-contacts-1';
import type { IdOptions } from 'careconnect-ems/runtime';
import { larkspur } from './senders.ts';

const community = managingOrganization({
  odsOrganisationCode: 'Z9C11',
  active: true,
  name: 'Exampleton Community Health',
  telecom: [
    { system: 'phone', value: '0000 222 0000', use: 'work' },
    { system: 'email', value: 'hv-team@exampleton.example' },
  ],
  address: { line: '2 Mill Street', city: 'Exampleton', postalCode: 'ZZ99 6MS' },
});
const visitor = practitioner({ sdsUserID: '999000000055', name: { use: 'official', family: 'Lavender', given: 'Mo' } });
const edie = patient({
  nhsNumber: { value: '9990000042', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Pellworth', given: 'Edie' },
  gender: 'female',
  birthDate: '2026-02-14',
  address: { use: 'home', line: ['8 Weaver Court', 'Exampleton'], postalCode: 'ZZ99 7WC' },
});
const team = careTeam({
  status: 'active',
  name: 'North Exampleton health visitors',
  subject: edie,
  participant: {
    role: { system: 'http://snomed.info/sct', code: '224534008', display: 'Health visitors, nurses and midwives' },
    member: visitor,
  },
  managingOrganization: community,
});

/** What the episode is in all three messages. */
const episode = {
  identifier: { system: 'https://larkspur.example/episodes', value: 'LEP-2026-0902' },
  type: { system: 'http://snomed.info/sct', code: '1078501000000104', display: 'Health visiting service' },
  managingOrganization: community,
  team,
} as const;
const role = {
  practitioner: visitor,
  organization: community,
  sdsJobRoleName: { code: 'R0700', display: 'Community Nurse' },
} as const;

/** A health visiting team takes a child on. */
export function newContact(options?: IdOptions): ProfessionalContactsMessage {
  return professionalContacts.new(
    {
      source: larkspur,
      responsible: community,
      lastUpdated: '2026-03-02T09:30:00.000+00:00',
      patient: edie,
      episodeOfCare: { ...episode, status: 'active', period: { start: '2026-03-02' } },
      practitionerRoles: role,
    },
    options,
  );
}

/** The episode ends: the same identifier, and a later `lastUpdated`. */
export function updatedContact(options?: IdOptions): ProfessionalContactsMessage {
  return professionalContacts.update(
    {
      source: larkspur,
      responsible: community,
      lastUpdated: '2026-06-30T16:45:00.000+01:00',
      patient: edie,
      episodeOfCare: { ...episode, status: 'finished', period: { start: '2026-03-02', end: '2026-06-30' } },
      practitionerRoles: role,
    },
    options,
  );
}

/** Withdraws a record made in error. A withdrawal contains everything that a new message contains. */
export function deletedContact(options?: IdOptions): ProfessionalContactsMessage {
  return professionalContacts.delete(
    {
      source: larkspur,
      responsible: community,
      lastUpdated: '2026-06-30T16:59:59.999+01:00',
      patient: edie,
      episodeOfCare: { ...episode, status: 'entered-in-error', period: { start: '2026-03-02' } },
      practitionerRoles: role,
    },
    options,
  );
}
