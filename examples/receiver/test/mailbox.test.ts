/** A mailbox that is polled through the client of the NHS: over TLS, in chunks, and with all that goes wrong. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Inbox } from '../src/delivery.ts';
import { mailboxInbox } from '../src/inbox/mailbox.ts';
import { startMeshServer, type MeshServer } from './support/mesh-server.ts';
import { scratchFolder } from './support/scratch.ts';

const MAILBOX = 'X99OT002';

interface Opened {
  readonly server: MeshServer;
  readonly inbox: Inbox;
}

async function open(t: TestContext): Promise<Opened> {
  const server = await startMeshServer(await scratchFolder(t), MAILBOX);
  t.after(() => server.close());
  return { server, inbox: await mailboxInbox(settingsFor(server)) };
}

function settingsFor({ url, ca, cert, key }: MeshServer) {
  return { url, mailbox: MAILBOX, password: 'a password', sharedKey: 'a key', ca, cert, key, timeout: 2000 };
}

/** Everything that is written to the terminal while `work` runs. */
async function printedBy(t: TestContext, work: () => Promise<unknown>): Promise<string> {
  const texts: string[] = [];
  const catchText = (text: string | Uint8Array): boolean => texts.push(String(text)) > 0;
  const streams = [process.stdout, process.stderr].map((stream) => t.mock.method(stream, 'write', catchText));
  await work();
  for (const { mock } of streams) mock.restore();
  return texts.join('');
}

test('messages are listed, read with what MESH says of them, and gone when acknowledged', async (t) => {
  const { server, inbox } = await open(t);
  const headers = {
    'mex-from': 'X99OT001',
    'mex-to': MAILBOX,
    'mex-localid': 'L1',
    'mex-workflowid': 'VACCINATIONS_1',
    'mex-partnerid': 'subA|north|east~~~subB|x',
    'mex-messagetype': 'DATA',
  };
  server.messages.set('20260512_1', { headers, chunks: [Buffer.from('<Bundle/>')] });
  server.messages.set('20260512_2', { chunks: [Buffer.from('<Bundle/>')] });
  assert.deepEqual(await inbox.list(), ['20260512_1', '20260512_2']);
  assert.deepEqual(await inbox.take('20260512_1'), {
    id: '20260512_1',
    body: Buffer.from('<Bundle/>'),
    transport: {
      ...{ from: 'X99OT001', to: MAILBOX, localId: 'L1', workflowId: 'VACCINATIONS_1' },
      subscriptions: [
        { id: 'subA', tag: 'north|east' },
        { id: 'subB', tag: 'x' },
      ],
    },
    trouble: undefined,
  });
  await inbox.acknowledge('20260512_1');
  assert.deepEqual(await inbox.list(), ['20260512_2']);
});

test('bytes stay as they are: in chunks that divide a character, with a BOM, and in JSON', async (t) => {
  const { server, inbox } = await open(t);
  const text = Buffer.from('\uFEFF<family value="Śliwiński – 🎈"/>');
  const chunks = [...text].map((byte) => Buffer.from([byte]));
  server.messages.set('chunked', { headers: { 'mex-from': 'X99OT001' }, chunks });
  server.messages.set('json', { chunks: [Buffer.from('{"value": 15.00}')] });
  server.messages.set('latin1', { chunks: [Buffer.from([0x3c, 0xe9, 0xff, 0x00])] });
  const delivery = await inbox.take('chunked');
  assert.deepEqual(delivery?.body, text);
  assert.equal(delivery?.transport.from, 'X99OT001');
  assert.deepEqual((await inbox.take('json'))?.body, Buffer.from('{"value": 15.00}'));
  assert.deepEqual((await inbox.take('latin1'))?.body, Buffer.from([0x3c, 0xe9, 0xff, 0x00]));
});

test('every failure is an error that names its status, and no credentials', async (t) => {
  const { server, inbox } = await open(t);
  server.messages.set('m1', { chunks: [Buffer.from('a'), Buffer.from('b'), Buffer.from('c')] });
  const cases: [string, number | 'silence', () => Promise<unknown>, RegExp][] = [
    ['/inbox', 500, () => inbox.list(), /listing the inbox failed: 500/],
    ['/inbox', 204, () => inbox.list(), /listing the inbox failed: 204/],
    ['/inbox', 'silence', () => inbox.list(), /listing the inbox failed: ECONNABORTED/],
    ['/inbox/m1', 403, () => inbox.take('m1'), /reading m1 failed: 403/],
    ['/inbox/m1', 202, () => inbox.take('m1'), /reading m1 failed: 202/],
    ['/inbox/m1/3', 500, () => inbox.take('m1'), /reading m1 failed: 500/],
    ['/acknowledged', 500, () => inbox.acknowledge('m1'), /acknowledging m1 failed: 500/],
    ['/acknowledged', 202, () => inbox.acknowledge('m1'), /acknowledging m1 failed: 202/],
  ];
  for (const [end, fault, call, want] of cases) {
    server.faults.set(end, fault);
    const error = await call().then(
      () => undefined,
      (reason: Error) => reason,
    );
    assert.match(String(error), want, `${end} ${fault}`);
    assert.doesNotMatch(JSON.stringify({ ...error, cause: error?.cause }), /NHSMESH|password/);
    server.faults.clear();
  }
  assert.deepEqual((await inbox.take('m1'))?.body, Buffer.from('abc'));
  await assert.rejects(inbox.take('gone'), /reading gone failed: 404/);
});

test('it shakes hands when it starts, and again before a day has passed', async (t) => {
  const { server, inbox } = await open(t);
  server.faults.set(`/${MAILBOX}`, 500);
  await inbox.list();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 23 * 3_600_000 });
  await assert.rejects(inbox.list(), /the handshake failed: 500/);
  server.faults.clear();
  await inbox.list();
});

test('a report that MESH could not deliver something is told', async (t) => {
  const { server, inbox } = await open(t);
  const headers = { 'mex-messagetype': 'REPORT', 'mex-statuscode': '14' };
  server.messages.set('m1', { headers, chunks: [Buffer.from('')] });
  assert.equal((await inbox.take('m1'))?.trouble, 'MESH reports 14');
});

test('a server whose certificate nobody vouches for is refused', async (t) => {
  const { server } = await open(t);
  await assert.rejects(
    mailboxInbox({ ...settingsFor(server), ca: server.cert }),
    /the handshake failed: \w*SELF_SIGNED/,
  );
  await assert.rejects(mailboxInbox({ ...settingsFor(server), mailbox: 'X99OT003' }), /the handshake failed: 403/);
});

test('nothing is printed, neither of messages nor of failures', async (t) => {
  const { server, inbox } = await open(t);
  server.messages.set('m1', { chunks: [Buffer.from('Thistle'), Buffer.from('wood')] });
  const printed = await printedBy(t, async () => {
    await inbox.take('m1');
    server.faults.set('/inbox/m1', 500);
    await assert.rejects(inbox.take('m1'));
    await inbox.acknowledge('m1');
  });
  assert.equal(printed, '');
});
