/** Reads the input of a message builder: what was given by name, and where. */
import { didYouMean } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import type { Properties } from '../core/json.js';
import { valueText } from '../core/marked.js';
import { asObject, members, own } from '../core/plain.js';
import type { EntryPart, MessageParts } from './message-parts.js';

export type Input = Properties;

/** How the message is made in the case that the input names. */
export function inCase(parts: MessageParts, input: Input): MessageParts {
  if (!parts.cases) return parts;
  const name = own(input, 'case', '');
  const names = Object.keys(parts.cases);
  const found = typeof name === 'string' ? names.find((one) => one === name) : undefined;
  if (found === undefined) {
    const hint = typeof name === 'string' ? didYouMean(name, names) : '';
    throw new InputError('case', name, `one of ${names.map((one) => JSON.stringify(one)).join(', ')}${hint}`);
  }
  return { ...parts, entries: { ...parts.entries, ...parts.cases[found]?.entries } };
}

export function refuseUnknown({ parameters, entries, groups = {}, cases }: MessageParts, input: Input): void {
  const known = [...Object.keys(parameters), ...Object.keys(entries), ...Object.keys(groups), 'others'];
  if (cases) known.push('case');
  for (const [name] of members(input, 'message'))
    if (!known.includes(name))
      throw new InputError(valueText(name), undefined, `unknown property${didYouMean(name, known)}`);
}

/** A resource that the message takes, or the input from which it is made. */
export interface Given {
  readonly name: string;
  readonly path: string;
  readonly part: EntryPart;
  readonly value: Properties;
  /** What it was made from. */
  readonly from: Properties;
}

/** What was given by name, in the order in which the event names it. */
export function allGiven({ entries, groups = {} }: MessageParts, input: Input): Given[] {
  const single = Object.entries(entries).flatMap(([name, part]) => read(name, name, part, own(input, name, '')));
  const grouped = Object.entries(groups).flatMap(([group, parts]) => {
    const value = own(input, group, '');
    if (value === undefined) return [];
    const object = asObject(value, group);
    for (const [name] of members(object, group))
      if (!Object.hasOwn(parts, name))
        throw new InputError(
          `${group}.${valueText(name)}`,
          undefined,
          `unknown property${didYouMean(name, Object.keys(parts))}`,
        );
    return Object.entries(parts).flatMap(([name, part]) =>
      read(name, `${group}.${name}`, part, own(object, name, group)),
    );
  });
  const others = list(own(input, 'others', '')).map((value, index) => {
    const path = `others[${index}]`;
    const resource = asObject(value, path);
    const type = own(resource, 'resourceType', path);
    if (typeof type !== 'string')
      throw new InputError(`${path}.resourceType`, undefined, 'is required: it states the type of the resource');
    return { name: 'others', path, part: { type }, value: resource, from: resource };
  });
  return [...single, ...grouped, ...others];
}

function read(name: string, path: string, part: EntryPart, value: unknown): Given[] {
  return list(value).map((item, index) => {
    const place = Array.isArray(value) ? `${path}[${index}]` : path;
    const object = asObject(item, place);
    return { name, path: place, part, value: object, from: object };
  });
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
