import { once } from 'node:events';

/** Where a command writes to: standard output or standard error, or what a test puts in their place. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Names standard input where a file is wanted. */
export const standardInput = '-';

/** What a command has to do with the world around it, besides files. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a thread runs that helps with many files; without it there are no threads. */
  readonly thread?: URL;
}

/** Writes, and waits if the reader cannot keep up. */
export async function print(output: Output, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}
