import { mkdirSync, rmdirSync, statSync } from 'node:fs';

/** Milliseconds after which a lock counts as abandoned. */
const patience = 100_000;

/** Lets one process at a time do the work; creating the folder `lock` is the step that only one of them can do. */
export function alone(lock: string, work: () => unknown): void {
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    work();
  } finally {
    rmdirSync(lock);
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > patience) rmdirSync(lock);
    return false;
  }
}
