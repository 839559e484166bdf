/** Requests about subscriptions, and what is read of the answers. The rows are those of the pages of the service. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromJson } from 'careconnect-ems/json';
import { InputError } from 'careconnect-ems/runtime';
import {
  createRequest,
  deleteRequest,
  explicitSubscription,
  mailboxId,
  odsCode,
  readCreated,
  readDeleted,
  readRequest,
  readSubscription,
  subscriptionClaims,
} from 'careconnect-ems/subscriptions';
import { fromXml, toXml } from 'careconnect-ems/xml';

const options = {
  endpoint: 'https://clinicals.spine.example',
  fromASID: '999999999999',
  toASID: '999999999998',
  authorization: 'eyJhbGciOiJub25lIn0.e30.',
} as const;
const subscription = explicitSubscription({
  contact: odsCode('Z99901'),
  mailbox: mailboxId('Z99901OT001'),
  reason: 'Follow-up of screening',
  criteria: { nhsNumber: '9990000018', events: 'vaccinations-1' },
});
const id = '4dd0b2d1-7fd0-4c0d-8a9a-0c3a2ab6e2b9';
const url = 'https://clinicals.spine.example/STU3/Subscription';
const headers = { fromASID: '999999999999', toASID: '999999999998', Authorization: `Bearer ${options.authorization}` };
const xml = 'application/xml+fhir;charset=utf-8';
const interaction = (name: string): string => `urn:nhs:names:services:clinicals-sync:SubscriptionsApi${name}`;

const requests = suite('requests');

requests('create: POST with the subscription as XML', () => {
  const { body, ...request } = createRequest(subscription, options);
  assert.equal(request, {
    method: 'POST',
    url,
    headers: { ...headers, InteractionID: interaction('Post'), 'Content-Type': xml, Accept: xml },
  });
  assert.equal(fromXml(body).resource, subscription);
  assert.match(body, 'type=message&amp;Patient.identifier');
});

requests('read: GET without a body', () => {
  assert.equal(readRequest(id, options), {
    method: 'GET',
    url: `${url}/${id}`,
    headers: { ...headers, InteractionID: interaction('Get'), Accept: xml },
  });
});

requests('delete: DELETE without a body', () => {
  assert.equal(deleteRequest(id, options), {
    method: 'DELETE',
    url: `${url}/${id}`,
    headers: { ...headers, InteractionID: interaction('Delete'), Accept: xml },
  });
});

const mediaTypes = ['fhir+xml', 'fhir+json', 'xml+fhir', 'json+fhir'].flatMap((type) => [
  `application/${type}`,
  `application/${type};charset=utf-8`,
]);

for (const mediaType of mediaTypes) {
  requests(mediaType, () => {
    const request = createRequest(subscription, { ...options, mediaType: mediaType as typeof xml });
    assert.equal([request.headers['Content-Type'], request.headers.Accept], [mediaType, mediaType]);
    const read = mediaType.includes('json') ? fromJson(request.body) : fromXml(request.body);
    assert.equal(read.resource, subscription);
    assert.is(readRequest(id, { ...options, mediaType: mediaType as typeof xml }).headers.Accept, mediaType);
  });
}

requests('fetch takes them', () => {
  for (const { url: address, ...init } of [
    createRequest(subscription, options),
    readRequest(id, options),
    deleteRequest(id, options),
  ])
    assert.is(new Request(address, init).headers.get('interactionid')?.startsWith('urn:nhs:names:services:'), true);
});

const create = createRequest as (subscription: unknown, options: unknown) => unknown;
const read = readRequest as (id: unknown, options: unknown) => unknown;
const wrong: [name: string, make: () => unknown, message: RegExp][] = [
  ['no subscription', () => create(undefined, options), /^subscription: null is not a Subscription$/],
  [
    'another resource',
    () => create({ resourceType: 'Patient' }, options),
    /^subscription: an object is not a Subscription$/,
  ],
  ['no options', () => create(subscription, undefined), /^options: /],
  ['no ASID', () => create(subscription, { ...options, fromASID: undefined }), /^fromASID: /],
  [
    'another media type',
    () => create(subscription, { ...options, mediaType: 'text/xml' }),
    /^mediaType: "text\/xml" is not one of /,
  ],
  ['an address without a scheme', () => create(subscription, { ...options, endpoint: 'spine.example' }), /^endpoint: /],
  ['no id', () => read(undefined, options), /^id: null is not a logical id/],
  ['an empty id', () => read('', options), /^id: is empty$/],
  ['a step up', () => read('..', options), /^id: "\.\." is not a logical id/],
  ['a path', () => read('7/../8', options), /^id: /],
  ['a query', () => read('7?x=1', options), /^id: /],
  ['a long id', () => read('7'.repeat(65), options), /^id: /],
];

for (const [name, make, message] of wrong) {
  requests(`refused: ${name}`, () =>
    assert.throws(make, (error: unknown) => {
      assert.instance(error, InputError);
      assert.match((error as Error).message, message);
      return true;
    }),
  );
}

requests.run();

const claims = suite('claims');
const caller = { system: '999999999999', organisation: 'Z99901' };

claims('scope follows the operation', () => {
  const scopes = (['create', 'read', 'delete'] as const).map(
    (operation) => subscriptionClaims(operation, caller).scope,
  );
  assert.equal(scopes, ['patient/Subscription.write', 'patient/Subscription.read', 'patient/Subscription.write']);
});

claims('of a system, of a user, of a patient', () => {
  const fixed = { requesting_system: '999999999999', requesting_organisation: 'Z99901' };
  assert.equal(subscriptionClaims('read', caller), {
    scope: 'patient/Subscription.read',
    sub: '999999999999',
    ...fixed,
  });
  assert.equal(subscriptionClaims('create', { ...caller, user: 'u7', patient: '9990000018' }), {
    scope: 'patient/Subscription.write',
    sub: 'u7',
    ...fixed,
    requesting_user: 'u7',
    requesting_patient: '9990000018',
  });
  assert.throws(
    () => subscriptionClaims('read', { ...caller, patient: '9990000019' }),
    /^patient: "9990000019" is not an NHS number/,
  );
  assert.throws(
    () => subscriptionClaims('update' as never, caller),
    /operation: "update" is not one of create, read, delete/,
  );
});

claims.run();

const answers = suite('answers');

interface Told {
  readonly severity: string;
  readonly type: string;
  readonly code: string;
  readonly diagnostics?: string;
}

/** An OperationOutcome as the service writes it. */
function outcome(...issues: readonly Told[]): object {
  const system = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1';
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, type, code, diagnostics }) => ({
      severity,
      code: type,
      details: { coding: [{ system, code }] },
      ...(diagnostics !== undefined && { diagnostics }),
    })),
  };
}

