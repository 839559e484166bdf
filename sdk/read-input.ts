import { createReadStream, readFileSync, statSync } from 'node:fs';
import { standardInput, type Io } from './io.ts';
import type { Limits } from './limits.ts';
import { codeOf, reasonOf } from './thrown.ts';

/** Longest input that is read, in bytes, unless a limit allows more: ten times what the longest message may have. */
export const longestInput = 32 * 1024 * 1024;

/** Thrown if an input cannot be read; `code` is that of an issue. */
export class Unreadable extends Error {
  readonly code: 'not-found' | 'too-long' | 'structure' | 'exception';

  constructor(code: Unreadable['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The bytes of a file, or of standard input for `-`; what is packed with gzip is unpacked. Throws `Unreadable`; never holds
 * more than `longestInput`, packed or not, or than `maxBytes` where that is more.
 */
export async function readInput(
  file: string,
  io: Pick<Io, 'stdin'>,
  { maxBytes = 0 }: Pick<Limits, 'maxBytes'> = {},
): Promise<Uint8Array> {
  const most = Math.max(longestInput, maxBytes);
  try {
    const read = file === standardInput ? undefined : readAtOnce(file, most);
    const bytes = read ?? (await readInPieces(file === standardInput ? io.stdin : createReadStream(file), most));
    return isPacked(bytes) ? await unpack(bytes, most) : bytes;
  } catch (error) {
    throw error instanceof Unreadable ? error : unreadable(error);
  }
}

/**
 * The bytes of a plain file, without a stream, which takes six times as long as a small file needs. Undefined for what has
 * no length before it is read, such as a pipe, for what is longer than allowed, and for what is not there.
 */
function readAtOnce(file: string, most: number): Uint8Array | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() && stats.size > 0 && stats.size <= most ? readFileSync(file) : undefined;
}

async function readInPieces(input: AsyncIterable<Uint8Array | string>, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > most) throw new Unreadable('too-long', `has more than ${most} bytes; it is not read`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** How every gzip archive begins. */
function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Stops where the content is longer than `most`: a small archive may hold much more than there is memory. */
async function unpack(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  // Loaded only where it is needed, as it takes as long as to check some files.
  const [{ gunzipSync }, { kMaxLength }] = await Promise.all([import('node:zlib'), import('node:buffer')]);
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.min(most, kMaxLength) });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new Unreadable('too-long', `has more than ${most} bytes when it is unpacked; it is not read`);
    }
    throw new Unreadable('structure', `is a gzip archive that cannot be unpacked: ${reasonOf(error)}`);
  }
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
  const code = codeOf(error) ?? '';
  const reason = reasons[code] ?? reasonOf(error);
  return new Unreadable(
    code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'exception',
    `cannot be read: ${reason}`,
  );
}
