/** Reads the input of a message builder: what was given by name, and where. */
import type { Faults } from '../build/faults.js';
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

export function refuseUnknown(
  { parameters, entries, groups = {}, cases }: MessageParts,
  input: Input,
  faults: Faults,
): void {
  const known = [...Object.keys(parameters), ...Object.keys(entries), ...Object.keys(groups), 'others'];
  if (cases) known.push('case');
  for (const [name] of members(input, 'message'))
    if (!known.includes(name)) faults.add(unknownProperty(valueText(name), name, known));
}

function unknownProperty(place: string, name: string, known: readonly string[]): InputError {
  return new InputError(place, undefined, `unknown property${didYouMean(name, known)}`, 'structure');
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
export function allGiven({ entries, groups = {} }: MessageParts, input: Input, faults: Faults): Given[] {
  const reader = new GivenReader(faults);
  return [
    ...Object.entries(entries).flatMap(([name, part]) => reader.read(name, name, part, own(input, name, ''))),
    ...Object.entries(groups).flatMap(([group, parts]) => reader.readGroup(group, parts, own(input, group, ''))),
    ...list(own(input, 'others', '')).flatMap((value, index) => reader.readOther(value, `others[${index}]`)),
  ];
}

/** Reads what was given, and notes what is no object. */
class GivenReader {
  readonly #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  read(name: string, path: string, part: EntryPart, value: unknown): Given[] {
    return list(value).flatMap((item, index) => {
      const place = Array.isArray(value) ? `${path}[${index}]` : path;
      const object = this.#faults.note(() => asObject(item, place));
      return object ? [{ name, path: place, part, value: object, from: object }] : [];
    });
  }

  readGroup(group: string, parts: Readonly<Record<string, EntryPart>>, value: unknown): Given[] {
    const object = value === undefined ? undefined : this.#faults.note(() => asObject(value, group));
    if (!object) return [];
    for (const [name] of members(object, group))
      if (!Object.hasOwn(parts, name))
        this.#faults.add(unknownProperty(`${group}.${valueText(name)}`, name, Object.keys(parts)));
    return Object.entries(parts).flatMap(([name, part]) =>
      this.read(name, `${group}.${name}`, part, own(object, name, group)),
    );
  }

  readOther(value: unknown, path: string): Given[] {
    const rule = 'is required: it states the type of the resource';
    const read = (): Given => {
      const resource = asObject(value, path);
      const type = own(resource, 'resourceType', path);
      if (typeof type !== 'string') throw new InputError(`${path}.resourceType`, undefined, rule, 'required');
      return { name: 'others', path, part: { type }, value: resource, from: resource };
    };
    const given = this.#faults.note(read);
    return given ? [given] : [];
  }
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
