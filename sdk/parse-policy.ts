import { createPolicy, type AcceptEntry, type Policy } from '#package/runtime/index.js';
import { suggestionFor } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

const texts = ['element', 'code', 'profile', 'expression'] as const;
const severities: readonly unknown[] = ['error', 'warning', 'information'];
const members: readonly string[] = [...texts, 'severity'];

/**
 * Reads a policy from text: JSON as `policy.schema.json` describes it. Throws `WrongUse` where it is not, with `name` for the
 * text: a policy that is half understood could accept more than its author intended.
 */
export function parsePolicy(text: string, name: string): Policy {
  const value = parse(text, name);
  const list = isObject(value) ? value['accept'] : undefined;
  if (!isObject(value) || !Array.isArray(list)) throw new WrongUse(`${name}: must be an object with a list "accept".`);
  refuseUnknown(value, ['$schema', 'accept'], name);
  return createPolicy(list.map((entry, index) => entryFrom(entry, `${name}: accept[${index}]`)));
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new WrongUse(`${file}: is not valid JSON.`);
  }
}

function entryFrom(value: unknown, at: string): AcceptEntry {
  if (!isObject(value)) throw new WrongUse(`${at} must be an object.`);
  refuseUnknown(value, members, at);
  for (const name of texts)
    if (value[name] !== undefined && (typeof value[name] !== 'string' || value[name] === ''))
      throw new WrongUse(`${at}.${name} must be text.`);
  if (value['severity'] !== undefined && !severities.includes(value['severity']))
    throw new WrongUse(`${at}.severity must be error, warning or information.`);
  if (texts.every((name) => value[name] === undefined))
    throw new WrongUse(`${at} must have at least one of ${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}.`);
  return value as AcceptEntry;
}

function refuseUnknown(value: object, known: readonly string[], at: string): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new WrongUse(`${at}: unknown member "${unknown}".${suggestionFor(unknown, known)}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
