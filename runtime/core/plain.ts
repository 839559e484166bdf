import { InputError, SizeError } from './errors.js';
import { carryFormIssues } from './form-issues.js';
import { isObject, type Properties } from './json.js';
import { resourceOf } from './references.js';
import { carryWritten } from './written.js';

/** Maximum depth of a value, as in the guards. */
const DEEPEST = 64;

/**
 * Returns an own property, so that nothing is inherited; undefined where there is none, or where it is null, as databases
 * say it. A getter that throws is an InputError.
 */
export function own(input: Properties, name: string, path: string): unknown {
  return readable(`${path}.${name}`, () => (Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined));
}

/** Returns what is read from a value; where reading throws, as of a revoked proxy, that is an InputError. */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError || error instanceof SizeError) throw error;
    throw new InputError(path, undefined, 'cannot be read');
  }
}

/**
 * Returns a plain object unchanged, and throws for anything else: the content of a Date, a Map or a class is not read.
 */
export function asObject(value: unknown, path: string): Properties {
  if (readable(path, () => isObject(value) && isPlain(value))) return value as Properties;
  throw new InputError(
    path,
    value,
    value === undefined ? 'is undefined, but must be a plain object' : 'a plain object',
  );
}

/** Plain objects of another window or context are plain too. */
function isPlain(value: object): boolean {
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === Object.prototype || parent === null || Object.getPrototypeOf(parent) === null;
}

/**
 * Returns a copy of a JSON value, without the members that are undefined or null. In a list null stays, as it stands there
 * for a primitive without a value. References that `refTo` made stay themselves, because they know their resource. How numbers were written is known of the copy too, and what was lost in reading.
 *
 * @throws InputError with the path of what JSON cannot hold, or of what is nested too deeply
 */
export function plain(value: unknown, path: string, depth: number = DEEPEST): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw new InputError(path, value, 'a JSON value');
  if (depth === 0) throw new InputError(path, undefined, `is nested more than ${DEEPEST} levels deep`);
  if (resourceOf(value)) return value;
  const out = Array.isArray(value)
    ? Array.from(value, (item, index) => plain(item, `${path}[${index}]`, depth - 1))
    : plainObject(asObject(value, path), path, depth);
  carryWritten(value, out);
  carryFormIssues(value, out);
  return out;
}

function plainObject(value: Properties, path: string, depth: number): Properties {
  const out: Record<string, unknown> = {};
  for (const [name, part] of members(value, path)) out[name] = plain(part, `${path}.${name}`, depth - 1);
  return out;
}

/** The own members of an object that are neither undefined nor null. */
export function members(input: Properties, path: string): [name: string, value: unknown][] {
  const all = Object.keys(input).map((name): [string, unknown] => [name, own(input, name, path)]);
  if (Object.hasOwn(input, '__proto__'))
    throw new InputError(`${path}.__proto__`, undefined, 'unknown property', 'structure');
  return all.filter(([, value]) => value !== undefined);
}
