/** `npm run throughput`: how many messages a second pass from the folder to SQLite on this machine. */
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckingPool } from '../src/checking/pool.ts';
import { folderInbox } from '../src/inbox/folder.ts';
import { receiveAll } from '../src/receiver.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { Store } from '../src/store/store.ts';
import { deliver } from './support/mesh-folder.ts';
import { makeTraffic } from './support/traffic.ts';

const folder = await mkdtemp(join(tmpdir(), 'receiver-'));
const store = new Store(openSqlite(join(folder, 'receiver.db')), 'throughput');
const pool = new CheckingPool(availableParallelism());
const inbox = join(folder, 'inbox');
const { arrivals } = makeTraffic(2000, 1);
for (const part of [arrivals.slice(0, 500), arrivals.slice(500)]) {
  await mkdir(inbox, { recursive: true });
  for (const [i, arrival] of part.entries()) await deliver(inbox, String(i).padStart(6, '0'), arrival);
  const started = performance.now();
  const count = await receiveAll(folderInbox(inbox), pool, store, () => undefined);
  const seconds = (performance.now() - started) / 1000;
  const what = part.length === 500 ? 'while warming up' : 'then';
  console.log(`${what}: ${count} messages in ${seconds.toFixed(2)} s, ${Math.round(count / seconds)} a second`);
}
await pool.close();
await store.close();
await rm(folder, { recursive: true });
