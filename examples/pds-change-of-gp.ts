/** The message of `pds-change-of-gp-1`: the current practice of a patient and the previous one. */
import { organization } from 'careconnect-ems/careconnect';
import { pdsChangeOfGp, type PdsChangeOfGpMessage } from 'careconnect-ems/events/pds-change-of-gp-1';
import { ref, type IdOptions } from 'careconnect-ems/runtime';
import { spine } from './senders.ts';

const records = organization({
  odsOrganisationCode: 'Z9X01',
  name: 'Exampleton National Records',
  partOf: ref('https://directory.spineservices.nhs.uk/STU3/Organization/Z9Q01'),
});

/** A patient has changed practice: the episode is the registration that ended, the patient has the new one. */
export function newPractice(options?: IdOptions): PdsChangeOfGpMessage {
  return pdsChangeOfGp.new(
    {
      source: spine,
      responsible: records,
      lastUpdated: '2026-06-08T11:14:22.730+01:00',
      communication: { sender: records },
      patient: {
        meta: { versionId: '31' },
        nhsNumber: { value: '9990000069', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Arbour', given: ['Lev', 'Noam'] },
        gender: 'male',
        birthDate: '1999-12-24',
      },
      currentPractice: {
        odsOrganisationCode: 'Z99905',
        name: 'Harbour Practice',
        telecom: { system: 'phone', value: '0000 444 0000' },
        partOf: ref('https://directory.spineservices.nhs.uk/STU3/Organization/Z9Q02'),
      },
      previousPractice: {
        odsOrganisationCode: 'Z99906',
        name: 'Millpond Surgery',
        partOf: ref('https://directory.spineservices.nhs.uk/STU3/Organization/Z9Q02'),
      },
      episodeOfCare: { period: { start: '2015-01-05', end: '2026-06-08' } },
      healthcareService: { providedBy: records },
    },
    options,
  );
}
