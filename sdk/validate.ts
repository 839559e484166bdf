import type { ValidateOptions } from './options.ts';
import { BatchedOutput } from './batched-output.ts';
import { checkFiles } from './check-files.ts';
import { hasColours } from './colours.ts';
import type { Entry } from './entry.ts';
import { exitCodes } from './exit-codes.ts';
import { findFiles } from './find-files.ts';
import { print, type Io } from './io.ts';
import { entryPrinter } from './print-entries.ts';
import { readPolicy } from './policy-file.ts';
import { isEntry } from './validate-file.ts';
import { visible } from './visible.ts';
import { startProgress } from './progress.ts';

/** Checks all files and prints their issues; returns the exit code. */
export async function validate(options: ValidateOptions, io: Io): Promise<number> {
  const { files, emptyFolders } = findFiles(options.operands);
  const policy = options.accept === undefined ? undefined : await readPolicy(options.accept);
  const printer = await entryPrinter(options.format, hasColours(io.stdout, io.env), options.quiet);
  for (const folder of emptyFolders) await print(io.stderr, `${visible(folder)} contains no files to check.\n`);
  const progress = startProgress(() => io.stderr, files.length);
  const output = new BatchedOutput(io.stdout);
  const tell = async (text: string): Promise<void> => {
    progress.clear();
    await print(io.stderr, text);
  };
  let code: number = exitCodes.clean;
  let index = 0;
  await output.add(printer.start);
  progress.show(0);
  let done = 0;
  for await (const checked of checkFiles(files, { ...options, policy }, io, tell)) {
    for (const entry of isEntry(checked) ? [checked] : checked) {
      if (fails(entry, options)) code = exitCodes.faulty;
      const text = printer.entry(entry, index++);
      if (text !== '') progress.clear();
      await output.add(text);
    }
    if (++done < files.length) progress.show(done);
  }
  progress.clear();
  await output.add(printer.end());
  await output.flush();
  for (const entry of policy?.unused ?? [])
    await print(io.stderr, `${visible(String(options.accept))}: ${visible(JSON.stringify(entry))} matched no issue.\n`);
  return code;
}

function fails({ valid, issues }: Entry, { failOn }: ValidateOptions): boolean {
  return !valid || (failOn === 'warning' && issues.some(({ severity }) => severity === 'warning'));
}
