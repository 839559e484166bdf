import type { MessagePort } from 'node:worker_threads';
import type { Entry } from './entry.ts';
import { isEntry, validateFile, type CheckedBy } from './validate-file.ts';

/** A few of many files, for a thread to check. */
export interface Question {
  /** Number of these files among all. */
  readonly batch: number;
  readonly files: readonly string[];
  readonly options: CheckedBy;
}

export interface Answer {
  readonly batch: number;
  /** One for each of the files; undefined for NDJSON, whose lines are too many to be handed over. */
  readonly entries: readonly (Entry | undefined)[];
}

/** Checks what is asked for at a port. Standard input is never among it. */
export function answerFiles(port: MessagePort): void {
  port.on('message', (question: Question) => void answer(question, port));
}

async function answer({ batch, files, options }: Question, port: MessagePort): Promise<void> {
  const checked = await Promise.all(files.map((file) => validateFile(file, options, { stdin: none() })));
  const found: Answer = { batch, entries: checked.map((one) => (isEntry(one) ? one : undefined)) };
  port.postMessage(found);
}

async function* none(): AsyncGenerator<Uint8Array> {
  // Nothing comes.
}
