/** What only few runs need, in one file when bundled, which is loaded then. */
import { explain } from './explain.ts';
import type { Io } from './io.ts';
import { list } from './list.ts';
import { printNewMessage } from './new-message.ts';
import type { OnDemandOptions } from './options.ts';
import { read } from './read.ts';

export { githubPrinter } from './print-github.ts';
export { sarifPrinter } from './print-sarif.ts';

/** Runs a command that only few runs need; returns the exit code. */
export function runOnDemand(options: OnDemandOptions, io: Io): Promise<number> {
  switch (options.command) {
    case 'new':
      return printNewMessage(options, io);
    case 'read':
      return read(options, io);
    case 'list':
      return list(options, io);
    case 'explain':
      return explain(options, io);
  }
}
