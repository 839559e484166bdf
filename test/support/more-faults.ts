/** Faults of messages that no single row of the events' pages mentions. */
import type { Terminology } from 'careconnect-ems/runtime';
import type { CleanMessage, Json } from './event-rows.ts';

/** A terminology without any codes, so that every binding for which it is asked produces an issue. */
export const nothingKnown: Terminology = { validateCode: () => false };

export interface Fault {
  readonly event: string;
  readonly what: string;
  readonly bundle: Json;
}

/** Returns one message for each fault that a message can have. */
export function moreFaults(messages: readonly CleanMessage[]): Fault[] {
  return messages.flatMap(({ name, event, bundle }) =>
    Object.entries(breaks).flatMap(([what, make]) => {
      const copy: Json = structuredClone(bundle);
      const resources: Json[] = copy.entry.map((entry: Json) => entry.resource);
      return make(resources, event) ? [{ event, what: `${name}: ${what}`, bundle: copy }] : [];
    }),
  );
}

/** Each changes the resources of a message, or returns false if there is nothing to change. */
const breaks: Readonly<Record<string, (resources: readonly Json[], event: string) => boolean>> = {
  // A vaccination may be given at a contact that has several types.
  'two contacts of one programme'(resources, event) {
    const encounter = contactIn(resources);
    if (event === 'vaccinations-1' || !encounter) return false;
    encounter.type.push(structuredClone(encounter.type[0]));
    return true;
  },
  'a contact that is coded twice'(resources) {
    const coding = contactIn(resources)?.type[0].coding;
    coding?.push(structuredClone(coding[0]));
    return coding !== undefined;
  },
  'an event of another code system'([header]) {
    header.event.system = 'https://example.org/events';
    return true;
  },
};

function contactIn(resources: readonly Json[]): Json {
  return resources.find(({ resourceType, type }) => resourceType === 'Encounter' && type?.[0]?.coding?.[0]);
}
