/** Compares the message that a program makes with the original. */
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { noteDifferences } from './differences.js';
import type { Losses } from './losses.js';
import type { Draft } from './message-input.js';

/** Records all differences, except known losses. */
export function compare(message: Properties, made: Properties, { resources }: Draft, losses: Losses): void {
  const wanted = itemsOf(message['entry']);
  const entries = itemsOf(made['entry']);
  noteDifferences({ ...message, entry: [] }, { ...made, entry: [] }, 'Bundle', losses);
  noteDifferences(wanted[0], entries[0], 'Bundle.entry[0]', losses);
  const byPath = new Map(resources.map((one) => [one.path, one]));
  const left = new Map(entries.slice(1).map((entry) => [entry, entries.indexOf(entry)]));
  const byId = new Map(entries.slice(1).map((entry) => [`${String(typeOf(entry))}/${String(idOf(entry))}`, entry]));
  const places: number[] = [];
  wanted.slice(1).forEach((entry, index) => {
    const path = `Bundle.entry[${index + 1}]`;
    const resource = byPath.get(`${path}.resource`);
    if (!resource) return losses.add(path, 'the program leaves it out');
    const { id, type } = resource;
    const found = id === undefined ? [...left.keys()].find((one) => typeOf(one) === type) : byId.get(`${type}/${id}`);
    places.push(left.get(found) ?? 0);
    left.delete(found);
    noteDifferences(entry, found, path, losses);
  });
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)))
    losses.add('Bundle.entry', 'the builders put the entries in another order');
  if (left.size > 0) losses.add('Bundle.entry', 'the builders make other entries too');
}

function resourceOf(entry: unknown): Properties {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  return isObject(resource) ? resource : {};
}

function idOf(entry: unknown): unknown {
  return resourceOf(entry)['id'];
}

function typeOf(entry: unknown): unknown {
  return resourceOf(entry)['resourceType'];
}
