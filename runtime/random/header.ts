/** Repeats in the header of a message what it takes from the other resources. */
import type { Json } from '../fhirpath/env.js';
import type { Properties } from '../core/json.js';
import { isObject, itemsOf, cloneJson } from '../core/json.js';
import { BundleIndex } from '../core/bundle-index.js';
import { headerOf, type HeaderStep } from '../message/message.js';
import type { DerivationRules } from '../message/message-rules.js';

/** Puts into the header of a message the values that other resources have, wherever the header has an element for them. */
export function repeatInHeader(bundle: Properties, derivations: readonly DerivationRules[]): void {
  const header = headerOf(bundle);
  const index = new BundleIndex(bundle);
  const env = { resource: bundle, resolve: (reference: string) => index.find(reference) };
  for (const { select, find, at, parts } of derivations) {
    const resource: Json = select(bundle, env)[0];
    const value: Json = resource === undefined ? undefined : find(resource, env)[0];
    if (value !== undefined && header !== undefined) put(header, at, partsOf(value, parts));
  }
}

function partsOf(value: unknown, parts: readonly string[] | undefined): unknown {
  if (!parts || !isObject(value)) return cloneJson(value);
  return cloneJson(Object.fromEntries(Object.entries(value).filter(([name]) => parts.includes(name))));
}

/** Sets the value at the end of steps; nothing if there is no such element. */
function put(header: Json, steps: readonly HeaderStep[], value: unknown): void {
  const last = steps.at(-1);
  let owner: Json = header;
  for (const { name, mark } of steps.slice(0, -1)) {
    const next: Json = owner?.[name];
    owner = mark ? itemsOf(next).find((one) => isObject(one) && one[mark[0]] === mark[1]) : next;
  }
  if (last === undefined || !isObject(owner)) return;
  const there = Object.hasOwn(owner, last.name);
  if (there && last.mark === undefined)
    (owner as Record<string, unknown>)[last.name] = alsoWith(owner[last.name], value);
}

/** Returns a value with what only the header has of it, such as a given name that a profile asks for there alone. */
function alsoWith(own: unknown, value: unknown): unknown {
  return isObject(own) && isObject(value) ? { ...own, ...value } : value;
}
