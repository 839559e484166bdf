/** Subscriptions: what their builders take, what they do not, and what is read from criteria and answers. */
import {
  createRequest,
  deleteRequest,
  explicitCriteria,
  explicitSubscription,
  genericCriteria,
  genericSubscription,
  mailboxId,
  newSubscription,
  odsCode,
  parseCriteria,
  readCreated,
  readSubscription,
  subscriptionClaims,
  type ExplicitCriteria,
  type GenericCriteria,
  type HeldSubscription,
  type MailboxId,
  type NewSubscription,
  type OdsCode,
  type ParsedCriteria,
  type ResponseLike,
} from 'careconnect-ems/subscriptions';
import type { EventType } from 'careconnect-ems/ems';
import type { Subscription } from 'fhir/r3.js';
import { expectTypeOf } from 'expect-type';
import { accept } from './accept.ts';

declare const response: ResponseLike;
const contact = odsCode('Z99901');
const mailbox = mailboxId('Z99901OT001');
const practice = { contact, mailbox, reason: 'Follow-up of screening' };
const ada = { nhsNumber: '9990000018', events: 'vaccinations-1' } as const;
const area = { ruleType: 'CHO_POSTCODE_CCG', organization: 'X2458', event: 'vaccinations-1' } as const;
const request = { endpoint: 'https://spine.example', fromASID: '1', toASID: '2', authorization: 'a.b.c' };

// What is built is what is created, and a Subscription of FHIR
const built = explicitSubscription({ ...practice, criteria: ada });
expectTypeOf(built).toEqualTypeOf<NewSubscription>();
accept<Subscription>(built);
createRequest(built, request);
genericSubscription({ ...practice, criteria: { ...area, age: { over: 5 }, gpRegistration: null, tag: undefined } });

// Codes of organisations and ids of mailboxes are texts that take each other's place nowhere
accept<string>(contact);
accept<string>(mailbox);
expectTypeOf<OdsCode>().not.toExtend<MailboxId>();
expectTypeOf<MailboxId>().not.toExtend<OdsCode>();
// @ts-expect-error: a mailbox is no organisation
explicitSubscription({ ...practice, contact: mailbox, criteria: ada });
// @ts-expect-error: an organisation is no mailbox
explicitSubscription({ ...practice, mailbox: contact, criteria: ada });
// @ts-expect-error: a text is neither
explicitSubscription({ ...practice, contact: 'Z99901', criteria: ada });
// @ts-expect-error: a text is neither
explicitSubscription({ ...practice, mailbox: 'Z99901OT001', criteria: ada });
// @ts-expect-error: there is at least one contact
explicitSubscription({ ...practice, contact: [], criteria: ada });
explicitSubscription({ ...practice, contact: [contact, odsCode('Z99902')], criteria: ada, end: new Date() });
// @ts-expect-error: the service needs a reason
explicitSubscription({ contact, mailbox, criteria: ada });
// @ts-expect-error: the service sets the id
explicitSubscription({ ...practice, criteria: ada, id: '7' });
// @ts-expect-error: a new subscription is requested, and nothing else
explicitSubscription({ ...practice, criteria: ada, status: 'active' });
// @ts-expect-error: criteria as text are for newSubscription
explicitSubscription({ ...practice, criteria: '/Bundle?type=message' });
newSubscription({
  contact: { value: 'https://directory.spineservices.nhs.uk/STU3/Organization/Z99901' },
  reason: 'Follow-up of screening',
  criteria: '/Bundle?type=message',
  channel: { endpoint: 'Z99901OT001' },
});

