import { format, type Options } from 'prettier';
import { FormatThreads } from './format-threads.ts';

/** A text and how Prettier is to format it. */
export interface FormatJob {
  readonly text: string;
  readonly options: Options;
}

/** Fewer characters than this are formatted sooner than threads have started. */
const worthThreads = 300_000;

/** Formats texts, many of them in threads beside each other; gives the results in the order of the jobs. */
export async function formatTexts(jobs: readonly FormatJob[]): Promise<string[]> {
  const size = jobs.reduce((sum, { text }) => sum + text.length, 0);
  if (size < worthThreads) return formatHere(jobs);
  const threads = new FormatThreads();
  try {
    // Long ones first, so that the threads end together.
    const longest = [...jobs.entries()].sort(([, a], [, b]) => b.text.length - a.text.length);
    const results: string[] = [];
    await Promise.all(longest.map(async ([index, job]) => (results[index] = await threads.submit(job))));
    return results;
  } finally {
    await threads.close();
  }
}

async function formatHere(jobs: readonly FormatJob[]): Promise<string[]> {
  const results: string[] = [];
  for (const { text, options } of jobs) results.push(await format(text, options));
  return results;
}
