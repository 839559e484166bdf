import { parseArguments } from './arguments.ts';
import { convert } from './convert.ts';
import { exitCodes } from './exit-codes.ts';
import { print, type Io } from './io.ts';
import { name } from './package-facts.ts';
import { validate } from './validate.ts';
import { WrongUse } from './wrong-use.ts';

/** Runs a command line, given as in `process.argv`; returns the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (!options) return exitCodes.clean;
    return options.command === 'validate' ? await validate(options, io) : await convert(options, io);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    await print(io.stderr, `${error.message}\nRun ${name} --help for usage.\n`);
    return exitCodes.wrongUse;
  }
}