// Events, parameters and their values
// @ts-expect-error: the event is misspelt
explicitCriteria({ ...ada, events: 'vacinations-1' });
// @ts-expect-error: the second event is misspelt
explicitCriteria({ ...ada, events: ['vaccinations-1', 'nipe-outcome'] });
// @ts-expect-error: there is at least one event
explicitCriteria({ ...ada, events: [] });
explicitCriteria({ ...ada, events: ['vaccinations-1', 'nipe-outcome-1'] as const });
// @ts-expect-error: the patient is missing
explicitCriteria({ events: 'vaccinations-1' });
// @ts-expect-error: the parameter is misspelt
explicitCriteria({ ...ada, nhsNumer: '9990000018' });
// @ts-expect-error: the rule is for generic subscriptions
explicitCriteria({ ...ada, ruleType: 'GP_GP_GP' });
// @ts-expect-error: the patient is for explicit subscriptions
genericCriteria({ ...area, nhsNumber: '9990000018' });
// @ts-expect-error: a generic subscription has one event
genericCriteria({ ...area, event: ['vaccinations-1', 'nipe-outcome-1'] });
// @ts-expect-error: the rule is missing
genericCriteria({ organization: 'X2458', event: 'vaccinations-1' });
// @ts-expect-error: there is no such rule
genericCriteria({ ...area, ruleType: 'CHO_POSTCODE_ICB' });
// @ts-expect-error: a country has one of six codes
genericCriteria({ ...area, ruleType: 'COUNTRYCODE' });
genericCriteria({ ...area, ruleType: 'COUNTRYCODE', organization: 'W92000004' });
// @ts-expect-error: there is no such service
explicitCriteria({ ...ada, serviceType: 'PDS' });
// @ts-expect-error: there is no such value
explicitCriteria({ ...ada, gpRegistration: 'Both' });
// @ts-expect-error: a range has a bound
explicitCriteria({ ...ada, age: {} });
// @ts-expect-error: a bound is a number
explicitCriteria({ ...ada, age: { over: '5' } });
// @ts-expect-error: there is no such bound
explicitCriteria({ ...ada, age: { over: 5, from: 5 } });
explicitCriteria({ ...ada, age: { over: 5, under: 19 }, serviceType: 'CHO', gpRegistration: 'RegisteredOnly' });

// What is parsed says which form it is
const parsed = parseCriteria(built.criteria);
expectTypeOf(parsed).toEqualTypeOf<ParsedCriteria>();
if (parsed.valid && parsed.form === 'explicit') {
  expectTypeOf(parsed.criteria).toExtend<ExplicitCriteria>();
  expectTypeOf(parsed.criteria.events).toEqualTypeOf<[EventType, ...EventType[]]>();
  expectTypeOf(parsed.criteria.tag).toEqualTypeOf<string | undefined>();
}
if (parsed.form === 'generic') {
  expectTypeOf(parsed.criteria).toExtend<GenericCriteria>();
  expectTypeOf(parsed.criteria.event).toEqualTypeOf<EventType>();
}
if (!parsed.valid) expectTypeOf(parsed.criteria).toEqualTypeOf<undefined>();
for (const { column, expected, remedy } of parsed.issues) {
  expectTypeOf(column).toEqualTypeOf<number>();
  expectTypeOf(expected).toEqualTypeOf<string>();
  expectTypeOf(remedy).toEqualTypeOf<string>();
}

// Answers
export async function answers(): Promise<void> {
  const created = await readCreated(response);
  expectTypeOf(created.id).toEqualTypeOf<string | undefined>();
  if (created.accepted) expectTypeOf(created.id).toEqualTypeOf<string>();
  if (created.result === 'rejected') expectTypeOf(created.existingId).toEqualTypeOf<string | undefined>();
  const read = await readSubscription(response);
  // @ts-expect-error: only an accepted answer has the subscription
  accept<unknown>(read.subscription);
  if (read.accepted) expectTypeOf(read.subscription).toEqualTypeOf<HeldSubscription>();
}

// Requests
expectTypeOf(createRequest(built, request).body).toEqualTypeOf<string>();
expectTypeOf(deleteRequest('7', request).method).toEqualTypeOf<'DELETE'>();
// @ts-expect-error: a subscription that the service holds is not created
createRequest({} as HeldSubscription, request);
// @ts-expect-error: the ASID of the service is missing
deleteRequest('7', { endpoint: 'https://spine.example', fromASID: '1', authorization: 'a.b.c' });
// @ts-expect-error: there is no such media type
createRequest(built, { ...request, mediaType: 'text/xml' });
// @ts-expect-error: subscriptions cannot be updated
subscriptionClaims('update', { system: '1', organisation: 'Z99901' });