const location = {
  Location: `${url}/${id}/_history/1`,
  ETag: 'W/"1"',
  'Last-Modified': 'Sun, 29 Nov 2026 10:00:00 GMT',
};
const respond = (status: number, body: object | string | null, more: Record<string, string> = {}): Response =>
  new Response(typeof body === 'object' && body !== null ? toXml(body) : body, { status, headers: more });

answers('created, without a body: id, version and time', async () => {
  const answer = await readCreated(respond(201, null, location));
  assert.is(answer.result, 'accepted');
  if (!answer.accepted) return;
  assert.equal([answer.id, answer.versionId, answer.refused], [id, '1', []]);
  assert.is(answer.lastModified?.toISOString(), '2026-11-29T10:00:00.000Z');
});

answers('created, with the subscription for a body', async () => {
  const answer = await readCreated(respond(201, { ...subscription, id }, location));
  assert.equal([answer.result, answer.id], ['accepted', id]);
});

answers('created, and one of the events is to end; another one has ended', async () => {
  const body = outcome(
    { severity: 'information', type: 'informational', code: 'DEPRECATED', diagnostics: 'vaccinations-1 ends in 2027' },
    { severity: 'fatal', type: 'not-supported', code: 'NO_LONGER_SUPPORTED', diagnostics: 'nipe-outcome-1' },
  );
  const answer = await readCreated(respond(201, body, location));
  assert.is(answer.result, 'accepted-with-warning');
  if (!answer.accepted) return;
  assert.is(answer.id, id);
  assert.equal(
    answer.notices.map(({ code }) => code),
    ['DEPRECATED', 'NO_LONGER_SUPPORTED'],
  );
  assert.equal(
    answer.refused.map(({ diagnostics }) => diagnostics),
    ['nipe-outcome-1'],
  );
});

