import { check, registry } from 'careconnect-ems/check';
import { withoutValues, type Policy } from 'careconnect-ems/runtime';
import type { ValidateOptions } from './arguments.ts';
import { byPlace } from './by-place.ts';
import { resourceEntry, troubleEntry, type Entry } from './entry.ts';
import { fatalIssue } from './input-issue.ts';
import type { Io } from './io.ts';
import { readInput } from './read-input.ts';
import { readResource } from './read-resource.ts';

interface CheckedBy extends Pick<ValidateOptions, 'rules' | 'direction' | 'limits' | 'values'> {
  readonly policy?: Policy | undefined;
}

/** Checks one input. Whatever its content, the result is an entry. */
export async function validateFile(file: string, options: CheckedBy, io: Pick<Io, 'stdin'>): Promise<Entry> {
  try {
    return entryOf(file, await readInput(file, io, options.limits), options);
  } catch (error) {
    return troubleEntry(file, [fatalIssue(error, options.values)]);
  }
}

function entryOf(file: string, bytes: Uint8Array, { rules, direction, limits, policy, values }: CheckedBy): Entry {
  const { resource, issues, isOurs = false } = readResource(bytes, limits);
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
