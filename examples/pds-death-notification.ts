/** The message of `pds-death-notification-1` in its three cases. `case` decides what the patient must state. */
import { organization } from 'careconnect-ems/careconnect';
import {
  pdsDeathNotification,
  type PdsDeathNotificationMessage,
} from 'careconnect-ems/events/pds-death-notification-1';
import type { IdOptions } from 'careconnect-ems/runtime';
import { spine } from './senders.ts';

const records = organization({ odsOrganisationCode: 'Z9X01', name: 'Exampleton National Records' });

/** What all cases have in common. */
const common = {
  source: spine,
  responsible: records,
  communication: { sender: records },
  healthcareService: { providedBy: records },
} as const;
const agnes = {
  meta: { versionId: '31' },
  nhsNumber: { value: '9990000077', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Ravensworth', given: 'Agnes' },
  gender: 'female',
  birthDate: '1931-07-19',
} as const;

/** A practice or a trust has reported the death; there is no certificate yet. */
export function informalDeath(options?: IdOptions): PdsDeathNotificationMessage {
  return pdsDeathNotification.new(
    {
      ...common,
      case: 'informal',
      lastUpdated: '2026-05-19T08:05:00.000+01:00',
      patient: {
        ...agnes,
        deathNotificationStatus: { systemEffectiveDate: '2026-05-19T08:00:00+01:00' },
        deceased: { dateTime: '2026-05-18T22:40:00+01:00' },
      },
    },
    options,
  );
}

/** The death was registered. */
export function formalDeath(options?: IdOptions): PdsDeathNotificationMessage {
  return pdsDeathNotification.new(
    {
      ...common,
      case: 'formal',
      lastUpdated: '2026-05-20T13:00:00.480+01:00',
      patient: {
        ...agnes,
        deathNotificationStatus: { systemEffectiveDate: '2026-05-20T13:00:00+01:00' },
        deceased: { dateTime: '2026-05-18T22:40:00+01:00' },
      },
    },
    options,
  );
}

/** The notice was a mistake: the patient is alive, and a time of death does not compile. */
export function removedDeath(options?: IdOptions): PdsDeathNotificationMessage {
  return pdsDeathNotification.new(
    {
      ...common,
      case: 'removed',
      lastUpdated: '2026-05-22T10:00:00.000+01:00',
      patient: { ...agnes, deathNotificationStatus: { systemEffectiveDate: '2026-05-22T09:58:00+01:00' } },
    },
    options,
  );
}
