/** Variations of messages by a seed: as other systems write them, and with content for which builders have no input. */
import type { Json } from './event-messages.ts';

/** Returns numbers from 0 to below 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

/** Changes a message in place. */
export type Variation = (message: Json, random: Random) => void;

function oneOf<T>(random: Random, all: readonly T[]): T | undefined {
  return all[Math.floor(random() * all.length)];
}

function resources(message: Json): Json[] {
  return message.entry.slice(1).map((entry: Json) => entry.resource);
}

/** Returns every object inside a value, including itself. */
function objectsIn(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value, ...inner];
}

const extension = { url: 'https://larkspur.example/extension', valueString: 'by the way' };

export const variations: Readonly<Record<string, Variation>> = {
  memberRemoved(message, random) {
    const object = oneOf(random, resources(message).flatMap(objectsIn));
    const name = oneOf(
      random,
      Object.keys(object ?? {}).filter((one) => !['resourceType', 'id', 'url'].includes(one)),
    );
    if (name !== undefined) delete object[name];
  },
  extensionOfElement(message, random) {
    const object = oneOf(
      random,
      resources(message)
        .flatMap(objectsIn)
        .filter((one) => one.url === undefined && one.div === undefined),
    );
    object.extension = [...(object.extension ?? []), extension];
  },
  extensionOfPrimitive(message, random) {
    const objects = resources(message).flatMap(objectsIn);
    const texts = objects.flatMap((object) =>
      Object.keys(object).flatMap((name) =>
        typeof object[name] === 'string' && !['resourceType', 'id', 'url', 'div'].includes(name)
          ? [{ object, name }]
          : [],
      ),
    );
    const found = oneOf(random, texts);
    if (found) found.object[`_${found.name}`] = { extension: [extension] };
  },
  elementId(message, random) {
    const objects = resources(message).flatMap((one) => Object.values(one).flatMap(objectsIn));
    const object = oneOf(random, objects);
    if (object) object.id = 'part-1';
  },
  contained(message, random) {
    const resource = oneOf(random, resources(message));
    const phone = { resourceType: 'Device', id: 'scanner', udi: { name: 'Larkspur scanner' } };
    resource.contained = [phone];
    resource.extension = [
      ...(resource.extension ?? []),
      { url: extension.url, valueReference: { reference: '#scanner' } },
    ];
  },
  itemsReversed(message, random) {
    const lists = resources(message)
      .flatMap(objectsIn)
      .flatMap((one) => Object.values(one))
      .filter((one): one is Json[] => Array.isArray(one) && one.length > 1);
    oneOf(random, lists)?.reverse();
  },
  entriesMoved(message, random) {
    const [header, ...others] = message.entry;
    message.entry = [
      header,
      ...others
        .map((one: Json) => ({ one, at: random() }))
        .sort((a: Json, b: Json) => a.at - b.at)
        .map(({ one }: Json) => one),
    ];
  },
  referenceShown(message, random) {
    const references = resources(message)
      .flatMap(objectsIn)
      .filter((one) => typeof one.reference === 'string');
    const one = oneOf(random, references);
    if (one) one.display = "Ada's record";
  },
  referenceByIdentifier(message, random) {
    const one = oneOf(
      random,
      resources(message)
        .flatMap(objectsIn)
        .filter((object) => typeof object.reference === 'string'),
    );
    if (!one) return;
    delete one.reference;
    one.identifier = { system: 'https://larkspur.example/ids', value: '17' };
  },
  otherIds(message) {
    const ids = new Map<string, string>();
    for (const [index, entry] of message.entry.entries()) {
      const address = `https://larkspur.example/fhir/${entry.resource.resourceType}/r${index}`;
      ids.set(entry.fullUrl, address);
      entry.fullUrl = address;
      entry.resource.id = `r${index}`;
    }
    for (const one of objectsIn(message)) if (ids.has(one.reference)) one.reference = ids.get(one.reference);
  },
  claimsLeftOut(message) {
    for (const one of resources(message)) if (one.meta) delete one.meta.profile;
  },
  otherResource(message, random) {
    const target = oneOf(random, message.entry.slice(1) as Json[]);
    const id = '11111111-2222-4333-8444-555555555555';
    const resource = {
      resourceType: 'Flag',
      id,
      status: 'active',
      code: { text: 'Allergic to "latex"' },
      subject: { reference: target.fullUrl },
    };
    message.entry.push({ fullUrl: `urn:uuid:${id}`, resource });
  },
  narrative(message, random) {
    const resource = oneOf(random, resources(message));
    resource.text = {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p title='a "b" \\ \${c}'>Plain &amp; simple */</p></div>`,
    };
  },
  codingAdded(message, random) {
    const concepts = resources(message)
      .flatMap(objectsIn)
      .filter((one) => Array.isArray(one.coding));
    oneOf(random, concepts)?.coding.push({ system: 'https://larkspur.example/codes', code: 'x', display: 'Ours' });
  },
  wrongCode(message, random) {
    const codes = resources(message)
      .flatMap(objectsIn)
      .flatMap((object) =>
        ['use', 'status', 'gender', 'system']
          .filter((name) => typeof object[name] === 'string')
          .map((name) => ({ object, name })),
      );
    const found = oneOf(random, codes);
    if (found) found.object[found.name] = 'F';
  },
  unknownMember(message, random) {
    oneOf(random, resources(message).flatMap(objectsIn))["'; process.exit(); //"] = 'x';
  },
};
