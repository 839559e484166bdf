/**
 * `npm run start:workers -- COUNT`: that many workers on this machine, and what the inbox holds is handed to them, here or
 * on any other machine with the same DATABASE_URL and REDIS_URL. Without an inbox in the environment it has workers only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Inbox } from '../delivery.ts';
import { openInbox, openStore, settingsFrom } from '../settings.ts';
import { feedAll, sweep } from './feed.ts';
import { openQueue } from './queue.ts';

const settings = settingsFrom(process.env);
const sweepEvery = Number(process.env['SWEEP_SECONDS'] ?? 60) * 1000;
const count = Number(process.argv[2] ?? 2);
if (!settings.database.startsWith('postgres') || !Number.isInteger(count)) {
  console.error('usage: DATABASE_URL=postgres://… REDIS_URL=redis://… npm run start:workers -- COUNT');
  process.exit(2);
}

const stopped = new AbortController();
const workers = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped.abort();
    for (const worker of workers) worker.kill(signal);
  });
}
for (let i = 0; i < count; i++) startWorker();

const waiting = await openInbox(process.env);
if (waiting) await feedUntilStopped(waiting);

async function feedUntilStopped(inbox: Inbox): Promise<void> {
  const store = await openStore(settings);
  const queue = openQueue(process.env);
  let swept = 0;
  const round = async (): Promise<number> => {
    if (Date.now() - swept > sweepEvery) {
      await sweep(queue, store);
      swept = Date.now();
    }
    return feedAll(inbox, queue, store, console.error);
  };
  while (!stopped.signal.aborted) {
    const fed = await round().catch((error: Error) => console.error(`not fed: ${error.message}`));
    if (!fed) await sleep(settings.wait, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
  await queue.close();
  await store.close();
}

/** Starts a worker, and another one whenever it dies. */
function startWorker(): void {
  const worker = spawn(process.execPath, [fileURLToPath(new URL('worker.js', import.meta.url))], { stdio: 'inherit' });
  workers.add(worker);
  worker.once('exit', async () => {
    workers.delete(worker);
    if (!stopped.signal.aborted) await sleep(1000);
    if (!stopped.signal.aborted) startWorker();
  });
}
