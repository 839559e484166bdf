/** Complete, sound messages of every event, and functions that find their parts. */
import { readdirSync, readFileSync } from 'node:fs';
import { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { newbornHearing } from 'careconnect-ems/events/newborn-hearing-1';
import { nipeOutcome } from 'careconnect-ems/events/nipe-outcome-1';
import { pdsBirthNotification } from 'careconnect-ems/events/pds-birth-notification-1';
import { pdsChangeOfAddress } from 'careconnect-ems/events/pds-change-of-address-1';
import { pdsChangeOfGp } from 'careconnect-ems/events/pds-change-of-gp-1';
import { pdsDeathNotification } from 'careconnect-ems/events/pds-death-notification-1';
import { pdsRecordChange } from 'careconnect-ems/events/pds-record-change-1';
import { professionalContacts } from 'careconnect-ems/events/professional-contacts-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import type { CheckOptions, Issue } from 'careconnect-ems/runtime';

export type { Issue };

/** JSON that tests look into by name. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** The functions that every event has. */
export interface Event {
  readonly event: { readonly code: string };
  readonly is: (value: unknown, options?: CheckOptions) => boolean;
  readonly check: (value: unknown, options?: CheckOptions) => { valid: boolean; issues: readonly Issue[] };
  readonly read: (message: never) => object;
}

/** The events, by the start of their messages' names. */
export const events: Readonly<Record<string, Event>> = {
  'blood-spot': bloodSpotTestOutcome,
  'newborn-hearing': newbornHearing,
  nipe: nipeOutcome,
  'pds-birth-notification': pdsBirthNotification,
  'pds-change-of-address': pdsChangeOfAddress,
  'pds-change-of-gp': pdsChangeOfGp,
  'pds-death-notification': pdsDeathNotification,
  'pds-record-change': pdsRecordChange,
  'professional-contacts': professionalContacts,
  vaccinations,
};

const folder = new URL('../events/messages/', import.meta.url);

/** Names of all messages. */
export const messageNames = readdirSync(folder)
  .sort()
  .map((file) => file.replace(/\.json$/, ''));

/** Returns a new copy of a message. */
export function messageNamed(name: string): Json {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Json;
}

/** Returns the event of a message. */
export function eventOf(name: string): Event {
  const found = Object.entries(events).find(([start]) => name.startsWith(start));
  if (!found) throw new Error(`No event is that of ${name}`);
  return found[1];
}

/** Returns the resources of one type in a message. */
export function resourcesOf(message: Json, type: string): Json[] {
  return message.entry.map(({ resource }: Json) => resource).filter((one: Json) => one.resourceType === type);
}

/** Returns true if an expression leads to a place in a value; its last step may be missing there. */
export function leadsSomewhere(value: unknown, expression: string): boolean {
  const [, ...steps] = expression.split('.');
  const last = steps.pop();
  const around = steps.reduce((values, step) => values.flatMap((one) => partsAt(one, step)), [value]);
  const [, index] = /\[(\d+)\]$/.exec(last ?? '') ?? [];
  if (last === undefined || index === undefined) return around.some((one) => typeof one === 'object' && one !== null);
  return around.some((one) => partsAt(one, last).length > 0);
}

/**
 * Returns the values of a step: an element by its name, its sibling, or a member of a choice with a type in its name.
 */
function partsAt(value: unknown, step: string): unknown[] {
  const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const isOf = (key: string): boolean =>
    key === name || (key.startsWith(name) && /[A-Z]/.test(key.charAt(name.length)));
  const parts = Object.entries(value).flatMap(([key, part]): unknown[] => (isOf(key.replace(/^_/, '')) ? [part] : []));
  if (index === undefined) return parts.filter((part) => part !== undefined);
  return parts.flatMap((part) => (Array.isArray(part) ? part.slice(Number(index), Number(index) + 1) : []));
}
