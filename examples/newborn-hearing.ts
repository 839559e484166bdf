/** The two kinds of message of `newborn-hearing-1`. To correct one, send a new message with the same identifier. */
import { organization } from 'careconnect-ems/careconnect';
import { newbornHearing, Specialty, type NewbornHearingMessage } from 'careconnect-ems/events/newborn-hearing-1';
import type { IdOptions } from 'careconnect-ems/runtime';
import { larkspur } from './senders.ts';

const trust = organization({ odsOrganisationCode: 'Z9H01', active: true, name: 'Exampleton Children’s NHS Trust' });

/** What all tests of this visit have in common. */
const done = { status: 'completed', performed: { dateTime: '2026-04-21T09:50:00+01:00' } } as const;

/** Both tests of both ears. Each name states method and ear, and accepts only outcomes of that test. */
export function newHearingOutcome(options?: IdOptions): NewbornHearingMessage {
  return newbornHearing.new(
    {
      source: larkspur,
      responsible: trust,
      lastUpdated: '2026-04-21T10:06:41.002+01:00',
      patient: {
        nhsNumber: { value: '9990000034', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Quillfeather', given: ['Iris', 'Wren'] },
        gender: 'female',
        birthDate: '2026-04-20',
        address: { use: 'home', line: ['3 Orchard Close', 'Exampleton'], postalCode: 'ZZ99 5XY' },
      },
      encounter: {
        identifier: { system: 'https://larkspur.example/screening', value: 'NH-2026-0075' },
        status: 'finished',
        period: { start: '2026-04-21T09:30:00+01:00' },
      },
      location: { odsSiteCode: 'Z9H02', name: 'Newborn screening clinic', managingOrganization: trust },
      practitioner: {
        sdsUserID: '999000000031',
        name: { use: 'official', family: 'Sorrel', given: 'Nadia' },
      },
      practitionerRole: {
        sdsJobRoleName: { code: 'R0680', display: 'Midwife' },
        careProfessionalType: 'midwife',
        specialty: Specialty.paediatricAudiologicalMedicine,
      },
      healthcareService: {
        type: { system: 'http://snomed.info/sct', code: '310008001', display: 'Audiological screening service' },
        specialty: Specialty.paediatricAudiologicalMedicine,
        name: 'Newborn hearing screening',
      },
      tests: {
        aabrLeftEar: {
          ...done,
          outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestLeftEarClearResponse' },
        },
        aabrRightEar: {
          ...done,
          outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestRightEarClearResponse' },
        },
        aoaeLeftEar: {
          ...done,
          outcome: { snomedCT: 'automatedOtoAcousticEmissionTestLeftEarNoClearResponse' },
        },
        aoaeRightEar: {
          ...done,
          outcome: { snomedCT: 'automatedOtoAcousticEmissionTestRightEarClearResponse' },
        },
      },
      observation: {
        status: 'final',
        effective: { dateTime: '2026-04-21T10:05:00+01:00' },
        value: {
          codeableConcept: {
            system: 'http://snomed.info/sct',
            code: '276781000000109',
            display: 'Newborn hearing screening programme completed, clear response no follow-up required',
          },
        },
      },
      communication: { payload: { content: { string: 'Settled baby, quiet room.' } } },
    },
    options,
  );
}

/** Withdraws a record made in error; its identifier and the NHS number for routing are enough. */
export function deletedHearingOutcome(options?: IdOptions): NewbornHearingMessage {
  return newbornHearing.delete(
    {
      source: larkspur,
      responsible: trust,
      lastUpdated: '2026-05-09T14:00:00.000+01:00',
      routingDemographics: { nhsNumber: { value: '9990000034' } },
      encounter: {
        identifier: { system: 'https://larkspur.example/screening', value: 'NH-2026-0075' },
        status: 'entered-in-error',
      },
    },
    options,
  );
}
