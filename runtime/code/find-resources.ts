/** Finds the resources of a message, their roles in the input, and their builders. */
import { BundleIndex } from '../core/bundle-index.js';
import { isUuid } from '../core/ids.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { envOf } from '../message/made.js';
import type { EntryPart, MessageParts } from '../message/message-parts.js';
import { objectOf, type ImportedBuilder, type MessageResource, type PlayedPart } from './expression.js';
import type { Lose } from './losses.js';
import { selected, type Subject } from './subject.js';

/** Returns the resources of a message after its header, in order. */
export function findResources(subject: Subject, builders: readonly ImportedBuilder[], lose: Lose): MessageResource[] {
  const playedBy = partFinder(subject);
  const ids = new Set<string>();
  return itemsOf(subject.bundle['entry']).flatMap((entry, index): MessageResource[] => {
    const path = `Bundle.entry[${index}].resource`;
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (resource === subject.header) return [];
    const type = isObject(resource) ? resource['resourceType'] : undefined;
    if (!isObject(entry) || !isObject(resource) || typeof type !== 'string') {
      lose(path, 'is no resource');
      return [];
    }
    const known = idIn(entry, resource);
    const id = known === undefined || ids.has(`${type}/${known}`) ? undefined : known;
    ids.add(`${type}/${String(id)}`);
    const played = playedBy(resource, type);
    const builder = builderOf(played?.part, resource, type, builders);
    return [{ path, resource, type, id, played, builder, expression: objectOf(), isInline: false, variable: '' }];
  });
}

/** Returns the id of a resource in a message: its own, or that in its address. */
function idIn(entry: Properties, resource: Properties): string | undefined {
  const [, address] = /^urn:uuid:(.*)$/.exec(String(entry['fullUrl'])) ?? [];
  return [resource['id'], address].find((id): id is string => typeof id === 'string' && isUuid(id));
}

/**
 * Finds the role of a resource: the name that fewest resources share, and of several such names the last, which is the
 * most specific.
 */
function partFinder({ bundle, event, parts }: Subject): (resource: Properties, type: string) => PlayedPart | undefined {
  const env = envOf(bundle);
  const all = event.reading.parts.flatMap(({ name, group, isList, select }) => {
    const part = partNamed(parts, name, group);
    return part ? [{ name, group, isList, part, found: new Set(selected(select, bundle, env)) }] : [];
  });
  return (resource, type) => {
    const own = all.filter(({ found, part }) => part.type === type && found.has(resource));
    const fewest = Math.min(...own.map(({ found }) => found.size));
    // A name stands for one resource, unless it is that of a list.
    return (
      own.filter(({ found, isList }) => found.size === fewest && (isList || found.size === 1)).at(-1) ??
      own.find(({ isList }) => isList)
    );
  };
}

function partNamed({ entries, groups = {} }: MessageParts, name: string, group?: string): EntryPart | undefined {
  const named = group === undefined ? entries : (groups[group] ?? {});
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

/** Returns the builder of its role, otherwise that of a profile that it claims, otherwise that of its type. */
function builderOf(
  part: EntryPart | undefined,
  { meta }: Properties,
  type: string,
  builders: readonly ImportedBuilder[],
): ImportedBuilder | undefined {
  const ofPart = part?.shape && builders.find(({ shape }) => shape === part.shape);
  if (ofPart) return ofPart;
  const claims = isObject(meta) ? itemsOf(meta['profile']) : [];
  const ofType = builders.filter((one) => one.type === type);
  const profileOf = ({ shape }: ImportedBuilder): string | undefined => shape.parts().profile;
  return ofType.find((one) => claims.includes(profileOf(one))) ?? ofType.find((one) => profileOf(one) === undefined);
}

/** Creates a function that finds the target of a reference. */
export function resourceFinder(
  bundle: Properties,
  resources: readonly MessageResource[],
): (reference: string) => MessageResource | undefined {
  const index = new BundleIndex(bundle);
  const byResource = new Map(resources.map((one) => [one.resource, one]));
  return (reference) => {
    const found = index.find(reference);
    return found && byResource.get(found);
  };
}
