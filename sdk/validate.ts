import type { ValidateOptions } from './arguments.ts';
import { hasColours } from './colours.ts';
import type { Entry } from './entry.ts';
import { exitCodes } from './exit-codes.ts';
import { findFiles } from './find-files.ts';
import { print, type Io } from './io.ts';
import { entryPrinter } from './print-entries.ts';
import { readPolicy } from './policy-file.ts';
import { visible } from './print-text.ts';
import { startProgress } from './progress.ts';
import { validateFile } from './validate-file.ts';

/** Checks all files and prints their issues; returns the exit code. */
export async function validate(options: ValidateOptions, io: Io): Promise<number> {
  const { files, emptyFolders } = await findFiles(options.operands);
  const policy = options.accept === undefined ? undefined : await readPolicy(options.accept);
  const printer = entryPrinter(options.format, hasColours(io.stdout, io.env), options.quiet);
  for (const folder of emptyFolders) await print(io.stderr, `${visible(folder)} contains no files to check.\n`);
  const progress = startProgress(io.stderr, files.length);
  let code: number = exitCodes.clean;
  await print(io.stdout, printer.start);
  for (const [index, file] of files.entries()) {
    progress.show(index);
    const entry = await validateFile(file, { ...options, policy }, io);
    if (fails(entry, options)) code = exitCodes.faulty;
    const text = printer.entry(entry, index);
    if (text !== '') progress.clear();
    await print(io.stdout, text);
  }
  progress.clear();
  await print(io.stdout, printer.end());
  for (const entry of policy?.unused ?? [])
    await print(io.stderr, `${visible(String(options.accept))}: ${visible(JSON.stringify(entry))} matched no issue.\n`);
  return code;
}

function fails({ valid, issues }: Entry, { failOn }: ValidateOptions): boolean {
  return !valid || (failOn === 'warning' && issues.some(({ severity }) => severity === 'warning'));
}
