import { check } from 'careconnect-ems/check';
import type { ValidateOptions } from './arguments.ts';
import { byPlace } from './by-place.ts';
import { resourceEntry, troubleEntry, type Entry } from './entry.ts';
import { fatalIssue } from './input-issue.ts';
import type { Io } from './io.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';

export type CheckedBy = Pick<ValidateOptions, 'rules' | 'direction' | 'limits'>;

/** Checks one input. Whatever its content, the result is an entry. */
export async function validateFile(file: string, options: CheckedBy, io: Pick<Io, 'stdin'>): Promise<Entry> {
  try {
    return entryOf(file, await readInput(file, io, options.limits), options);
  } catch (error) {
    return troubleEntry(file, [fatalIssue(error)]);
  }
}

function entryOf(file: string, bytes: Uint8Array, { rules, direction, limits }: CheckedBy): Entry {
  const { resource, issues } = readResource(bytes, limits);
  if (!resource) return troubleEntry(file, issues);
  const { maxDepth, maxElements, maxIssues } = limits;
  const found = check(resource, { rules, direction, maxDepth, maxElements, maxIssues });
  // The check tells what was found in reading too.
  return resourceEntry(file, resource, found.sort(byPlace));
}
