/** PostgreSQL and Redis for a test: those that answer on loopback, or Debian's, started for the test and stopped after it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { until } from '../support/until.ts';

export interface Servers {
  /** A database of its own. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  close(): Promise<void>;
}

export const howToInstall = 'sudo apt-get install postgresql redis-server';

const programs = {
  initdb: find('initdb'),
  postgres: find('postgres'),
  redis: find('redis-server'),
};

/** True if there are servers, or programs to start them with. */
export async function areThere(): Promise<boolean> {
  const postgres = (programs.initdb && programs.postgres) || (await answersPostgres(givenPostgres()));
  const redis = programs.redis || (await answersRedis(givenRedis()));
  return Boolean(postgres && redis);
}

/** Throws if there are none. `RECEIVER_TEST_SERVERS=own` starts some even if others answer. */
export async function openServers(): Promise<Servers> {
  const onlyOwn = process.env['RECEIVER_TEST_SERVERS'] === 'own';
  const postgres = !onlyOwn && (await answersPostgres(givenPostgres())) ? givenPostgres() : undefined;
  const redis = !onlyOwn && (await answersRedis(givenRedis())) ? givenRedis() : undefined;
  if (!postgres && !(programs.initdb && programs.postgres)) throw new Error(`no PostgreSQL: ${howToInstall}`);
  if (!redis && !programs.redis) throw new Error(`no Redis: ${howToInstall}`);

  const folder = await mkdtemp(join(tmpdir(), 'receiver-servers-'));
  give(folder);
  const running: ChildProcess[] = [];
  const base = postgres ?? (await startPostgres(folder, running));
  const redisUrl = redis ?? (await startRedis(folder, running));
  const database = await createDatabase(base);
  console.log(
    `PostgreSQL: ${postgres ? 'the one on loopback' : 'started'}. Redis: ${redis ? 'the one on loopback' : 'started'}.`,
  );
  return {
    databaseUrl: database.url,
    redisUrl,
    async close() {
      await database.drop();
      for (const server of running) await stop(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function givenPostgres(): string {
  return process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
}

function givenRedis(): string {
  return process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
}

async function answersPostgres(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answersRedis(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 2000, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function createDatabase(base: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `receiver_test_${randomBytes(4).toString('hex')}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: String(url), drop: () => run(`drop database ${name} with (force)`) };
}

/** A program in the path, or where Debian has those of PostgreSQL; undefined if there is none. */
function find(name: string): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = listed(debian).sort((a, b) => Number(b) - Number(a));
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...versions.map((one) => join(debian, one, 'bin'))];
  return folders.map((folder) => join(folder, name)).find(exists);
}

function listed(folder: string): string[] {
  return exists(folder) ? readdirSync(folder) : [];
}

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root: then the user "nobody" runs it. */
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};

function give(path: string): void {
  if (isRoot) chownSync(path, 65_534, 65_534);
}

async function startPostgres(folder: string, running: ChildProcess[]): Promise<string> {
  const data = join(folder, 'postgres');
  const made = spawnSync(programs.initdb ?? '', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'], {
    ...user,
    encoding: 'utf8',
    cwd: folder,
  });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const options = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
  running.push(spawn(programs.postgres ?? '', options, { ...user, cwd: folder, stdio: 'ignore' }));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await until('PostgreSQL', 30, () => answersPostgres(url));
  return url;
}

async function startRedis(folder: string, running: ChildProcess[]): Promise<string> {
  const data = join(folder, 'redis');
  mkdirSync(data);
  give(data);
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', data];
  running.push(spawn(programs.redis ?? '', options, { ...user, cwd: data, stdio: 'ignore' }));
  const url = `redis://127.0.0.1:${port}`;
  await until('Redis', 30, () => answersRedis(url));
  return url;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** SIGINT: PostgreSQL then ends its connections and stops. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGINT');
  await once(server, 'exit');
}
