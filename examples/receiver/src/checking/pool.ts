import { Worker } from 'node:worker_threads';
import type { Assessment } from '../assess.ts';

interface Task {
  readonly body: Uint8Array;
  readonly resolve: (assessment: Assessment) => void;
}

interface Thread {
  readonly worker: Worker;
  /** What it has been sent and has not answered, in order: it works on the first. */
  readonly tasks: Task[];
}

/** So many bodies are with a thread at a time, so that it does not wait while this one is busy. */
const DEPTH = 8;

/** Checks messages in threads, so that a large one holds up neither the inbox nor the database. */
export class CheckingPool {
  readonly #threads: Thread[] = [];
  readonly #waiting: Task[] = [];
  readonly #script: URL;
  #isClosed = false;

  /** `script` is what each thread runs. */
  constructor(size: number, script = new URL('./thread.js', import.meta.url)) {
    this.#script = script;
    for (let i = 0; i < size; i++) this.#start();
  }

  /** Never rejects: a body that ends its thread is refused, and the others go on in a new thread. */
  assess(body: Uint8Array): Promise<Assessment> {
    return new Promise((resolve) => {
      this.#waiting.push({ body, resolve });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(): void {
    const thread: Thread = { worker: new Worker(this.#script), tasks: [] };
    this.#threads.push(thread);
    let isReady = false;
    let trouble: NodeJS.ErrnoException | undefined;
    thread.worker.on('message', (answer: Assessment | 'ready') => {
      if (answer === 'ready') isReady = true;
      else thread.tasks.shift()?.resolve(answer);
      this.#dispatch();
    });
    thread.worker.on('error', (error) => {
      trouble = error;
    });
    thread.worker.on('exit', () => {
      if (this.#isClosed) return;
      // Then no message is to blame, and going on would refuse them all.
      if (!isReady) throw new Error('the threads that check messages do not start', { cause: trouble });
      this.#replace(thread, trouble?.code ?? trouble?.name ?? 'it stopped');
    });
  }

  #replace(thread: Thread, reason: string): void {
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    const [culprit, ...others] = thread.tasks;
    const problems = `the check ended its thread: ${reason}`;
    culprit?.resolve({ accepted: false, messageId: undefined, code: undefined, problems });
    this.#waiting.unshift(...others);
    this.#start();
    this.#dispatch();
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#threads.reduce((a, b) => (a.tasks.length <= b.tasks.length ? a : b));
      if (thread.tasks.length >= DEPTH) return;
      const task = this.#waiting.shift() as Task;
      thread.tasks.push(task);
      // A copy to give away: a Buffer may be a small part of a large one, which would be copied whole.
      const copy = new Uint8Array(task.body);
      thread.worker.postMessage(copy, [copy.buffer]);
    }
  }
}
