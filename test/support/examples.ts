/** The messages of `examples/`, made with ids and a time of sending that never change. */
import type { Bundle } from 'fhir/r3.js';
import type { IdOptions } from 'careconnect-ems/runtime';
import * as bloodSpot from '../../examples/blood-spot-test-outcome.ts';
import * as hearing from '../../examples/newborn-hearing.ts';
import * as nipe from '../../examples/nipe-outcome.ts';
import * as birth from '../../examples/pds-birth-notification.ts';
import * as address from '../../examples/pds-change-of-address.ts';
import * as practice from '../../examples/pds-change-of-gp.ts';
import * as death from '../../examples/pds-death-notification.ts';
import * as record from '../../examples/pds-record-change.ts';
import * as contacts from '../../examples/professional-contacts.ts';
import * as jabs from '../../examples/vaccinations.ts';

/** One example: how to make it, and its event. */
export interface Example {
  readonly event: string;
  readonly type: string;
  readonly make: (options?: IdOptions) => Bundle;
  readonly case?: string;
}

/** Every function that the files export, by its name. */
export const examples: Readonly<Record<string, Example>> = {
  newBloodSpotOutcome: { event: 'blood-spot-test-outcome-1', type: 'new', make: bloodSpot.newBloodSpotOutcome },
  deletedBloodSpotOutcome: {
    event: 'blood-spot-test-outcome-1',
    type: 'delete',
    make: bloodSpot.deletedBloodSpotOutcome,
  },
  newHearingOutcome: { event: 'newborn-hearing-1', type: 'new', make: hearing.newHearingOutcome },
  deletedHearingOutcome: { event: 'newborn-hearing-1', type: 'delete', make: hearing.deletedHearingOutcome },
  newNipeOutcome: { event: 'nipe-outcome-1', type: 'new', make: nipe.newNipeOutcome },
  deletedNipeOutcome: { event: 'nipe-outcome-1', type: 'delete', make: nipe.deletedNipeOutcome },
  newBirth: { event: 'pds-birth-notification-1', type: 'new', make: birth.newBirth },
  newAddress: { event: 'pds-change-of-address-1', type: 'new', make: address.newAddress },
  newPractice: { event: 'pds-change-of-gp-1', type: 'new', make: practice.newPractice },
  informalDeath: { event: 'pds-death-notification-1', type: 'new', make: death.informalDeath, case: 'informal' },
  formalDeath: { event: 'pds-death-notification-1', type: 'new', make: death.formalDeath, case: 'formal' },
  removedDeath: { event: 'pds-death-notification-1', type: 'new', make: death.removedDeath, case: 'removed' },
  newRecordVersion: { event: 'pds-record-change-1', type: 'new', make: record.newRecordVersion },
  newContact: { event: 'professional-contacts-1', type: 'new', make: contacts.newContact },
  updatedContact: { event: 'professional-contacts-1', type: 'update', make: contacts.updatedContact },
  deletedContact: { event: 'professional-contacts-1', type: 'delete', make: contacts.deletedContact },
  newVaccination: { event: 'vaccinations-1', type: 'new', make: jabs.newVaccination },
  newVaccinationNotGiven: { event: 'vaccinations-1', type: 'new', make: jabs.newVaccinationNotGiven },
  updatedVaccination: { event: 'vaccinations-1', type: 'update', make: jabs.updatedVaccination },
  deletedVaccination: { event: 'vaccinations-1', type: 'delete', make: jabs.deletedVaccination },
};

/** The messages, made in turn with consecutive ids and at one moment. */
export const messages: Readonly<Record<string, Bundle>> = makeAll();

function makeAll(): Record<string, Bundle> {
  let count = 0;
  const uuid = (): string => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
  const now = (): Date => new Date('2026-07-01T12:00:00.000Z');
  const zone = process.env['TZ'];
  process.env['TZ'] = 'UTC';
  try {
    return Object.fromEntries(Object.entries(examples).map(([name, { make }]) => [name, make({ uuid, now })]));
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
}
