/** Compares the message that a program makes with the one that it was written for. */
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { noteDifferences } from './differences.js';
import type { Losses } from './losses.js';
import type { Draft } from './message-input.js';

/** Notes all that is not the same, but for what is known to be lost. */
export function compare(message: Properties, made: Properties, { resources }: Draft, losses: Losses): void {
  const wanted = itemsOf(message['entry']);
  const entries = itemsOf(made['entry']);
  noteDifferences({ ...message, entry: [] }, { ...made, entry: [] }, 'Bundle', losses);
  noteDifferences(wanted[0], entries[0], 'Bundle.entry[0]', losses);
  const left = new Set(entries.slice(1));
  const places: number[] = [];
  wanted.slice(1).forEach((entry, index) => {
    const path = `Bundle.entry[${index + 1}]`;
    const resource = resources.find((one) => one.path === `${path}.resource`);
    if (!resource) return losses.add(`${path}`, 'the program leaves it out');
    const found = [...left].find((one) =>
      resource.id === undefined ? typeOf(one) === resource.type : idOf(one) === resource.id,
    );
    left.delete(found);
    places.push(entries.indexOf(found));
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
