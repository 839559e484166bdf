import { checkInThreads } from './check-in-threads.ts';
import { standardInput, type Io } from './io.ts';
import { validateFile, type Checked, type CheckedBy } from './validate-file.ts';

/** For so many files a thread saves more time than it takes to start it. */
const filesPerThread = 400;

/**
 * Checks files one after the other, or in threads where there are many; gives what was found of each, in their order. What else there
 * is to say, `tell` is told.
 */
export async function* checkFiles(
  files: readonly string[],
  options: CheckedBy,
  io: Pick<Io, 'stdin' | 'thread'>,
  tell: (text: string) => Promise<void>,
): AsyncGenerator<Checked> {
  // A policy counts what it has accepted, which threads could not do together.
  const mayShare = io.thread && options.policy === undefined && !files.includes(standardInput);
  const threads = mayShare ? await threadsFor(files.length) : 0;
  if (io.thread && threads > 0) {
    yield* checkInThreads(files, options, io.thread, threads, tell);
  } else {
    for (const file of files) yield await validateFile(file, options, io);
  }
}

/** How many threads help with so many files; none where there are few, or no processors for them. */
async function threadsFor(count: number): Promise<number> {
  if (count < filesPerThread) return 0;
  const { availableParallelism } = await import('node:os');
  return Math.min(availableParallelism() - 1, Math.floor(count / filesPerThread));
}
