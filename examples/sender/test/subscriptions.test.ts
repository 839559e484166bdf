/** Subscriptions are made, shown and ended, in XML and in JSON. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkSubscription,
  subscription,
  type SpineErrorOrWarningCode,
  type Subscription,
  type SubscriptionInput,
} from 'careconnect-ems/ems';
import type { Answer } from 'careconnect-ems/send';
import { toJson, fromJson } from 'careconnect-ems/json';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { demo } from '../src/demo.ts';
import type { RunningService } from '../src/service/server.ts';
import type { Lifecycle } from '../src/service/state.ts';
import { call, token, withService, type Headers } from './support/requests.ts';

const explicit =
  '/Bundle?type=message&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000018&MessageHeader.event=vaccinations-1&MessageHeader.event=nipe-outcome-1';
const generic =
  '/Bundle?type=message&subscriptionRuleType=GP_GP_GP&Organization.identifier=Z99901&MessageHeader.event=pds-change-of-address-1';

const input: SubscriptionInput = {
  status: 'requested',
  contact: { system: 'url', value: 'https://directory.spineservices.nhs.uk/STU3/Organization/Z99901', use: 'work' },
  reason: 'Care of the children of the practice',
  criteria: explicit,
  channel: { type: 'message', endpoint: 'Z99901OT001' },
};

type Method = 'Post' | 'Get' | 'Delete';

async function headersOf(method: Method, changes: Headers = {}): Promise<Headers> {
  return {
    fromASID: demo.asid,
    toASID: demo.service,
    InteractionID: `urn:nhs:names:services:clinicals-sync:SubscriptionsApi${method}`,
    Authorization: await token({
      scope: method === 'Get' ? 'patient/Subscription.read' : 'patient/Subscription.write',
    }),
    Accept: 'application/fhir+xml',
    ...(method === 'Post' && { 'Content-Type': 'application/fhir+xml' }),
    ...changes,
  };
}

interface Called {
  readonly answer: Answer;
  readonly response: Response;
}

async function create(
  { endpoint }: RunningService,
  resource: object = subscription(input),
  changes: Headers = {},
): Promise<Called> {
  const isJson = /json/.test(changes['Content-Type'] ?? '');
  const body = isJson ? toJson(resource) : toXml(resource);
  return call(`${endpoint}/STU3/Subscription`, 'POST', await headersOf('Post', changes), body);
}

async function at({ endpoint }: RunningService, method: Method, id: string, changes: Headers = {}): Promise<Called> {
  return call(`${endpoint}/STU3/Subscription/${id}`, method.toUpperCase(), await headersOf(method, changes));
}

for (const type of [
  'application/fhir+xml',
  'application/fhir+json',
  'application/xml+fhir;charset=utf-8',
  'application/json+fhir;charset=utf-8',
])
  test(`made, shown and ended as ${type}`, () =>
    withService({}, async (service) => {
      const made = await create(service, subscription(input), { 'Content-Type': type, Accept: type });
      assert.equal(made.answer.result, 'accepted', made.answer.describe());
      const { id = '' } = made.answer;
      const { headers } = made.response;
      assert.deepEqual([made.response.status, headers.get('Location')], [201, `/STU3/Subscription/${id}`]);
      assert.equal(headers.get('ETag'), 'W/"1"');
      assert.ok(!Number.isNaN(Date.parse(headers.get('Last-Modified') ?? '')));

      const shown = await at(service, 'Get', id, { Accept: type });
      const text = await shown.response.text();
      const { resource } = (/json/.test(type) ? fromJson : fromXml)(text);
      assert.equal(shown.response.status, 200);
      assert.deepEqual(checkSubscription(resource), []);
      const { meta } = resource as unknown as Subscription;
      assert.ok(!Number.isNaN(Date.parse(meta?.lastUpdated ?? '')));
      const asked = subscription(input);
      const set = { versionId: '1', lastUpdated: meta?.lastUpdated };
      assert.deepEqual(resource, { ...asked, id, status: 'active', meta: { ...asked.meta, ...set } });

      const ended = await at(service, 'Delete', id);
      assert.deepEqual([ended.response.status, ended.answer.result, ended.answer.body], [200, 'accepted', '']);
      const gone = await at(service, 'Get', id);
      assert.deepEqual([gone.answer.status, gone.answer.codes], [404, ['NO_RECORD_FOUND']]);
    }));

test('what exists already is named', () =>
  withService({}, async (service) => {
    const { id } = (await create(service)).answer;
    const { answer } = await create(service);
    assert.deepEqual([answer.status, answer.codes], [409, ['DUPLICATE_REJECTED']]);
    assert.equal(answer.result === 'rejected' && answer.existingId, id);
    assert.equal((await create(service, subscription({ ...input, criteria: generic }))).answer.result, 'accepted');
  }));

test('nobody sees what others have', () =>
  withService({}, async (service) => {
    const { id = '' } = (await create(service)).answer;
    const Authorization = await token({
      scope: 'patient/Subscription.read',
      ...{ sub: '200000000116', requesting_system: '200000000116', requesting_organisation: 'Z99902' },
    });
    const { answer } = await at(service, 'Get', id, { fromASID: '200000000116', Authorization });
    assert.deepEqual(answer.codes, ['NO_RECORD_FOUND']);
  }));

const states: [state: Lifecycle, status: number, code: SpineErrorOrWarningCode][] = [
  ['deprecated', 201, 'DEPRECATED'],
  ['no-longer-supported', 400, 'NO_LONGER_SUPPORTED'],
  ['withdrawn', 400, 'WITHDRAWN'],
];
for (const [state, status, code] of states)
  test(`an event that is ${state}`, () =>
    withService({ lifecycle: { 'nipe-outcome-1': state } }, async (service) => {
      const { answer } = await create(service);
      assert.deepEqual([answer.status, answer.codes], [status, [code]]);
      assert.equal(answer.result, status === 201 ? 'accepted-with-warning' : 'rejected');
      assert.equal(service.state.subscriptions.size, status === 201 ? 1 : 0);
    }));

test('one warning for each event', () =>
  withService({ lifecycle: { 'vaccinations-1': 'deprecated', 'nipe-outcome-1': 'deprecated' } }, async (service) => {
    const { answer } = await create(service);
    assert.equal(answer.accepted && answer.notices.length, 2);
  }));

const sound = subscription(input);
const wrong: [what: string, resource: object, code: SpineErrorOrWarningCode][] = [
  ['an id', { ...sound, id: '7' }, 'MSG_RESOURCE_ID_FAIL'],
  ['another status', { ...sound, status: 'active' }, 'INVALID_VALUE'],
  ['another channel', { ...sound, channel: { type: 'email', endpoint: 'mailto:a@larkspur.example' } }, 'INVALID_VALUE'],
  ['no mailbox', { ...sound, channel: { type: 'message' } }, 'INVALID_VALUE'],
  ['another contact', { ...sound, contact: [{ system: 'phone', value: '0000', use: 'work' }] }, 'INVALID_VALUE'],
  ['no contact', { ...sound, contact: undefined }, 'INVALID_RESOURCE'],
  ['no event', { ...sound, criteria: '/Bundle?type=message&subscriptionRuleType=GP_GP_GP' }, 'INVALID_PARAMETER'],
  ['a patient and a rule', { ...sound, criteria: `${explicit}&subscriptionRuleType=GP_GP_GP` }, 'INVALID_PARAMETER'],
  [
    'two events of a rule',
    { ...sound, criteria: `${generic}&MessageHeader.event=vaccinations-1` },
    'INVALID_PARAMETER',
  ],
  ['another start', { ...sound, criteria: explicit.replace('type=message', 'type=document') }, 'INVALID_PARAMETER'],
];
for (const [what, resource, code] of wrong)
  test(`refused: ${what}`, () =>
    withService({}, async (service) => {
      const { answer } = await create(service, resource);
      assert.deepEqual([answer.result, answer.codes], ['rejected', [code]], answer.describe());
    }));

test('refused: another interaction, another scope, another media type', () =>
  withService({}, async (service) => {
    const InteractionID = 'urn:nhs:names:services:clinicals-sync:SubscriptionsApiGet';
    assert.deepEqual((await create(service, sound, { InteractionID })).answer.codes, ['MISSING_OR_INVALID_HEADER']);
    assert.deepEqual((await create(service, sound, { Authorization: await token() })).answer.codes, ['ACCESS DENIED']);
    assert.deepEqual((await create(service, sound, { 'Content-Type': 'text/xml' })).answer.codes, [
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
  }));

test('neither changed nor searched for', () =>
  withService({}, async ({ endpoint }) => {
    for (const [method, path] of [
      ['PUT', '/7'],
      ['GET', ''],
      ['GET', '?criteria=x'],
    ] as const) {
      const { answer } = await call(`${endpoint}/STU3/Subscription${path}`, method, {});
      assert.deepEqual([answer.status, answer.codes], [501, ['NOT_IMPLEMENTED']], `${method} ${path}`);
    }
  }));
