/** The way from an inbox to the database: what the bundled messages come to, and what happens when something fails. */
import assert from 'node:assert/strict';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CheckingPool } from '../src/checking/pool.ts';
import { folderInbox } from '../src/inbox/folder.ts';
import { mailboxInbox } from '../src/inbox/mailbox.ts';
import { receiveAll } from '../src/receiver.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { Store, type Assessed, type Outcome } from '../src/store/store.ts';
import { startMeshServer } from './support/mesh-server.ts';
import { scratchFolder } from './support/scratch.ts';
import { makeTraffic } from './support/traffic.ts';

const bundled = fileURLToPath(new URL('../../messages', import.meta.url));

/** A store that fails as often as it is told. */
class FailingStore extends Store {
  failures = 0;

  override settle(received: readonly Assessed[]): Promise<Outcome[]> {
    return this.failures-- > 0 ? Promise.reject(new Error('the database is away')) : super.settle(received);
  }
}

function open(t: TestContext, folder: string): { store: FailingStore; pool: CheckingPool } {
  const store = new FailingStore(openSqlite(join(folder, 'receiver.db')), 'test');
  const pool = new CheckingPool(1);
  t.after(async () => {
    await pool.close();
    await store.close();
  });
  return { store, pool };
}

test('each bundled message comes to what its name says', async (t) => {
  const folder = await scratchFolder(t);
  const { store, pool } = open(t, folder);
  const inbox = join(folder, 'inbox');
  await cp(bundled, inbox, { recursive: true });
  const lines: string[] = [];
  assert.equal(await receiveAll(folderInbox(inbox), pool, store, (line) => lines.push(line)), 14);
  assert.deepEqual(
    lines.map((line) => line.split(':')[0]),
    [
      ...['stored', 'stored', 'duplicate', 'late', 'stored', 'stored', 'stored', 'stored', 'stored'],
      ...['quarantined', 'quarantined', 'quarantined', 'stored', 'stored'],
    ],
  );
  assert.doesNotMatch(lines.join('\n'), /Bramblewick|9990000026/);
  assert.deepEqual(await readdir(inbox), []);
  assert.deepEqual(await store.counts(), { messages: 10, current_state: 4, quarantine: 3, audit: 28 });
  const shot = await store.view('vaccinations-1', 'https://larkspur.example/vaccinations|LV-2026-00417', 'ada');
  assert.match(String(shot?.['content']), /"lotNumber":"LK41C"/);
});

test('nothing leaves the inbox before it is committed, and one failure keeps nothing else back', async (t) => {
  const folder = await scratchFolder(t);
  const { store, pool } = open(t, folder);
  const server = await startMeshServer(folder, 'X99OT002');
  t.after(() => server.close());
  const { url, ca, cert, key } = server;
  const inbox = await mailboxInbox({ url, ca, cert, key, mailbox: 'X99OT002', password: 'p', sharedKey: 'k' });
  const { arrivals } = makeTraffic(5, 7);
  for (const { id, body } of arrivals) server.messages.set(id, { chunks: [body.subarray(0, 999), body.subarray(999)] });
  const lines: string[] = [];
  const receive = (): Promise<number> => receiveAll(inbox, pool, store, (line) => lines.push(line));

  store.failures = 1;
  await assert.rejects(receive(), /the database is away/);
  assert.equal(server.messages.size, 5);

  const [first, second] = arrivals.map(({ id }) => id);
  server.faults.set(`/inbox/${first}`, 500);
  assert.equal(await receive(), 4);
  assert.deepEqual([...server.messages.keys()], [first]);
  assert.match(lines.join('\n'), new RegExp(`^${first}: not taken: reading ${first} failed: 500$`, 'm'));

  // Committed and not acknowledged: it comes again, and is known.
  server.faults.clear();
  server.messages.set(second ?? '', { chunks: [Buffer.from('anything')] });
  lines.length = 0;
  assert.equal(await receive(), 2);
  assert.deepEqual(lines.map((line) => line.split(':')[0]).sort(), ['again', 'stored']);
  assert.equal((await store.counts())['messages'], 5);
});
