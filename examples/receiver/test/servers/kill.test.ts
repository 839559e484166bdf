/** Three workers and what feeds them are killed 20 times amid 1,000 deliveries, and Redis forgets all that it has. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import type { Database } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { contentsOf, outcomesByDelivery } from '../support/contents.ts';
import { deliver } from '../support/mesh-folder.ts';
import { scratchFolder } from '../support/scratch.ts';
import { makeTraffic, randomFrom } from '../support/traffic.ts';
import { seen, until } from '../support/until.ts';
import { openServers } from './servers.ts';

const DELIVERIES = 1000;
const KILLS = 20;
const WORKERS = 3;
const source = (name: string): string => fileURLToPath(new URL(`../../src/workers/${name}`, import.meta.url));

/** The feeder comes first; it starts no workers, so that each process dies alone. */
const programs = [[source('main.js'), '0'], ...Array.from({ length: WORKERS }, () => [source('worker.js')])];

async function numberOf(database: Database, table: string): Promise<number> {
  const [row] = await database.transaction(({ all }) => all(`select count(*) as rows from ${table}`));
  return Number(row?.['rows']);
}

/** Everything that Redis has of the queue, and its keys. */
async function contentOf(redis: Redis, prefix: string): Promise<{ keys: string[]; text: string }> {
  const keys = await redis.keys(`${prefix}:*`);
  const jobs = await Promise.all(keys.map((key) => redis.hgetall(key).catch(() => ({}))));
  return { keys, text: JSON.stringify([keys, jobs]) };
}

async function forget(redis: Redis, prefix: string): Promise<void> {
  const { keys } = await contentOf(redis, prefix);
  if (keys.length > 0) await redis.del(keys);
}

test('workers that are killed at any moment lose nothing and store nothing twice', { timeout: 600_000 }, async (t) => {
  const folder = await scratchFolder(t);
  const inbox = join(folder, 'inbox');
  await mkdir(inbox);
  const servers = await openServers();
  const prefix = `receiver-test-${randomBytes(4).toString('hex')}`;
  const redis = new Redis(servers.redisUrl);
  const database = await openPostgres(servers.databaseUrl, 2);
  const env = {
    ...process.env,
    ...{ DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl, QUEUE_PREFIX: prefix, MESH_FOLDER: inbox },
    ...{ POLL_SECONDS: '0.02', SWEEP_SECONDS: '2', LOST_AFTER_SECONDS: '2', CHECK_THREADS: '1' },
  };
  const start = (place: number): ChildProcess =>
    spawn(process.execPath, programs[place] as string[], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const processes = programs.map((_, place) => start(place));
  t.after(async () => {
    for (const one of processes) one.kill('SIGKILL');
    await forget(redis, prefix);
    redis.disconnect();
    await database.close();
    await servers.close();
  });

  const { arrivals, expected } = makeTraffic(DELIVERIES, 30);
  const random = randomFrom(31);
  let told = '';
  const size = DELIVERIES / KILLS;
  for (let kill = 0; kill < KILLS; kill++) {
    // Every fifth time what feeds them dies, when the first delivery leaves the inbox; a worker otherwise.
    const place = kill % 5 === 0 ? 0 : 1 + Math.floor(random() * WORKERS);
    const watcher = watch(inbox);
    const left = seen(watcher, (name) => !existsSync(join(inbox, name)));
    const enough = (await numberOf(database, 'audit')) + 2 * random() * 0.8 * size;
    const part = arrivals.slice(kill * size, (kill + 1) * size).map((arrival) => deliver(inbox, arrival.id, arrival));
    if (place === 0) await left;
    else await until('progress', 120, async () => (await numberOf(database, 'audit')) > enough);
    watcher.close();
    processes[place]?.kill('SIGKILL');
    told += (await contentOf(redis, prefix)).text;
    if (kill === KILLS / 2) await forget(redis, prefix);
    processes[place] = start(place);
    await Promise.all(part);
  }

  await until('an empty inbox', 120, async () => (await readdir(inbox)).length === 0);
  await until('all settled', 120, async () => (await numberOf(database, 'deliveries')) === 0);
  for (const one of processes) one.kill('SIGTERM');
  await Promise.all(processes.map((one) => one.exitCode === null && once(one, 'exit')));
  assert.deepEqual(
    processes.map(({ exitCode }) => exitCode),
    [0, 0, 0, 0],
  );

  assert.deepEqual(await contentsOf(database), expected);
  const outcomes = await outcomesByDelivery(database);
  assert.deepEqual([...outcomes.keys()].sort(), arrivals.map(({ id }) => id).sort());
  assert.deepEqual([...new Set(outcomes.values())], [1]);
  assert.match(told, /D\d{6}/);
  assert.doesNotMatch(told, /Thistlewood|Bundle/);
});
