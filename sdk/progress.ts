import type { Output } from './io.ts';

/** Says on a terminal how far a command is; the line is gone when it is done. */
export interface Progress {
  /** Shows that so many files are done; not oftener than the eye can follow. */
  show(done: number): void;
  /** Makes room for other text. */
  clear(): void;
}

/** From so many files on there is something to wait for. */
const many = 10;
const milliseconds = 100;

/** Returns the progress of a command over `total` files: none if there are few, or the output is no terminal. */
export function startProgress(
  outputOf: () => Output,
  total: number,
  now: () => number = () => performance.now(),
): Progress {
  const output = total < many ? undefined : outputOf();
  if (output?.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let shown = false;
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(done) {
      if (now() - last < milliseconds) return;
      last = now();
      shown = true;
      output.write(`\r\u001B[K${done} of ${total} files checked`);
    },
    clear() {
      if (shown) output.write('\r\u001B[K');
      shown = false;
    },
  };
}
