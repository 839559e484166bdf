/** The three kinds of message of `vaccinations-1`, for a vaccination that was given and for one that was not. */
import {
  encounter,
  immunization,
  organization,
  patient,
  Specialty,
  vaccinations,
  type VaccinationsMessage,
} from 'careconnect-ems/events/vaccinations-1';
import { location, practitioner } from 'careconnect-ems/careconnect';
import type { IdOptions } from 'careconnect-ems/runtime';
import { larkspur } from './senders.ts';

const surgery = organization({
  odsOrganisationCode: 'Z99901',
  active: true,
  name: 'Larkspur Lane Surgery',
  telecom: { system: 'phone', value: '0000 000 0000', use: 'work' },
  address: { line: '1 Larkspur Lane', city: 'Exampleton', postalCode: 'ZZ99 3CZ' },
});
const room = location({ odsSiteCode: 'Z99902', name: 'Treatment room 3', managingOrganization: surgery });
const nurse = practitioner({ sdsUserID: '999000000012', name: { use: 'official', family: 'Fennel', given: 'Robin' } });
const otis = patient({
  nhsNumber: { value: '9990000026', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Bramblewick', given: ['Otis', 'Finn'] },
  gender: 'male',
  birthDate: '2022-11-30',
  birthTime: '2022-11-30T04:20:00+00:00',
  address: { use: 'home', line: ['14 Teasel Row', 'Exampleton'], postalCode: 'ZZ99 3WZ' },
  generalPractitioner: surgery,
});
const visit = encounter({
  identifier: { system: 'https://larkspur.example/encounters', value: 'LE-88102' },
  status: 'finished',
  type: { encounterType: 'preSchoolImmunisations' },
  subject: otis,
  period: { start: '2026-05-12T09:55:00+01:00', end: '2026-05-12T10:20:00+01:00' },
  location: { location: room },
  serviceProvider: surgery,
});

/** What the vaccination is in all examples. */
const common = {
  identifier: { system: 'https://larkspur.example/vaccinations', value: 'LV-2026-00417' },
  status: 'completed',
  patient: otis,
  encounter: visit,
  date: '2026-05-12T10:05:00+01:00',
  primarySource: true,
  location: room,
  practitioner: { actor: nurse },
} as const;

/** What was given, and how. */
const given = {
  notGiven: false,
  vaccineCode: {
    system: 'http://snomed.info/sct',
    code: '34925411000001109',
    display: 'Priorix vaccine powder and solvent for solution for injection 0.5ml pre-filled syringes',
  },
  vaccinationProcedure: {
    system: 'http://snomed.info/sct',
    code: '170433008',
    display: 'Measles mumps and rubella vaccination - second dose (procedure)',
  },
  expirationDate: '2027-11-30',
  site: { system: 'http://snomed.info/sct', code: '368208006', display: 'Left upper arm structure' },
  route: { system: 'http://snomed.info/sct', code: '78421000', display: 'Intramuscular route' },
  doseQuantity: { value: 0.5, unit: 'ml', system: 'http://unitsofmeasure.org', code: 'mL' },
} as const;

/** Resources of the message that no reference leads to. */
const team = {
  practitionerRoles: {
    identifier: { system: 'https://fhir.nhs.uk/Id/sds-role-profile-id', value: '999000000013' },
    practitioner: nurse,
    organization: surgery,
    sdsJobRoleName: { code: 'R0700', display: 'Community Nurse' },
    professionalType: 'nurse',
    specialty: Specialty.communityPaediatrics,
  },
  healthcareService: {
    providedBy: surgery,
    type: { system: 'http://snomed.info/sct', code: '1060971000000108', display: 'General practice service' },
    specialty: Specialty.communityPaediatrics,
    location: room,
    name: 'Larkspur Lane immunisation clinic',
  },
} as const;

/** A vaccination was given. Referenced resources come along: patient, encounter, location and nurse. */
export function newVaccination(options?: IdOptions): VaccinationsMessage {
  const jab = immunization({ ...common, ...given, lotNumber: 'LK41B' });
  return vaccinations.new(
    {
      source: larkspur,
      responsible: surgery,
      lastUpdated: '2026-05-12T11:00:00.250+01:00',
      immunization: jab,
      ...team,
    },
    options,
  );
}

/** A vaccination was declined: the reason takes the place of the vaccine. */
export function newVaccinationNotGiven(options?: IdOptions): VaccinationsMessage {
  return vaccinations.new(
    {
      source: larkspur,
      responsible: surgery,
      lastUpdated: '2026-05-12T11:00:00.250+01:00',
      immunization: {
        ...common,
        notGiven: true,
        vaccineCode: { system: 'http://hl7.org/fhir/v3/NullFlavor', code: 'NA', display: 'not applicable' },
        vaccinationProcedure: {
          system: 'http://snomed.info/sct',
          code: '1156551007',
          display: 'Vaccination declined (situation)',
        },
        explanation: {
          reasonNotGiven: {
            system: 'http://snomed.info/sct',
            code: '310376006',
            display: 'Immunization consent not given (finding)',
          },
        },
      },
      ...team,
    },
    options,
  );
}

/** Corrects the record: the same identifier, and a later `lastUpdated`. */
export function updatedVaccination(options?: IdOptions): VaccinationsMessage {
  return vaccinations.update(
    {
      source: larkspur,
      responsible: surgery,
      lastUpdated: '2026-05-13T09:12:30.000+01:00',
      immunization: { ...common, ...given, lotNumber: 'LK41C' },
      ...team,
    },
    options,
  );
}

/** Withdraws a record made in error. A withdrawal contains everything that a new message contains. */
export function deletedVaccination(options?: IdOptions): VaccinationsMessage {
  return vaccinations.delete(
    {
      source: larkspur,
      responsible: surgery,
      lastUpdated: '2026-05-14T08:00:00.000+01:00',
      immunization: { ...common, ...given, status: 'entered-in-error' },
      ...team,
    },
    options,
  );
}
