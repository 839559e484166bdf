import { formatTexts, type FormatJob } from './format-texts.ts';
import type { FormatThreads } from './format-threads.ts';

/** Prettier takes long to start on a text, so short ones are formatted together up to this many characters. */
const enough = 15_000;
/** The line between two texts that are formatted together. */
const between = '//~';

/** Jobs of which the texts may stand in one file, and what becomes of them where threads are at work already. */
interface Batch {
  readonly jobs: FormatJob[];
  readonly formatted: Promise<string> | undefined;
}

/**
 * What is left for Prettier: each text is formatted once, many of them together. Threads that are given are at work on the
 * first texts while others are still added.
 */
export class OpenTexts {
  readonly #threads: FormatThreads | undefined;
  readonly #known = new Set<string>();
  readonly #batches: Batch[] = [];
  /** Batches that are not full yet, by their options. */
  readonly #open = new Map<string, { readonly jobs: FormatJob[]; size: number }>();

  constructor(threads?: FormatThreads) {
    this.#threads = threads;
  }

  add(job: FormatJob): void {
    const key = keyOf(job);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    if (isAlone(job)) return this.#close([job]);
    const options = JSON.stringify(job.options);
    const batch = this.#open.get(options) ?? { jobs: [], size: 0 };
    batch.jobs.push(job);
    batch.size += job.text.length;
    this.#open.set(options, batch);
    if (batch.size < enough) return;
    this.#open.delete(options);
    this.#close(batch.jobs);
  }

  /** What became of each text, once that is known. Throws what Prettier throws. */
  async formatted(): Promise<(job: FormatJob) => string> {
    for (const { jobs } of this.#open.values()) this.#close(jobs);
    this.#open.clear();
    const texts = this.#threads
      ? await Promise.all(this.#batches.map((batch) => batch.formatted ?? ''))
      : await formatTexts(this.#batches.map(({ jobs }) => joined(jobs)));
    const made = new Map<string, string>();
    for (const [index, { jobs }] of this.#batches.entries()) {
      const parts = parted(jobs, texts[index] ?? '');
      for (const [at, job] of jobs.entries()) made.set(keyOf(job), parts[at] ?? '');
    }
    return (job) => made.get(keyOf(job)) ?? '';
  }

  #close(jobs: FormatJob[]): void {
    this.#batches.push({ jobs, formatted: this.#threads?.submit(joined(jobs)) });
  }
}

function keyOf({ text, options }: FormatJob): string {
  return `${String(options.parser)} ${String(options.printWidth)} ${text}`;
}

/** Whether a text cannot be told from others once it is among them. */
function isAlone({ text, options }: FormatJob): boolean {
  return options.parser === 'json' || text.includes(between);
}

/** One job for all of a batch. */
function joined(jobs: readonly FormatJob[]): FormatJob {
  return { text: jobs.map((job) => job.text).join(`\n${between}\n`), options: jobs[0]?.options ?? {} };
}

/** What became of each job of a batch. */
function parted(jobs: readonly FormatJob[], formatted: string): string[] {
  return jobs.length === 1 ? [formatted] : formatted.split(`${between}\n`);
}
