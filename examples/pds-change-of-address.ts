/** The message of `pds-change-of-address-1`: the current address and the previous one. */
import { organization } from 'careconnect-ems/careconnect';
import { pdsChangeOfAddress, type PdsChangeOfAddressMessage } from 'careconnect-ems/events/pds-change-of-address-1';
import type { IdOptions } from 'careconnect-ems/runtime';
import { spine } from './senders.ts';

const records = organization({ odsOrganisationCode: 'Z9X01', name: 'Exampleton National Records' });

/** A patient has moved. */
export function newAddress(options?: IdOptions): PdsChangeOfAddressMessage {
  return pdsChangeOfAddress.new(
    {
      source: spine,
      responsible: records,
      lastUpdated: '2026-06-02T07:30:00.120+01:00',
      communication: { sender: records },
      patient: {
        meta: { versionId: '31' },
        nhsNumber: { value: '9990000050', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Hartwell', given: 'Gwen' },
        gender: 'female',
        birthDate: '1987-09-03',
        current: {
          text: '9 Plover Way, Exampleton, ZZ99 8PW',
          line: ['9 Plover Way', 'Exampleton'],
          postalCode: 'ZZ99 8PW',
          period: { start: '2026-06-01' },
        },
        previous: {
          text: '22 Sandpiper Street, Sampleford, ZZ99 9SS',
          line: ['22 Sandpiper Street', 'Sampleford'],
          postalCode: 'ZZ99 9SS',
          period: { start: '2019-02-11', end: '2026-05-31' },
        },
      },
      healthcareService: { providedBy: records },
    },
    options,
  );
}
