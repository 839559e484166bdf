import { add } from './commands/add.ts';
import { parseArguments, type Command } from './commands/arguments.ts';
import { diff } from './commands/diff.ts';
import { explain } from './commands/explain.ts';
import { generate } from './commands/generate.ts';
import { init } from './commands/init.ts';
import { exitCodes, WrongUse } from './commands/wrong-use.ts';

/** Runs the command line; returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const command = parseArguments(argv);
    return command ? await run(command, argv.slice(2)) : exitCodes.clean;
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    console.error(`${error.message}\nRun careconnect-codegen --help for usage.`);
    return exitCodes.wrongUse;
  }
}

function run(command: Command, args: readonly string[]): Promise<number> {
  switch (command.command) {
    case 'generate':
      return generate(command.options, args);
    case 'init':
      return init(command.name);
    case 'add':
      return add(command.requests, command.options);
    case 'diff':
      return diff(command.options);
    case 'explain':
      return explain(command.options);
  }
}
