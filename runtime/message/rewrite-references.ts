/** Copies resources into a message, with references to the addresses that they have there. */
import type { Faults } from '../build/faults.js';
import { InputError } from '../core/errors.js';
import { carryFormIssues } from '../core/form-issues.js';
import { isObject, type Properties } from '../core/json.js';
import { valueText } from '../core/marked.js';
import { asObject, members, plain } from '../core/plain.js';
import { isElsewhere } from '../core/references.js';
import { carryWritten } from '../core/written.js';
import { type Collected, Collector } from './collect.js';

/** A copy that goes by its id in the message, with references as the message writes them. */
export function copyOf({ resource, id, path }: Collected, collector: Collector, faults: Faults): Properties {
  const { resourceType, id: _id, ...rest } = rewritten(resource, path, collector, faults) as Properties;
  const copy = { resourceType, id, ...rest };
  carryFormIssues(resource, copy);
  return copy;
}

/** A copy with references as the message writes them; those that lead nowhere are noted. */
export function rewritten(value: unknown, outer: string, collector: Collector, faults: Faults): unknown {
  if (Array.isArray(value)) return value.map((item, index) => rewritten(item, `${outer}[${index}]`, collector, faults));
  if (!isObject(value)) return plain(value, outer);
  const path = collector.placeOf(value, outer);
  const all = members(asObject(value, path), path);
  if (typeof value['reference'] === 'string') return faults.note(() => addressed(value, all, path, collector));
  const copy = Object.fromEntries(
    all.map(([name, part]) => [name, rewritten(part, `${path}.${name}`, collector, faults)]),
  );
  carryWritten(value, copy);
  carryFormIssues(value, copy);
  return copy;
}

/** References lead into the message, to a contained resource, or to a full address elsewhere. */
function addressed(value: Properties, all: readonly [string, unknown][], path: string, collector: Collector): unknown {
  const text = String(value['reference']);
  const address = collector.addressOf(value);
  if (address === undefined && !isElsewhere(text)) {
    const rule =
      'does not match any resource in the message. Give the resource itself, or ref() with its full address elsewhere';
    throw new InputError(`${path}.reference`, undefined, `${valueText(text)} ${rule}`, 'not-found');
  }
  return plain({ ...Object.fromEntries(all), reference: address ?? text }, path);
}
