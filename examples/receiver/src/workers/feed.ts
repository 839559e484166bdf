import type { Queue } from 'bullmq';
import type { Delivery, Inbox } from '../delivery.ts';
import type { Log } from '../receiver.ts';
import type { Store } from '../store/store.ts';
import { enqueue, type Job } from './queue.ts';

const BATCH = 50;

/** Hands all that waits in the inbox to the workers, and gives the number of deliveries that left it. */
export async function feedAll(inbox: Inbox, queue: Queue<Job>, store: Store, log: Log): Promise<number> {
  const names = await inbox.list();
  let fed = 0;
  for (let start = 0; start < names.length; start += BATCH) {
    fed += await feedBatch(inbox, queue, store, log, names.slice(start, start + BATCH));
  }
  return fed;
}

async function feedBatch(inbox: Inbox, queue: Queue<Job>, store: Store, log: Log, names: readonly string[]) {
  const taken: { name: string; delivery: Delivery }[] = [];
  const take = async (name: string): Promise<void> => {
    const delivery = await inbox.take(name);
    if (delivery) taken.push({ name, delivery });
  };
  // What cannot be taken stays in the inbox, and the others go on.
  await Promise.all(names.map((name) => take(name).catch((error: Error) => log(`${name}: ${error.message}`))));
  await store.keep(taken.map(({ delivery }) => delivery));
  // The database has them: from here on they are ours, whether the queue hears of them now or later.
  await Promise.all(taken.map(({ name }) => inbox.acknowledge(name)));
  await enqueue(
    queue,
    taken.map(({ delivery }) => delivery.id),
  );
  return taken.length;
}

/** Queues whatever has not been settled: after Redis lost its data, or a feeder died before it had queued something. */
export async function sweep(queue: Queue<Job>, store: Store): Promise<void> {
  await enqueue(queue, await store.kept());
}
