/** What the service takes of those who publish, and what it answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SpineErrorOrWarningCode, checkSpineOperationOutcome } from 'careconnect-ems/ems';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { newVaccination, row } from '../src/messages.ts';
import type { Lifecycle } from '../src/service/state.ts';
import { publish, token, withService, type Headers } from './support/requests.ts';

type Code = SpineErrorOrWarningCode;

test('a sound message is taken: 202, and nothing in the body', () =>
  withService({}, async (service) => {
    const { answer, response } = await publish(service);
    assert.equal(answer.result, 'accepted', answer.describe());
    assert.deepEqual([response.status, await response.text(), response.headers.get('Content-Type')], [202, '', null]);
    const [published, ...others] = service.state.published;
    assert.deepEqual(
      [published?.event, published?.type, published?.from, others],
      ['vaccinations-1', 'new', '200000000115', []],
    );
    assert.deepEqual(fromXml(published?.xml ?? '').issues, []);
  }));

for (const type of [
  'application/fhir+xml',
  'application/fhir+xml;charset=utf-8',
  'application/xml+fhir',
  'application/xml+fhir;charset=utf-8',
])
  test(`${type} is taken`, () =>
    withService({}, async (service) => {
      const { answer } = await publish(service, { headers: { 'Content-Type': type, Accept: type } });
      assert.equal(answer.result, 'accepted', answer.describe());
    }));

const refusals: [what: string, headers: () => Headers | Promise<Headers>, status: number, code: Code][] = [
  ['no fromASID', () => ({ fromASID: undefined }), 400, 'MISSING_OR_INVALID_HEADER'],
  ['no toASID', () => ({ toASID: undefined }), 400, 'MISSING_OR_INVALID_HEADER'],
  ['no InteractionID', () => ({ InteractionID: undefined }), 400, 'MISSING_OR_INVALID_HEADER'],
  ['no Authorization', () => ({ Authorization: undefined }), 400, 'MISSING_OR_INVALID_HEADER'],
  [
    'the InteractionID of another event',
    () => ({ InteractionID: 'urn:nhs:names:services:events:Nipeoutcome.Write' }),
    400,
    'MISSING_OR_INVALID_HEADER',
  ],
  ['an ASID that nobody knows', () => ({ fromASID: '1' }), 403, 'ASID_CHECK_FAILED'],
  ['another service', () => ({ toASID: '1' }), 403, 'ASID_CHECK_FAILED'],
  ['no token', () => ({ Authorization: 'Basic eDp5' }), 401, 'AUTHOR_CREDENTIALS_ERROR'],
  [
    'another scope',
    async () => ({ Authorization: await token({ scope: 'patient/Subscription.write' }) }),
    403,
    'ACCESS DENIED',
  ],
  [
    'the token of another system',
    async () => ({ Authorization: await token({ requesting_system: '1' }) }),
    403,
    'REQUEST_UNMATCHED',
  ],
  ['another sub', async () => ({ Authorization: await token({ sub: '1' }) }), 403, 'AUTHOR_CREDENTIALS_ERROR'],
  [
    'a sub that is not the user',
    async () => ({ Authorization: await token({ requesting_user: '555' }) }),
    403,
    'AUTHOR_CREDENTIALS_ERROR',
  ],
  [
    'an organisation of another system',
    async () => ({ Authorization: await token({ requesting_organisation: 'Z99902' }) }),
    403,
    'ORGANISATION_NOT_FOUND',
  ],
  ['JSON', () => ({ 'Content-Type': 'application/fhir+json' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['JSON as an answer', () => ({ Accept: 'application/fhir+json' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
];
for (const [what, headers, status, code] of refusals)
  test(`refused: ${what}`, () =>
    withService({}, async (service) => {
      const { answer } = await publish(service, { headers: await headers() });
      assert.deepEqual([answer.result, answer.status, answer.codes], ['rejected', status, [code]], answer.describe());
      assert.deepEqual(
        checkSpineOperationOutcome(answer.resource).filter(({ severity }) => severity === 'error'),
        [],
      );
      assert.deepEqual(service.state.published, []);
    }));

test('a user may be named', () =>
  withService({}, async (service) => {
    const Authorization = await token({ requesting_user: '555', sub: '555' });
    assert.equal((await publish(service, { headers: { Authorization } })).answer.result, 'accepted');
  }));

const message = newVaccination(row);
const xml = toXml(message);
const bodies: [what: string, body: string, status: number, code: Code][] = [
  ['text that is cut', xml.slice(0, 900), 400, 'MESSAGE_NOT_WELL_FORMED'],
  ['no text', ' ', 400, 'MESSAGE_NOT_WELL_FORMED'],
  [
    'a code that is wrong',
    xml.replace('<status value="completed"/>', '<status value="done"/>'),
    422,
    'INVALID_RESOURCE',
  ],
  [
    'an element out of order',
    xml.replace(/(<birthDate[^>]*>)/, '').replace('<name>', '<birthDate value="2024-03-04"/><name>'),
    422,
    'INVALID_RESOURCE',
  ],
  ['more than 3 MB', xml.padEnd(3_000_001), 413, 'INVALID_REQUEST_MESSAGE'],
];
for (const [what, body, status, code] of bodies)
  test(`refused: ${what}`, () =>
    withService({}, async (service) => {
      const { answer } = await publish(service, { body });
      assert.deepEqual([answer.result, answer.status, answer.codes], ['rejected', status, [code]], answer.describe());
      assert.doesNotMatch(answer.describe(), /Thistlewood|9990000018/);
    }));

test('3 MB are taken', () =>
  withService({}, async (service) => {
    assert.equal((await publish(service, { body: xml.padEnd(3_000_000) })).answer.result, 'accepted');
  }));

const states: [state: Lifecycle, status: number, result: string, code: Code, severity: string][] = [
  ['deprecated', 202, 'accepted-with-warning', 'DEPRECATED', 'information'],
  ['no-longer-supported', 202, 'accepted-with-warning', 'NO_LONGER_SUPPORTED', 'fatal'],
  ['withdrawn', 400, 'rejected', 'WITHDRAWN', 'fatal'],
];
for (const [state, status, result, code, severity] of states)
  test(`an event that is ${state}`, () =>
    withService({ lifecycle: { 'vaccinations-1': state } }, async (service) => {
      const { answer, response } = await publish(service);
      assert.deepEqual([answer.status, answer.result, answer.codes], [status, result, [code]]);
      const [issue] = answer.issues;
      assert.deepEqual(
        [issue?.severity, issue?.diagnostics],
        [severity, 'vaccinations-1: see https://events.example/life-cycle'],
      );
      assert.equal(response.headers.get('Content-Type'), 'application/fhir+xml;charset=utf-8');
      assert.equal(service.state.published.length, result === 'rejected' ? 0 : 1);
    }));

test('events of others are not published, and other addresses have nothing', () =>
  withService({}, async (service) => {
    const body = xml.replaceAll('vaccinations-1', 'pds-change-of-gp-1');
    assert.deepEqual((await publish(service, { body })).answer.codes, ['MISSING_OR_INVALID_HEADER']);
    const other = await fetch(`${service.endpoint}/STU3/Patient`);
    assert.equal(other.status, 404);
  }));
