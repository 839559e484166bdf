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

/**
 * Returns messages with one change each, of every kind of change at every place of an event where it can be made. Not
 * each of them is a fault: where another code is allowed, nothing is found.
 */
export function changes(messages: readonly CleanMessage[]): Fault[] {
  const all = new Map<string, Fault>();
  for (const { event, bundle } of messages)
    for (const [index, { resource }] of [...bundle.entry.entries()])
      for (const place of placesIn(resource, []))
        for (const [kind, change] of Object.entries(changesOfPlace)) {
          const what = `${event} ${nameOf(resource, place)}: ${kind}`;
          if (all.has(what)) continue;
          const copy: Json = structuredClone(bundle);
          if (change(valueAt(copy.entry[index].resource, place))) all.set(what, { event, what, bundle: copy });
        }
  return [...all.values()];
}

type Place = readonly (string | number)[];

/** Each changes an object or a list, or returns false if it is not of the right kind. */
const changesOfPlace: Readonly<Record<string, (value: Json) => boolean>> = {
  'two in place of one'(value) {
    if (!Array.isArray(value) || value.length !== 1 || !isCoded(value[0])) return false;
    value.push(structuredClone(value[0]));
    return true;
  },
  'a code of another system'(value) {
    if (typeof value.system !== 'string' || typeof value.code !== 'string') return false;
    value.system = 'https://larkspur.example/codes';
    return true;
  },
  'a text without a code'(value) {
    if (!Array.isArray(value.coding)) return false;
    delete value.coding;
    value.text = 'Something else';
    return true;
  },
  'a part that the extension does not have'(value) {
    if (typeof value.url !== 'string' || !Array.isArray(value.extension)) return false;
    value.extension.push({ url: 'larkspur', valueString: 'blue' });
    return true;
  },
  'a resource without claims that breaks its profile'(value) {
    if (!Array.isArray(value.identifier) || value.meta?.profile === undefined) return false;
    delete value.meta.profile;
    value.identifier = [{ value: 'larkspur' }];
    return true;
  },
};

function isCoded(value: Json): boolean {
  return Array.isArray(value?.coding) || (typeof value?.system === 'string' && typeof value.code === 'string');
}

/** Returns the ways to all objects and lists in a value, itself included. */
function placesIn(value: Json, way: Place): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return [way, ...Object.entries(value).flatMap(([name, part]) => placesIn(part, [...way, name]))];
}

function valueAt(value: Json, place: Place): Json {
  return place.reduce((at: Json, step) => at[step], value);
}

/** Names a place without indexes, and a resource with its code, as resources of one type may have several roles. */
function nameOf(resource: Json, place: Place): string {
  const code: unknown = resource.code?.coding?.[0]?.code ?? resource.link?.[0]?.type;
  const names = place.filter((step) => !/^\d+$/.test(String(step)));
  return [`${resource.resourceType}${code === undefined ? '' : ` (${String(code)})`}`, ...names].join('.');
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
