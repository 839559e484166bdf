/** Finds what can be found in a message of which much may be wrong. */
import type { Json } from '../fhirpath/env.js';
import { envOf, type MessageReading } from './message-reader.js';
import { headerOf } from './message.js';

/**
 * Returns the parts of a message that can be told: a part is undefined where there is none, and where there are several
 * and it should be one. Never throws.
 *
 * @param type of the message, if it is one that the event has
 */
export function findContent(reading: MessageReading, bundle: Json, type: string | undefined): Record<string, unknown> {
  const env = envOf(bundle);
  const { key, cases } = reading;
  const content: Record<string, unknown> = { type, header: headerOf(bundle) };
  if (key) content['key'] = only(found(() => key.select(bundle, env).flatMap((one) => key.find(one, env))));
  if (cases) content['case'] = only(found(() => cases.flatMap(([name, when]) => (when(bundle, env) ? name : []))));
  for (const { name, group, isList, select } of reading.parts) {
    const all = found(() => select(bundle, env));
    const value = isList ? all : only(all);
    if (group === undefined) content[name] = value;
    else ((content[group] ??= {}) as Record<string, unknown>)[name] = value;
  }
  return content;
}

/** What expressions find; nothing where what they look at is no FHIR. */
function found(find: () => readonly unknown[]): unknown[] {
  try {
    return [...find()];
  } catch {
    return [];
  }
}

function only(all: readonly unknown[]): unknown {
  return all.length === 1 ? all[0] : undefined;
}
