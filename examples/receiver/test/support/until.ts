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

/** Waits for a change in a folder, of a file that `isIt` is given the name of. */
export async function seen(watcher: FSWatcher, isIt: (name: string) => boolean): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nothing happens in the folder')), 120_000);
    watcher.on('change', (_, name) => {
      if (!isIt(String(name))) return;
      clearTimeout(timer);
      resolve();
    });
  });
  watcher.close();
}
