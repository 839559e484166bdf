/** Says why no resource of a message plays a role. */
import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import { isElsewhere } from '../core/references.js';
import type { Given } from './given.js';
import { at } from './paths.js';

/** Why nothing plays a role: because a reference that would lead to it leads outside, or for no reason that is known. */
export function lackOf(role: string, given: readonly Given[]): InputError {
  for (const { part, path, from } of given)
    for (const { to, role: target } of part.filled ?? []) {
      const reference = at(from, to);
      if (target !== role || !isObject(reference) || !leadsOutside(reference['reference'])) continue;
      const rule = `points outside the message; include the resource for the role \`${role}\``;
      return new InputError([path, ...to].join('.'), undefined, rule);
    }
  return new InputError(role, undefined, 'is required: the message has no resource in this role', 'required');
}

function leadsOutside(text: unknown): boolean {
  return typeof text === 'string' && !text.startsWith('#') && isElsewhere(text);
}
