import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { format, type Options } from 'prettier';

/** A text and how Prettier is to format it. */
export interface FormatJob {
  readonly text: string;
  readonly options: Options;
}

/** Fewer characters than this are formatted sooner than threads have started. */
const worthThreads = 300_000;
/** More threads than this only wait for each other's memory. */
const mostThreads = 4;
/** What a thread is given ahead, so that it never waits for the next text. */
const ahead = 2;

/** Formats texts, many of them in threads beside each other; gives the results in the order of the jobs. */
export async function formatTexts(jobs: readonly FormatJob[]): Promise<string[]> {
  const size = jobs.reduce((sum, { text }) => sum + text.length, 0);
  const threads = size < worthThreads ? 1 : Math.min(availableParallelism(), mostThreads);
  if (threads > 1) return formatInThreads(jobs, threads);
  const results: string[] = [];
  for (const { text, options } of jobs) results.push(await format(text, options));
  return results;
}

interface Answer {
  readonly id: number;
  readonly text?: string;
  readonly error?: unknown;
}

async function formatInThreads(jobs: readonly FormatJob[], threads: number): Promise<string[]> {
  const results: string[] = jobs.map(() => '');
  // Long ones first, so that the threads end together.
  const order = [...jobs.keys()].sort((a, b) => (jobs[b]?.text.length ?? 0) - (jobs[a]?.text.length ?? 0));
  const workers: Worker[] = [];
  try {
    await Promise.all(
      Array.from({ length: threads }, () => {
        const worker = startWorker();
        workers.push(worker);
        return serve(worker, jobs, order, results);
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}

/** Young objects are most of what formatting makes; room for them saves collecting them over and over. */
function startWorker(): Worker {
  const file = new URL('./format-worker.js', import.meta.url);
  return new Worker(file, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 64 } });
}

/** Hands a worker one job of the queue after the other until there is none left. */
function serve(worker: Worker, jobs: readonly FormatJob[], order: number[], results: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let open = 0;
    const next = (): void => {
      const id = order.shift();
      if (id === undefined) return open === 0 ? resolve() : undefined;
      open++;
      worker.postMessage({ id, ...jobs[id] });
    };
    worker.on('error', reject);
    worker.on('message', ({ id, text, error }: Answer) => {
      open--;
      if (text === undefined) return reject(error);
      results[id] = text;
      next();
    });
    for (let i = 0; i < ahead; i++) next();
  });
}
