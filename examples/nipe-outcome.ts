/** The two kinds of message of `nipe-outcome-1`. To correct one, send a new message with the same identifier. */
import { organization } from 'careconnect-ems/careconnect';
import { nipeOutcome, Specialty, type NipeOutcomeMessage } from 'careconnect-ems/events/nipe-outcome-1';
import type { IdOptions } from 'careconnect-ems/runtime';
import { larkspur } from './senders.ts';

const trust = organization({ odsOrganisationCode: 'Z9H01', active: true, name: 'Exampleton Children’s NHS Trust' });

/** Outcome of one of the examinations. The message fills in its code, which follows from its name. */
const found = (code: string, display: string) =>
  ({
    status: 'completed',
    performed: { dateTime: '2026-04-22T11:10:00+01:00' },
    outcome: { snomedCT: { code, display } },
  }) as const;

/** The examination of a boy; leave out `testes` for a girl. */
export function newNipeOutcome(options?: IdOptions): NipeOutcomeMessage {
  const programme = 'Newborn and Infant Physical Examination Screening Programme';
  return nipeOutcome.new(
    {
      source: larkspur,
      responsible: trust,
      lastUpdated: '2026-04-22T11:40:55.900+01:00',
      patient: {
        nhsNumber: { value: '9990000034', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Quillfeather', given: 'Rowan' },
        gender: 'male',
        birthDate: '2026-04-20',
        address: { use: 'home', line: ['3 Orchard Close', 'Exampleton'], postalCode: 'ZZ99 5XY' },
      },
      encounter: {
        identifier: { system: 'https://larkspur.example/screening', value: 'NE-2026-1190' },
        status: 'finished',
        period: { start: '2026-04-22T11:00:00+01:00' },
      },
      location: { odsSiteCode: 'Z9H02', name: 'Newborn screening clinic', managingOrganization: trust },
      practitioner: {
        sdsUserID: '999000000044',
        name: { use: 'official', family: 'Tamarisk', given: 'Joel', prefix: 'Dr' },
      },
      practitionerRole: {
        sdsJobRoleName: { code: 'R0260', display: 'General Medical Practitioner' },
        careProfessionalType: 'generalMedicalPractitioner',
        keyWorkerStatus: 'isAKeyWorker',
        specialty: Specialty.communityPaediatrics,
      },
      healthcareService: {
        type: { system: 'http://snomed.info/sct', code: '714088003', display: 'Midwifery Service' },
        specialty: Specialty.paediatrics,
        name: 'Newborn examination clinic',
      },
      examinations: {
        hips: found(
          '985891000000104',
          `${programme}, hip examination done, right abnormality suspected with risk factor`,
        ),
        eyes: found('989071000000108', `${programme}, eye examination done, no abnormality and no risk factor`),
        testes: found('988931000000101', `${programme}, testis examination done, no abnormality`),
        heart: found('988511000000100', `${programme}, heart examination done, no abnormality and no risk factor`),
      },
      observation: {
        status: 'final',
        effective: { dateTime: '2026-04-22' },
        value: { codeableConcept: { code: 'not-eligible-for-bcg', display: 'Not eligible for BCG' } },
      },
      communication: {
        category: { code: '009', display: 'Newborn and Infant Physical Examination (72 hours)' },
        payload: { content: { string: 'Hip scan within six weeks.' } },
      },
    },
    options,
  );
}

/** Withdraws a record made in error; its identifier and the NHS number for routing are enough. */
export function deletedNipeOutcome(options?: IdOptions): NipeOutcomeMessage {
  return nipeOutcome.delete(
    {
      source: larkspur,
      responsible: trust,
      lastUpdated: '2026-05-09T14:00:00.000+01:00',
      routingDemographics: { nhsNumber: { value: '9990000034' } },
      encounter: {
        identifier: { system: 'https://larkspur.example/screening', value: 'NE-2026-1190' },
        status: 'entered-in-error',
      },
    },
    options,
  );
}
