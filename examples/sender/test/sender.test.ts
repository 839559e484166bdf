/** The sender against the service: what is sent once, what again, and what not at all. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { demo } from '../src/demo.ts';
import { newVaccination, row } from '../src/messages.ts';
import { send, type Attempt, type SenderSettings, type Sent } from '../src/sender.ts';
import { unsigned } from '../src/token.ts';
import { withService } from './support/requests.ts';

interface Tried {
  readonly sent: Sent;
  readonly attempts: readonly Attempt[];
}

async function trySending(
  endpoint: string,
  changes: Partial<SenderSettings> = {},
  message = newVaccination(row),
): Promise<Tried> {
  const attempts: Attempt[] = [];
  const settings: SenderSettings = {
    endpoint,
    caller: { system: demo.asid, organisation: demo.organisation },
    toASID: demo.service,
    sign: unsigned,
    attempts: 3,
    pause: 0.001,
    patience: 5,
    audit: (attempt) => attempts.push(attempt),
    ...changes,
  };
  return { sent: await send(vaccinations, message, settings), attempts };
}

const statuses = (attempts: readonly Attempt[]): unknown[] => attempts.map(({ answer }) => answer?.status);

test('a sound message is sent once', () =>
  withService({}, async ({ endpoint, state }) => {
    const { sent, attempts } = await trySending(endpoint);
    assert.equal(sent.state, 'sent');
    assert.deepEqual(sent.state === 'sent' && sent.notices, []);
    assert.deepEqual([statuses(attempts), state.published.length], [[202], 1]);
    assert.equal(state.published[0]?.xml, attempts[0]?.request.body);
  }));

test('what may pass is tried again, with the same message and a new token', () =>
  withService({ failures: [503, 500] }, async ({ endpoint, state }) => {
    const { sent, attempts } = await trySending(endpoint);
    assert.equal(sent.state, 'sent');
    assert.deepEqual([statuses(attempts), state.published.length], [[503, 500, 202], 1]);
    const [first, second, third] = attempts.map(({ request }) => request);
    assert.equal(first?.body, third?.body);
    assert.notEqual(first?.headers.Authorization, second?.headers.Authorization);
  }));

test('not for ever', () =>
  withService({ failures: [503, 503, 503] }, async ({ endpoint, state }) => {
    const { sent, attempts } = await trySending(endpoint);
    assert.deepEqual([sent.state, statuses(attempts), state.published], ['unsent', [503, 503, 503], []]);
    assert.equal(sent.state === 'unsent' && sent.reason, 'status 503: the answer cannot be understood');
  }));

test('what is refused is not tried again', () =>
  withService({ lifecycle: { 'vaccinations-1': 'withdrawn' } }, async ({ endpoint }) => {
    const { sent, attempts } = await trySending(endpoint);
    assert.deepEqual([sent.state, statuses(attempts)], ['refused', [400]]);
    assert.match(sent.state === 'refused' ? sent.reason : '', /^status 400\nfatal WITHDRAWN: /);
  }));

test('a warning is passed on', () =>
  withService({ lifecycle: { 'vaccinations-1': 'deprecated' } }, async ({ endpoint }) => {
    const { sent } = await trySending(endpoint);
    assert.deepEqual(sent.state === 'sent' && sent.notices, [
      'DEPRECATED: vaccinations-1: see https://events.example/life-cycle',
    ]);
  }));

test('a faulty message never leaves', () =>
  withService({}, async ({ endpoint }) => {
    const message = newVaccination({ ...row, born: '2024-03-04' });
    const entry = message.entry.filter(({ resource }) => resource.resourceType !== 'Patient') as typeof message.entry;
    const { sent, attempts } = await trySending(endpoint, {}, { ...message, entry });
    assert.deepEqual([sent.state, attempts], ['faulty', []]);
    assert.match(sent.state === 'faulty' ? sent.reason : '', /there is no entry for `patient`/);
  }));

test('a service that is not there, or never answers', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const slow = await trySending(endpoint, { attempts: 2, patience: 0.05 });
  assert.deepEqual([slow.sent.state, statuses(slow.attempts)], ['unsent', [undefined, undefined]]);
  silent.closeAllConnections();
  silent.close();
  await once(silent, 'close');
  const gone = await trySending(endpoint, { attempts: 2 });
  assert.deepEqual([gone.sent.state, statuses(gone.attempts)], ['unsent', [undefined, undefined]]);
  assert.equal(gone.sent.state === 'unsent' && gone.sent.reason, 'no answer');
});

test('a page in place of an answer is no success', async () => {
  const proxy = createServer((_, response) => response.end('<html>Welcome</html>')).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { sent, attempts } = await trySending(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  proxy.closeAllConnections();
  proxy.close();
  assert.deepEqual([sent.state, statuses(attempts)], ['unsent', [200]]);
});
