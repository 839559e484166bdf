import { availableParallelism } from 'node:os';
import { checkInThreads } from './check-in-threads.ts';
import type { Entry } from './entry.ts';
import { standardInput, type Io } from './io.ts';
import { validateFile, type CheckedBy } from './validate-file.ts';

/** For so many files a thread saves more time than it takes to start it. */
const filesPerThread = 400;

/**
 * Checks files one after the other, or in threads where there are many; gives an entry for each, in their order. What else there
 * is to say, `tell` is told.
 */
export async function* checkFiles(
  files: readonly string[],
  options: CheckedBy,
  io: Pick<Io, 'stdin' | 'thread'>,
  tell: (text: string) => Promise<void>,
): AsyncGenerator<Entry> {
  const threads = Math.min(availableParallelism() - 1, Math.floor(files.length / filesPerThread));
  if (io.thread && threads > 0 && !files.includes(standardInput)) {
    yield* checkInThreads(files, options, io.thread, threads, tell);
  } else {
    for (const file of files) yield await validateFile(file, options, io);
  }
}
