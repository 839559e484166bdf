/** `npm start`: receives from the inbox that the environment names until it is stopped; without one, the bundled messages. */
import { cp, mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CheckingPool } from './checking/pool.ts';
import { folderInbox } from './inbox/folder.ts';
import { receiveAll } from './receiver.ts';
import { openInbox, openStore, settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);
const inbox = await openInbox(process.env);
const store = await openStore(settings);
const pool = new CheckingPool(settings.threads);
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

if (inbox) {
  while (!stopped.signal.aborted) {
    const count = await receiveAll(inbox, pool, store, console.log).catch((error: Error) => {
      // A server that does not answer, for example. All is as it was, so it is tried again.
      console.error(`not received: ${error.message}`);
      return 0;
    });
    if (count === 0) await sleep(settings.wait, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
} else {
  await mkdir('data/inbox', { recursive: true });
  await cp(fileURLToPath(new URL('../../messages', import.meta.url)), 'data/inbox', { recursive: true });
  await receiveAll(folderInbox('data/inbox'), pool, store, console.log);
  console.table(await store.counts());
}

await pool.close();
await store.close();
