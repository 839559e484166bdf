import type { Worker } from 'node:worker_threads';
import type { Answer, Question } from './answer-files.ts';
import type { Entry } from './entry.ts';
import { reasonOf } from './thrown.ts';
import { visible } from './visible.ts';
import { isEntry, validateFile, type Checked, type CheckedBy } from './validate-file.ts';

/** How many files are handed over at once. */
const batchSize = 20;
/** How many batches a thread is given ahead, so that it need not wait. */
const ahead = 2;
/** How far threads may be ahead of what was printed, in batches. */
const furthest = 50;

/**
 * Checks files in so many threads and in this one; gives what was found of each, in their order. Where a thread fails,
 * that is told, and its files are checked here; so are those that are NDJSON.
 *
 * @param script what a thread runs
 */
export async function* checkInThreads(
  files: readonly string[],
  options: CheckedBy,
  script: URL,
  threads: number,
  tell: (text: string) => Promise<void>,
): AsyncGenerator<Checked> {
  // Loaded only where there are many files, as it takes as long as to check some.
  const { Worker } = await import('node:worker_threads');
  const work = new SharedWork(files, options);
  for (let i = 0; i < threads; i++) work.employ(() => new Worker(script));
  try {
    for (let batch = 0; batch < work.length; batch++) {
      const entries = await work.entriesOf(batch);
      for (const failure of work.takeFailures()) {
        await tell(`A thread has failed (${visible(failure)}); its files are checked without it.\n`);
      }
      for (const [at, entry] of entries.entries()) yield entry ?? (await work.check(batch, at));
    }
  } finally {
    await work.dismiss();
  }
}

/** Batches of files, each checked by the next free thread. */
class SharedWork {
  readonly #files: readonly string[];
  readonly #options: CheckedBy;
  /** What each thread has to do. */
  readonly #workers = new Map<Worker, Set<number>>();
  readonly #done = new Map<number, Answer['entries']>();
  /** Batches that a thread has failed to check. */
  readonly #returned: number[] = [];
  #failures: string[] = [];
  /** The first batch that no thread has taken yet, and the one to be printed next. */
  #next = 0;
  #wanted = 0;
  #wake: () => void = () => undefined;

  constructor(files: readonly string[], options: CheckedBy) {
    this.#files = files;
    this.#options = options;
  }

  get length(): number {
    return Math.ceil(this.#files.length / batchSize);
  }

  employ(start: () => Worker): void {
    let worker: Worker;
    try {
      worker = start();
    } catch (error) {
      this.#failures.push(reasonOf(error));
      return;
    }
    this.#workers.set(worker, new Set());
    worker.on('message', ({ batch, entries }: Answer) => {
      this.#done.set(batch, entries);
      this.#workers.get(worker)?.delete(batch);
      this.#hand(worker);
      this.#wake();
    });
    worker.on('error', (error: unknown) => this.#lose(worker, reasonOf(error)));
    worker.on('exit', (code) => this.#lose(worker, `exit code ${code}`));
    this.#hand(worker);
  }

  /** Returns the entries of a batch; until they arrive, this thread checks batches that no other thread has taken. */
  async entriesOf(batch: number): Promise<Answer['entries']> {
    this.#wanted = batch;
    for (const worker of this.#workers.keys()) this.#hand(worker);
    for (;;) {
      const entries = this.#done.get(batch);
      if (entries) {
        this.#done.delete(batch);
        return entries;
      }
      const own = this.#returned.pop() ?? this.#take();
      if (own === undefined) await new Promise<void>((wake) => (this.#wake = wake));
      else {
        this.#done.set(own, await this.#checkAll(own));
        // Messages of threads come in between.
        await new Promise((next) => setImmediate(next));
      }
    }
  }

  /** The failures of threads that were not told yet. */
  takeFailures(): readonly string[] {
    const failures = this.#failures;
    this.#failures = [];
    return failures;
  }

  async dismiss(): Promise<void> {
    const workers = [...this.#workers.keys()];
    this.#workers.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  /** Takes the next batch; undefined if there is none, or if printing has to catch up first. */
  #take(): number | undefined {
    return this.#next < Math.min(this.length, this.#wanted + furthest) ? this.#next++ : undefined;
  }

  /** Gives a thread as much to do as it may have ahead. */
  #hand(worker: Worker): void {
    const tasks = this.#workers.get(worker);
    if (!tasks) return;
    for (let free = ahead - tasks.size; free > 0; free--) {
      const batch = this.#take();
      if (batch === undefined) return;
      tasks.add(batch);
      const question: Question = { batch, files: this.#filesOf(batch), options: this.#options };
      worker.postMessage(question);
    }
  }

  /** What a thread that has failed had to do is for this one. */
  #lose(worker: Worker, reason: string): void {
    const tasks = this.#workers.get(worker);
    if (!tasks) return;
    this.#workers.delete(worker);
    this.#returned.push(...tasks);
    this.#failures.push(reason);
    this.#wake();
  }

  /** The lines of NDJSON are left for when they are wanted. */
  async #checkAll(batch: number): Promise<Answer['entries']> {
    const entries: (Entry | undefined)[] = [];
    for (const at of this.#filesOf(batch).keys()) {
      const checked = await this.check(batch, at);
      entries.push(isEntry(checked) ? checked : undefined);
    }
    return entries;
  }

  /** Checks one file of a batch in this thread. */
  async check(batch: number, at: number): Promise<Checked> {
    return validateFile(this.#filesOf(batch)[at] ?? '', this.#options, noInput);
  }

  #filesOf(batch: number): readonly string[] {
    return this.#files.slice(batch * batchSize, (batch + 1) * batchSize);
  }
}

/** Standard input is not read where there are threads. */
const noInput = {
  stdin: {
    [Symbol.asyncIterator]: (): AsyncIterator<Uint8Array> => ({
      next: () => Promise.resolve({ done: true, value: undefined }),
    }),
  },
};
