import { check } from 'careconnect-ems/check';
import type { Issue } from 'careconnect-ems/runtime';
import type { ValidateOptions } from './arguments.ts';
import { resourceEntry, troubleEntry, type Entry } from './entry.ts';
import { fatalIssue } from './input-issue.ts';
import type { Io } from './io.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';

/** Checks one input. Whatever it holds, the answer is an entry. */
export async function validateFile(
  file: string,
  options: Pick<ValidateOptions, 'rules' | 'direction'>,
  io: Pick<Io, 'stdin'>,
): Promise<Entry> {
  try {
    return entryOf(file, await readInput(file, io), options);
  } catch (error) {
    return troubleEntry(file, [fatalIssue(error)]);
  }
}

function entryOf(
  file: string,
  bytes: Uint8Array,
  { rules, direction }: Pick<ValidateOptions, 'rules' | 'direction'>,
): Entry {
  const { resource, issues } = readResource(bytes);
  if (!resource) return troubleEntry(file, issues);
  return resourceEntry(file, resource, check(resource, { rules, direction }).sort(byPlace));
}

/** The check tells what was found in reading too; all of it in the order of the text. */
function byPlace(a: Issue, b: Issue): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
