import { createReadStream } from 'node:fs';
import { standardInput, type Io } from './io.ts';
import type { Limits } from './limits.ts';

/** Longest input that is read, in bytes, unless a limit allows more: ten times what the longest message may have. */
export const longestInput = 32 * 1024 * 1024;

/** Thrown if an input cannot be read; `code` is that of an issue. */
export class Unreadable extends Error {
  readonly code: 'not-found' | 'too-long' | 'exception';

  constructor(code: Unreadable['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The bytes of a file, or of standard input for `-`. Throws `Unreadable`; never holds more than `longestInput`, or than
 * `maxBytes` where that is more.
 */
export async function readInput(
  file: string,
  { stdin }: Pick<Io, 'stdin'>,
  { maxBytes = 0 }: Pick<Limits, 'maxBytes'> = {},
): Promise<Uint8Array> {
  const most = Math.max(longestInput, maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of file === standardInput ? stdin : createReadStream(file)) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array);
      length += bytes.length;
      if (length > most) throw new Unreadable('too-long', `has more than ${most} bytes; it is not read`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : unreadable(error);
  }
  return Buffer.concat(chunks);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'its name is too long',
};

function unreadable(error: unknown): Unreadable {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new Unreadable(
    code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'exception',
    `cannot be read: ${reason}`,
  );
}
