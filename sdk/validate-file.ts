import { check, registry } from '#package/check.js';
import { withoutValues, type Policy } from '#package/runtime/index.js';
import { byPlace } from './by-place.ts';
import { resourceEntry, troubleEntry, type Entry } from './entry.ts';
import { fatalIssue } from './input-issue.ts';
import { isNdjson } from './input-kind.ts';
import type { Io } from './io.ts';
import { entriesOfLines, isNamedNdjson } from './ndjson.ts';
import type { ValidateOptions } from './options.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';

export interface CheckedBy extends Pick<ValidateOptions, 'rules' | 'direction' | 'limits' | 'values'> {
  readonly policy?: Policy | undefined;
}

/** An entry, or the entries of the lines of NDJSON, which are checked one by one so that few are in memory at once. */
export type Checked = Entry | Iterable<Entry>;

/** Whether something is the only entry of a file. */
export function isEntry(checked: Checked): checked is Entry {
  return 'issues' in checked;
}

/** Checks one input. Whatever its content, the result is an entry, or one for each of its lines. */
export async function validateFile(file: string, options: CheckedBy, io: Pick<Io, 'stdin'>): Promise<Checked> {
  try {
    return checkedOf(file, await readInput(file, io, options.limits), options);
  } catch (error) {
    return troubleEntry(file, [fatalIssue(error, options.values)]);
  }
}

function checkedOf(file: string, bytes: Uint8Array, options: CheckedBy): Checked {
  const checkLine = (text: Uint8Array): Entry => entryOf(file, text, options);
  if (isNamedNdjson(file)) return entriesOfLines(bytes, checkLine, options.limits.maxIssues);
  const read = readResource(bytes, options.limits);
  if (!read.resource && isNdjson(bytes)) return entriesOfLines(bytes, checkLine, options.limits.maxIssues);
  return entryOfRead(file, read, options);
}

function entryOf(file: string, bytes: Uint8Array, options: CheckedBy): Entry {
  try {
    return entryOfRead(file, readResource(bytes, options.limits), options);
  } catch (error) {
    return troubleEntry(file, [fatalIssue(error, options.values)]);
  }
}

function entryOfRead(
  file: string,
  { resource, issues, isOurs = false }: ReturnType<typeof readResource>,
  { rules, direction, limits, policy, values }: CheckedBy,
): Entry {
  if (!resource) return troubleEntry(file, values || isOurs ? issues : issues.map(withoutValues));
  const { maxDepth, maxElements, maxIssues } = limits;
  const found = check(resource, { rules, direction, accept: policy, maxDepth, maxElements, maxIssues });
  // The check tells what was found in reading too.
  const sorted = found.sort(byPlace);
  return values
    ? resourceEntry(file, resource, sorted)
    : onlyKnown(resourceEntry(file, resource, sorted.map(withoutValues)));
}

/** What a file says of itself may be anything. */
function onlyKnown(entry: Entry): Entry {
  const { resourceType, profiles, event } = entry;
  const isKnown = resourceType !== null && registry.types.has(resourceType);
  const kinds = event ? [...registry.messages.values()].find((one) => one.event.code === event.code)?.kinds : undefined;
  const bundles = Object.values(kinds ?? {}).map(({ profile }) => profile);
  return {
    ...entry,
    resourceType: isKnown ? resourceType : null,
    profiles: profiles.filter((url) => registry.profiles.has(url) || bundles.includes(url)),
    event: event && { ...event, type: Object.hasOwn(kinds ?? {}, event.type) ? event.type : '' },
  };
}
