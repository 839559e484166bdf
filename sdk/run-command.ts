import { parseArguments } from './arguments.ts';
import { convert } from './convert.ts';
import { exitCodes } from './exit-codes.ts';
import { print, type Io } from './io.ts';
import type { Options } from './options.ts';
import { facts } from './package-facts.ts';
import { visible } from './visible.ts';
import { validate } from './validate.ts';
import { WrongUse } from './wrong-use.ts';

/** Runs a command line, given as in `process.argv`; returns the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    return options ? await run(options, io) : exitCodes.clean;
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    await print(io.stderr, `${visible(error.message)}\nRun ${facts.command} --help for usage.\n`);
    return exitCodes.wrongUse;
  }
}

async function run(options: Options, io: Io): Promise<number> {
  if (options.command === 'validate') return validate(options, io);
  if (options.command === 'convert') return convert(options, io);
  const { runOnDemand } = await import('./on-demand.ts');
  return runOnDemand(options, io);
}
