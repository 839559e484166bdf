/** Refuses a Coding without its code and an Identifier without its value: they would say nothing. */
import { InputError } from '../core/errors.js';
import type { Properties } from '../core/json.js';

/** What is lacking beside what an input gives; undefined where nothing is. */
export function lackingKey(type: string, input: Properties, out: Properties, path: string): InputError | undefined {
  if (Object.hasOwn(out, 'extension')) return undefined;
  if (type === 'Coding') return lackingCode(input, out, path);
  return type === 'Identifier' ? lackingValue(input, out, path) : undefined;
}

/** A code that is given as undefined or null is one that was looked for and not found. */
function lackingCode(input: Properties, out: Properties, path: string): InputError | undefined {
  const isMeant = Object.hasOwn(input, 'code') || Object.hasOwn(input, 'system');
  if (!isMeant || Object.hasOwn(out, 'code') || Object.hasOwn(out, '_code')) return undefined;
  if (!Object.hasOwn(input, 'code') && !Object.hasOwn(out, 'system')) return undefined;
  return new InputError(`${path}.code`, undefined, 'is required: a coding without its code says nothing', 'required');
}

function lackingValue(input: Properties, out: Properties, path: string): InputError | undefined {
  const isMeant = Object.hasOwn(input, 'system') && Object.hasOwn(out, 'system');
  if (!isMeant || Object.hasOwn(out, 'value') || Object.hasOwn(out, '_value')) return undefined;
  const rule = 'is required: an identifier without its value identifies nothing';
  return new InputError(`${path}.value`, undefined, rule, 'required');
}
