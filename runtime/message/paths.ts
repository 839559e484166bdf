/** Members of JSON objects by the names that lead to them. */
import type { Json as JsonObject } from '../build/build.js';
import { isObject } from '../core/json.js';

export function put(object: JsonObject, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) object[name] = value;
  else put((object[name] = { ...(object[name] as JsonObject | undefined) }), rest, value);
}

export function at(object: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isObject(object)) return object ?? undefined;
  return at(object[name], rest);
}
