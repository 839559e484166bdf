/** Where in the input of a message something was given, for faults that are found in what was made of it. */
import { isObject } from '../core/json.js';

/** Paths in the input of the objects that were made. */
export type Places = WeakMap<object, string>;

/** What a part of the header comes from, in the input of the message. */
export interface HeaderSource {
  /** Path in the input of the header: `meta.lastUpdated`. */
  readonly to: string;
  /** Path in the input of the message: `lastUpdated`. */
  readonly place: string;
  /** Said of it where the header repeats what stands somewhere else. */
  readonly note?: string;
}

/** Path in the input of what a FHIRPath such as `.name[0].given` leads to, from a value that was made of `place`. */
export function placeIn(value: unknown, path: string, place: string, places: Places): string {
  let current = value;
  let at = place;
  for (const [step, name = '', index] of path.matchAll(/([^.[\]]+)(?:\[(\d+)\])?/g)) {
    const part = partOf(current, name);
    const isItem = index !== undefined && Array.isArray(part);
    current = isItem ? (part as unknown[])[Number(index)] : part;
    const known = isObject(current) ? places.get(current) : undefined;
    at = known ?? `${at}.${isItem ? step : name}`;
  }
  return at;
}

/** A member; a choice is called by its stem, as FHIRPath does. */
function partOf(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const key = Object.keys(value).find((one) => one.startsWith(name) && /^[A-Z]/.test(one.slice(name.length)));
  return key === undefined ? undefined : value[key];
}

/** What a path in the header comes from: the longest that leads there. The header itself where nothing does. */
export function sourceOf(path: string, sources: readonly HeaderSource[]): HeaderSource {
  const [found] = sources.filter(({ to }) => isWithin(path, to)).sort((one, other) => other.to.length - one.to.length);
  if (!found) return { to: path, place: `header.${path}` };
  return { ...found, place: `${found.place}${path.slice(found.to.length)}` };
}

/** Whether a path is another, or leads on from there. */
export function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
