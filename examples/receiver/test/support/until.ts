import type { FSWatcher } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; fails after the given seconds. */
export async function until(what: string, seconds: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(20);
  }
}

/** Resolves when a folder has seen so many changes of files that `isIt` is given the names of. */
export function seen(watcher: FSWatcher, isIt: (name: string) => boolean, times = 1): Promise<void> {
  let left = times;
  return new Promise((resolve) => {
    watcher.on('change', (_, name) => {
      if (isIt(String(name))) left--;
      if (left <= 0) resolve();
    });
  });
}
