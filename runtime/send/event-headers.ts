import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';

/**
 * Creates headers from the facts about an event.
 *
 * @throws InputError if a fact is missing
 */
export function makeEventHeaders(
  rules: readonly { readonly header: string; readonly of: string }[],
  event: unknown,
): Readonly<Record<string, string>> {
  if (!isObject(event))
    throw new InputError('event', event ?? null, 'an event, such as the constant `event` of its module');
  return Object.fromEntries(
    rules.map(({ header, of }) => {
      const value = Object.hasOwn(event, of) ? event[of] : undefined;
      if (typeof value !== 'string') throw new InputError(`event.${of}`, value ?? null, 'a text');
      return [header, value];
    }),
  );
}
