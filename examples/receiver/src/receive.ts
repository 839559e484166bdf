/** From bytes to content: what the application uses of a received message. The only file that knows all ten events. */
import { check, identify } from 'careconnect-ems/check';
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
import { nhsNumberOf, routingDemographicsOf } from 'careconnect-ems/ems';
import { fromJson } from 'careconnect-ems/json';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import { fromXml } from 'careconnect-ems/xml';
import type { Bundle, Identifier, MessageHeader } from 'fhir/r3.js';

export interface Received {
  readonly event: string | undefined;
  readonly type: string | undefined;
  readonly valid: boolean;
  readonly code: string | undefined;
  readonly resourceType: string | undefined;
  readonly messageId: string | undefined;
  readonly lastUpdated: string | undefined;
  readonly key: Identifier | undefined;
  readonly content: object | undefined;
  describe(options: { readonly values: false }): string;
}

const events = [
  bloodSpotTestOutcome,
  newbornHearing,
  nipeOutcome,
  pdsBirthNotification,
  pdsChangeOfAddress,
  pdsChangeOfGp,
  pdsDeathNotification,
  pdsRecordChange,
  professionalContacts,
  vaccinations,
];
const readers = new Map<string, (message: never) => { key?: Identifier | undefined; header: unknown }>(
  events.map(({ event, read }) => [event.code, read]),
);

export function receive(input: Uint8Array): Received {
  const isJson = /^\s*\{/.test(new TextDecoder().decode(input.subarray(0, 100)));
  const { resource, issues: unreadable } = isJson ? fromJson(input) : fromXml(input);
  const issues = resource ? check(resource, { direction: 'receive' }) : unreadable;
  const { event, resourceType } = identify(resource);
  const first = resourceType === 'Bundle' ? (resource as Bundle).entry?.[0]?.resource : undefined;
  const header = first?.resourceType === 'MessageHeader' ? (first as MessageHeader) : undefined;
  const valid = event !== undefined && !issues.some(isFault);
  const content = valid ? readers.get(event.code)?.(resource as never) : undefined;
  return {
    event: event?.code,
    type: event?.type,
    valid,
    code: header?.event?.code,
    resourceType,
    messageId: header?.id,
    lastUpdated: header?.meta?.lastUpdated,
    key: content?.key ?? patientOf(header),
    content,
    describe: () => issues.map(placeOf).join('\n'),
  };
}

/** The key of events that have no record of their own, as those of PDS: the NHS number. */
function patientOf(header: MessageHeader | undefined): Identifier | undefined {
  const demographics = header && routingDemographicsOf(header);
  return demographics && nhsNumberOf(demographics);
}

/** An issue without its words, which quote values. */
function placeOf({ severity, code, elementId, line, column }: Issue): string {
  return `${line ?? 0}:${column ?? 0}: ${severity}: ${elementId ?? ''} (${code})`;
}
