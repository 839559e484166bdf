/** The message of `pds-record-change-1`: the changed record of a patient, and optionally who changed it. */
import { pdsRecordChange, type PdsRecordChangeMessage } from 'careconnect-ems/events/pds-record-change-1';
import { ref, type IdOptions } from 'careconnect-ems/runtime';
import { spine } from './senders.ts';

/** The record has a new version. The organisation is in the ODS API and not part of the message. */
export function newRecordVersion(options?: IdOptions): PdsRecordChangeMessage {
  const records = ref<'Organization'>('https://directory.spineservices.nhs.uk/STU3/Organization/Z9X01');
  return pdsRecordChange.new(
    {
      source: spine,
      responsible: records,
      patient: {
        meta: { versionId: '31' },
        nhsNumber: { value: '9990000085', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Yarrow', given: 'Sam' },
        birthDate: '2001-03-30',
      },
      provenance: {
        recorded: '2026-07-01T06:00:00+01:00',
        agent: {
          role: {
            system: 'http://hl7.org/fhir/v3/ParticipationType',
            code: 'AUT',
            display: 'author (originator)',
          },
          who: { reference: records },
        },
      },
    },
    options,
  );
}
