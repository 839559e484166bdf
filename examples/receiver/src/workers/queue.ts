import { Queue, type ConnectionOptions, type WorkerOptions } from 'bullmq';

/** Redis holds ids and nothing else. What they stand for is in PostgreSQL, so Redis may lose all that it has. */
export interface Job {
  readonly id: string;
}

export const QUEUE = 'deliveries';

type Environment = Readonly<Record<string, string | undefined>>;

/** How all workers of a queue reach it, and when one that has died gives up its jobs. */
export function queueOptions(env: Environment): WorkerOptions {
  const connection: ConnectionOptions = {
    url: env['REDIS_URL'] ?? 'redis://127.0.0.1:6379',
    maxRetriesPerRequest: null,
  };
  const lost = Number(env['LOST_AFTER_SECONDS'] ?? 30) * 1000;
  return {
    connection,
    prefix: env['QUEUE_PREFIX'] ?? 'receiver',
    lockDuration: lost,
    stalledInterval: lost,
    // A worker may die of anything; a message is not to blame for it.
    maxStalledCount: 1000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  };
}

/** The queue without the part of a worker. */
export function openQueue(env: Environment): Queue<Job> {
  const { connection, prefix = '' } = queueOptions(env);
  const queue = new Queue<Job>(QUEUE, { connection, prefix });
  // It connects again by itself; without a listener the error would end the process.
  queue.on('error', () => undefined);
  return queue;
}

/** Adds those that are not in the queue already. */
export async function enqueue(queue: Queue<Job>, ids: readonly string[]): Promise<void> {
  const attempts = { attempts: 5, backoff: { type: 'exponential', delay: 200 } };
  // An id of a job may contain no colon.
  const jobs = ids.map((id) => ({
    name: 'settle',
    data: { id },
    opts: { ...attempts, jobId: encodeURIComponent(id) },
  }));
  await queue.addBulk(jobs);
}