answers('created, but nobody knows as what', async () => {
  const answer = await readCreated(respond(201, null, { ETag: 'W/"1"' }));
  assert.is(answer.result, 'unclear');
  if (answer.result !== 'unclear') return;
  assert.equal([answer.accepted, answer.mayRetry], [false, false]);
  assert.match(answer.reason, 'Location');
  assert.match(answer.describe(), 'Location');
});

for (const [name, tag, version] of [
  ['weak', 'W/"12"', '12'],
  ['strong', '"a.b-c"', 'a.b-c'],
  ['bare', '3', '3'],
  ['of something else', '"a/b"', undefined],
] as const) {
  answers(`an ETag, ${name}`, async () => {
    const answer = await readCreated(respond(201, null, { ...location, ETag: tag }));
    assert.ok(answer.accepted);
    assert.is(answer.versionId, version);
  });
}

answers('created twice: the id of the first', async () => {
  const diagnostics = `Subscription already exists: Subscription/${id}`;
  const body = outcome({ severity: 'error', type: 'duplicate', code: 'DUPLICATE_REJECTED', diagnostics });
  const answer = await readCreated(respond(400, body));
  assert.is(answer.result, 'rejected');
  if (answer.result !== 'rejected') return;
  assert.equal([answer.existingId, answer.codes, answer.mayRetry], [id, ['DUPLICATE_REJECTED'], false]);
});

answers('refused, and broken', async () => {
  const body = outcome({ severity: 'error', type: 'invalid', code: 'INVALID_RESOURCE' });
  assert.is((await readCreated(respond(400, body))).result, 'rejected');
  assert.is((await readCreated(respond(502, '<html>Bad gateway</html>'))).result, 'unclear');
  assert.is((await readDeleted(respond(502, '<html>Bad gateway</html>'))).result, 'unclear');
});

const held = { ...subscription, id, status: 'active', meta: { ...subscription.meta, versionId: '1' } };

for (const [form, body] of [
  ['XML', toXml(held)],
  ['JSON', JSON.stringify(held)],
] as const) {
  answers(`read, in ${form}`, async () => {
    const answer = await readSubscription(respond(200, body));
    assert.ok(answer.accepted);
    assert.is(answer.id, id);
    assert.equal(answer.subscription, held);
    assert.equal(answer.criteria.criteria, { nhsNumber: '9990000018', events: ['vaccinations-1'] });
  });
}

answers('read: what contains a Provenance', async () => {
  const contained = [
    {
      resourceType: 'Provenance',
      id: 'p',
      recorded: '2026-11-29T10:00:00Z',
      target: [{ reference: '#' }],
      agent: [{ whoReference: { reference: 'Organization/7' } }],
    },
  ];
  const answer = await readSubscription(respond(200, { ...held, contained }));
  assert.ok(answer.result !== 'unclear' || !/Provenance/.test(answer.reason), answer.describe());
});

answers('read: nothing, another resource, and one without an id', async () => {
  assert.is((await readSubscription(respond(200, null))).result, 'unclear');
  assert.is((await readSubscription(respond(200, { resourceType: 'Organization', id: '7' }))).result, 'unclear');
  const answer = await readSubscription(respond(200, subscription));
  assert.is(answer.result, 'unclear');
  assert.match(answer.describe(), 'Subscription.id');
});

answers('read: not there', async () => {
  const body = outcome({ severity: 'error', type: 'not-found', code: 'NO_RECORD_FOUND' });
  const answer = await readSubscription(respond(404, body));
  assert.equal([answer.result, answer.codes], ['rejected', ['NO_RECORD_FOUND']]);
});

answers('deleted', async () => {
  assert.is((await readDeleted(respond(200, null))).result, 'accepted');
  const told = outcome({ severity: 'information', type: 'informational', code: 'RESOURCE_DELETED' });
  assert.is((await readDeleted(respond(200, told))).result, 'accepted');
});

answers.run();
