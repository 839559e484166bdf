import { readFileSync, readdirSync } from 'node:fs';
import type { Bundle, Resource } from 'fhir/r3.js';

/** A message of an event that the site shows, or takes resources from. */
export interface ExampleMessage {
  readonly event: string;
  readonly type: string;
  readonly case?: string;
  readonly message: Bundle;
}

/** Reads the messages of `examples/` as the build of the package has made them: the same in every build. */
export function readExampleMessages(root: string): readonly ExampleMessage[] {
  return JSON.parse(readFileSync(`${root}generated/dist/cli/messages.json`, 'utf8')) as readonly ExampleMessage[];
}

/** Reads further messages, which hold resources of more profiles. */
export function readFurtherMessages(root: string): readonly Bundle[] {
  const folder = `${root}test/events/messages/`;
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(folder + file, 'utf8')) as Bundle);
}

/** Returns the resources of a message. */
export function resourcesIn({ entry = [] }: Bundle): readonly Resource[] {
  return entry.flatMap(({ resource }) => resource ?? []);
}

/** Returns the code of the event of a message. */
export function eventOf(message: Bundle): string | undefined {
  const header = resourcesIn(message).find((one) => one.resourceType === 'MessageHeader');
  return (header as { readonly event?: { readonly code?: string } } | undefined)?.event?.code;
}
