import { check } from 'careconnect-ems/check';
import type { Issue } from 'careconnect-ems/runtime';
import type { ValidateOptions } from './arguments.ts';
import { resourceEntry, troubleEntry, type Entry } from './entry.ts';
import type { Io } from './io.ts';
import { readInput, Unreadable } from './read-input.ts';
import { readResource } from './read-resource.ts';

/** Checks one input. Whatever it holds, the answer is an entry. */
export async function validateFile(
  file: string,
  options: Pick<ValidateOptions, 'rules' | 'direction'>,
  io: Pick<Io, 'stdin'>,
): Promise<Entry> {
  try {
    const bytes = await readInput(file, io);
    return entryOf(file, bytes, options);
  } catch (error) {
    return troubleEntry(file, [fatal(error)]);
  }
}

function entryOf(
  file: string,
  bytes: Uint8Array,
  { rules, direction }: Pick<ValidateOptions, 'rules' | 'direction'>,
): Entry {
  const read = readResource(bytes);
  if (read.resource === undefined) return troubleEntry(file, read.issues);
  const found: Issue[] = check(read.resource, { rules, direction });
  return resourceEntry(file, read.resource, [...read.issues, ...found]);
}

/** A file is data from anywhere: also a fault of our own must not keep the others from being looked at. */
function fatal(error: unknown): Issue {
  if (error instanceof Unreadable)
    return { severity: 'fatal', code: error.code, expression: '', message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return { severity: 'fatal', code: 'exception', expression: '', message: `cannot be checked: ${reason}` };
}
