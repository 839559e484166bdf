import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../diagnostics/thrown.ts';
import { PackageError } from './package-error.ts';

/** How to make requests to a registry. */
export interface DownloadOptions {
  /** Milliseconds until an answer has to be complete. */
  readonly timeout: number;
  /** Maximum size of an answer in bytes. */
  readonly maxBytes: number;
  /** Maximum number of attempts. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; each further one waits twice as long. */
  readonly pause: number;
  /** Maximum number of milliseconds to wait at a server's request. */
  readonly longestPause: number;
}

export const downloadOptions: DownloadOptions = {
  timeout: 60_000,
  maxBytes: 256 * 2 ** 20,
  attempts: 4,
  pause: 500,
  longestPause: 60_000,
};

/** A failure after which the same request may succeed. */
class Temporary extends Error {
  readonly pause: number | undefined;

  constructor(message: string, pause?: number) {
    super(message);
    this.pause = pause;
  }
}

/**
 * Gets the body of a URL; undefined if the server has nothing there (404 or 410). An answer of 429 or 5xx and a broken
 * connection are tried again, after the time in `Retry-After`.
 *
 * @throws PackageError if all attempts failed, or the answer is refused
 */
export async function download(url: URL, options: DownloadOptions): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request(url, options);
    } catch (error) {
      if (!(error instanceof Temporary) || attempt >= options.attempts)
        throw error instanceof PackageError ? error : unavailable(url, error);
      await wait(Math.min(error.pause ?? options.pause * 2 ** (attempt - 1), options.longestPause));
    }
  }
}

function unavailable(url: URL, error: unknown): PackageError {
  return new PackageError('package/registry-unavailable', `${plain(url)} cannot be read: ${reasonOf(error)}`);
}

/** Returns a URL for a message, without password and query. */
function plain({ origin, pathname }: URL): string {
  return origin + pathname;
}

async function request(url: URL, options: DownloadOptions): Promise<Uint8Array | undefined> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(options.timeout) });
  } catch (error) {
    throw new Temporary(reasonOf(error));
  }
  const { status } = response;
  if (status === 200) return readBody(url, response, options);
  await response.body?.cancel().catch(() => undefined);
  if (status === 404 || status === 410) return undefined;
  const message = `the server answers ${status}`;
  if (status === 429 || status >= 500) throw new Temporary(message, pauseOf(response.headers.get('retry-after')));
  throw new PackageError('package/registry-unavailable', `${plain(url)} cannot be read: ${message}`);
}

/** Reads `Retry-After`, a number of seconds or a date. */
function pauseOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

async function readBody(url: URL, response: Response, { maxBytes }: DownloadOptions): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      length += part.length;
      if (length > maxBytes)
        throw new PackageError('package/too-large', `${plain(url)} has more than ${maxBytes} bytes`);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof PackageError ? error : new Temporary(reasonOf(error));
  }
  return Buffer.concat(parts);
}
