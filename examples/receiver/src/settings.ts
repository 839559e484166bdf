import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Inbox } from './delivery.ts';
import { folderInbox } from './inbox/folder.ts';
import { Store } from './store/store.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  /** What the audit names as having processed a message. */
  readonly system: string;
  /** URL of a PostgreSQL database, or the file of an SQLite one. */
  readonly database: string;
  readonly threads: number;
  /** Milliseconds until an empty inbox is looked at again. */
  readonly wait: number;
}

export function settingsFrom(env: Environment): Settings {
  return {
    system: env['RECEIVER_NAME'] ?? hostname(),
    database: env['DATABASE_URL'] ?? env['DATABASE_FILE'] ?? 'data/receiver.db',
    threads: Number(env['CHECK_THREADS'] ?? availableParallelism()),
    wait: Number(env['POLL_SECONDS'] ?? 5) * 1000,
  };
}

export async function openStore({ database, system }: Settings): Promise<Store> {
  // Each is loaded only where it is used.
  if (/^postgres(ql)?:/.test(database)) {
    const { openPostgres } = await import('./store/postgres.ts');
    return new Store(await openPostgres(database), system);
  }
  const { openSqlite } = await import('./store/sqlite.ts');
  await mkdir(dirname(database), { recursive: true });
  return new Store(openSqlite(database), system);
}

/** The inbox that the environment names; undefined if it names none. */
export async function openInbox(env: Environment): Promise<Inbox | undefined> {
  const folder = env['MESH_FOLDER'];
  if (folder !== undefined) return folderInbox(folder);
  if (env['MESH_URL'] === undefined) return undefined;
  const { mailboxInbox } = await import('./inbox/mailbox.ts');
  const given = (name: string): string => {
    const value = env[name];
    if (value === undefined) throw new Error(`MESH_URL needs ${name}`);
    return value;
  };
  return mailboxInbox({
    url: given('MESH_URL'),
    mailbox: given('MESH_MAILBOX'),
    password: given('MESH_PASSWORD'),
    sharedKey: given('MESH_SHARED_KEY'),
    cert: readFileSync(given('MESH_CERT')),
    key: readFileSync(given('MESH_KEY')),
    ca: env['MESH_CA'] === undefined ? undefined : readFileSync(env['MESH_CA']),
  });
}
