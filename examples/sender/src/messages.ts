/** Messages made of rows as a database has them. Everything here is fictional. */
import {
  encounter,
  organization,
  patient,
  vaccinations,
  type VaccinationsNewMessage,
} from 'careconnect-ems/events/vaccinations-1';
import { demo } from './demo.ts';

/** A vaccination as it is stored. */
export interface VaccinationRow {
  readonly id: string;
  readonly changed: Date;
  readonly nhsNumber: string;
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly date: string;
  readonly procedure: string;
}

export const row: VaccinationRow = {
  id: 'LV-17',
  changed: new Date('2026-11-20T10:07:31.250Z'),
  nhsNumber: '9990000018',
  family: 'Thistlewood',
  given: 'Ada',
  born: '2024-03-04',
  date: '2026-11-20',
  procedure: 'Measles, mumps and rubella, second dose',
};

/** A message about a vaccination that is reported for the first time. */
export function newVaccination(from: VaccinationRow): VaccinationsNewMessage {
  const child = patient({
    nhsNumber: { value: from.nhsNumber, verificationStatus: 'numberPresentAndVerified' },
    officialName: { family: from.family, given: from.given },
    birthDate: from.born,
  });
  return vaccinations.new({
    source: {
      name: 'Larkspur EPR',
      contact: { system: 'email', value: 'support@larkspur.example' },
      endpoint: `urn:nhs:addressing:asid:${demo.asid}`,
    },
    responsible: organization({ odsOrganisationCode: demo.organisation, name: 'Larkspur Lane Surgery' }),
    lastUpdated: from.changed,
    immunization: {
      identifier: { system: 'https://larkspur.example/vaccinations', value: from.id },
      status: 'completed',
      notGiven: false,
      primarySource: true,
      patient: child,
      encounter: encounter({ status: 'finished', subject: child, type: { encounterType: 'preSchoolImmunisations' } }),
      date: from.date,
      vaccineCode: { system: 'http://snomed.info/sct', code: '34925411000001109', display: 'Priorix vaccine' },
      vaccinationProcedure: { text: from.procedure },
    },
  });
}
