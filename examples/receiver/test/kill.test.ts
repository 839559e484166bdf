/** The receiver is killed 20 times amid 1,000 deliveries; in the end all is as if it had never been. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { folderInbox } from '../src/inbox/folder.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { contentsOf, outcomesByDelivery } from './support/contents.ts';
import { deliver } from './support/mesh-folder.ts';
import { scratchFolder } from './support/scratch.ts';
import { makeTraffic, randomFrom, type Arrival } from './support/traffic.ts';
import { seen, until } from './support/until.ts';

const DELIVERIES = 1000;
const KILLS = 20;
const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

interface Life {
  readonly process: ChildProcess;
  /** Resolves when it has told of so many deliveries. */
  told(count: number): Promise<void>;
}

function start(t: TestContext, folder: string): Life {
  const env = {
    ...process.env,
    ...{ MESH_FOLDER: join(folder, 'inbox'), DATABASE_FILE: join(folder, 'receiver.db') },
    ...{ POLL_SECONDS: '0.02', CHECK_THREADS: '1', DATABASE_URL: undefined },
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  let lines = 0;
  child.stdout.on('data', (text: Buffer) => {
    lines += text.toString().split('\n').length - 1;
  });
  const told = (count: number): Promise<void> =>
    new Promise((resolve) => {
      child.stdout.on('data', () => lines >= count && resolve());
    });
  return { process: child, told };
}

/** Delivers a part of all, while the receiver lives. */
async function deliverPart(inbox: string, arrivals: readonly Arrival[], life: number): Promise<void> {
  const size = Math.ceil(arrivals.length / KILLS);
  for (const [i, arrival] of arrivals.slice(life * size, (life + 1) * size).entries()) {
    await deliver(inbox, `${String(life).padStart(2, '0')}-${String(i).padStart(3, '0')}`, arrival);
  }
}

/** Waits for a moment at which a receiver that is not careful loses or doubles something. */
async function badMoment(folder: string, life: number, receiver: Life, random: () => number): Promise<void> {
  const inbox = join(folder, 'inbox');
  const waiting = (await folderInbox(inbox).list()).length;
  // While it starts or checks.
  if (life % 4 === 0) return sleep(random() * 1500);
  // After a while; never more than there is to be told of.
  const later = receiver.told(1 + random() * (Math.min(waiting, 200) - 1));
  if (life % 4 === 3) return later;
  // While it commits: the log of the database grows. Or while it acknowledges: messages leave the inbox.
  const watcher = life % 4 === 1 ? watch(folder) : watch(inbox);
  const isIt = (name: string): boolean =>
    life % 4 === 1 ? name === 'receiver.db-wal' : !existsSync(join(inbox, name));
  await Promise.race([later, seen(watcher, isIt, 1 + random() * 10)]);
  watcher.close();
}

test('killed at any moment, it loses nothing and stores nothing twice', { timeout: 600_000 }, async (t) => {
  const folder = await scratchFolder(t);
  const inbox = join(folder, 'inbox');
  await mkdir(inbox);
  const { arrivals, expected } = makeTraffic(DELIVERIES, 20);
  const random = randomFrom(21);
  for (let life = 0; life < KILLS; life++) {
    await deliverPart(inbox, arrivals, life);
    const receiver = start(t, folder);
    await badMoment(folder, life, receiver, random);
    receiver.process.kill('SIGKILL');
    await once(receiver.process, 'exit');
  }

  const last = start(t, folder);
  await until('an empty inbox', 120, async () => (await readdir(inbox)).length === 0);
  last.process.kill('SIGTERM');
  assert.deepEqual(await once(last.process, 'exit'), [0, null]);

  const database = openSqlite(join(folder, 'receiver.db'));
  assert.deepEqual(await contentsOf(database), expected);
  const outcomes = await outcomesByDelivery(database);
  assert.deepEqual([...outcomes.keys()].sort(), arrivals.map(({ id }) => id).sort());
  assert.deepEqual([...new Set(outcomes.values())], [1]);
  await database.close();
});
