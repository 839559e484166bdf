import type { FormatJob } from './format-texts.ts';

/** Prettier takes long to start on a text, so short ones are formatted together up to this many characters. */
const enough = 15_000;
/** The line between two texts that are formatted together. */
const between = '//~';

/** Puts jobs together of which the texts may stand in one file, in their order. */
export function batchesOf(jobs: readonly FormatJob[]): FormatJob[][] {
  const batches: FormatJob[][] = [];
  const open = new Map<string, { batch: FormatJob[]; size: number }>();
  for (const job of jobs) {
    const key = JSON.stringify(job.options);
    const last = open.get(key);
    if (isAlone(job) || !last || last.size + job.text.length > enough) {
      const batch = [job];
      batches.push(batch);
      if (!isAlone(job)) open.set(key, { batch, size: job.text.length });
    } else {
      last.batch.push(job);
      last.size += job.text.length;
    }
  }
  return batches;
}

/** Whether a text cannot be told from others once it is among them. */
function isAlone({ text, options }: FormatJob): boolean {
  return options.parser === 'json' || text.includes(between);
}

/** One job for all of a batch. */
export function joined(batch: readonly FormatJob[]): FormatJob {
  const text = batch.map((job) => job.text).join(`\n${between}\n`);
  return { text, options: batch[0]?.options ?? {} };
}

/** What became of each job of a batch. */
export function parted(batch: readonly FormatJob[], formatted: string): string[] {
  return batch.length === 1 ? [formatted] : formatted.split(`${between}\n`);
}
