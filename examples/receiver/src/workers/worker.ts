/** One worker, a process of its own: settles deliveries from the queue until it is stopped. */
import { Worker } from 'bullmq';
import { CheckingPool } from '../checking/pool.ts';
import { assessDelivery, lineOf } from '../receiver.ts';
import { openStore, settingsFrom } from '../settings.ts';
import { QUEUE, queueOptions, type Job } from './queue.ts';

const settings = settingsFrom(process.env);
const store = await openStore(settings);
const pool = new CheckingPool(settings.threads);

const options = { ...queueOptions(process.env), concurrency: settings.threads * 4 };
const worker = new Worker<Job>(QUEUE, ({ data }) => settle(data.id), options);
worker.on('error', (error) => console.error(`the queue: ${error.message}`));
worker.on('failed', (job, error) => console.error(`delivery ${job?.data.id}: ${error.message}`));

/** Does nothing if another worker has settled it. */
async function settle(id: string): Promise<void> {
  const delivery = await store.takeKept(id);
  if (!delivery) return;
  const one = { delivery, assessment: await assessDelivery(pool, delivery) };
  console.log(lineOf(one, await store.settleKept(one)));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  await worker.close();
  await pool.close();
  await store.close();
}
