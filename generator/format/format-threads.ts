import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FormatJob } from './format-texts.ts';

/** More threads than this only wait for each other's memory. */
const mostThreads = 4;

interface Answer {
  readonly id: number;
  readonly text?: string;
  readonly error?: unknown;
}

interface Thread {
  readonly worker: Worker;
  /** How many characters it has been given. */
  load: number;
}

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Threads that format texts beside each other, as many as there are processors. Started ahead of the first text, they load
 * Prettier while the texts are still made. Close them, or the process does not end.
 */
export class FormatThreads {
  readonly #threads: readonly Thread[];
  readonly #waiting = new Map<number, Waiting>();
  #failure: { readonly error: unknown } | undefined;
  #count = 0;

  constructor() {
    const count = Math.min(availableParallelism(), mostThreads);
    this.#threads = Array.from({ length: count }, () => ({ worker: this.#start(), load: 0 }));
  }

  /** Hands a text to the thread that was given least so far, at once; answers what Prettier makes of it, or throws. */
  submit({ text, options }: FormatJob): Promise<string> {
    const [thread] = [...this.#threads].sort((a, b) => a.load - b.load);
    const id = this.#count++;
    return new Promise((resolve, reject) => {
      if (this.#failure || !thread) return reject(this.#failure?.error);
      this.#waiting.set(id, { resolve, reject });
      thread.load += text.length;
      thread.worker.postMessage({ id, text, options });
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  /** Young objects are most of what formatting makes; room for them saves collecting them over and over. */
  #start(): Worker {
    const file = new URL('./format-worker.js', import.meta.url);
    const worker = new Worker(file, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 64 } });
    worker.on('message', (answer: Answer) => this.#answer(answer));
    worker.on('error', (error) => this.#fail(error));
    // The first text is what Prettier is loaded with; nobody waits for it.
    worker.postMessage({ id: -1, text: 'a;', options: { parser: 'babel-ts' } });
    return worker;
  }

  #answer({ id, text, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (text === undefined) waiting?.reject(error);
    else waiting?.resolve(text);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
