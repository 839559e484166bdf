import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

export interface ServeOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** The path below which the site lies. */
  readonly base: string;
}

export interface Served {
  /** Address of the site, with a slash at its end. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The path below which a site was built, from one of its pages. */
export function baseOf(page: string): string {
  return /data-base="([^"]*)"/.exec(page)?.[1] ?? '/';
}

/** Serves a folder on the loopback address, as any static host does: files by their paths, and nothing else. */
export async function serveFolder(folder: string, { port, base }: ServeOptions): Promise<Served> {
  const start = `/${base}/`.replaceAll(/\/+/g, '/');
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname.startsWith(start) ? fileAt(folder, pathname.slice(start.length)) : undefined;
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.');
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${start}`;
  return { address, close: () => new Promise((done) => server.close(() => done())) };
}

/** The file at a path below the folder; undefined for one that is not there, or outside of it. */
function fileAt(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const root = resolve(folder);
  const full = join(root, decoded);
  if (full !== root && !full.startsWith(root + sep)) return undefined;
  const file = existsSync(full) && statSync(full).isDirectory() ? join(full, 'index.html') : full;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}
