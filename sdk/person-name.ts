import { isObject, itemsIn, textIn, type Properties } from './properties.ts';

/**
 * The name of a resource: plain text, or of a person the official name, otherwise the first, with given names before the
 * family name. Null where it has none.
 */
export function nameOf(resource: Properties): string | null {
  const text = textIn(resource, 'name');
  if (text !== null) return text;
  const names = itemsIn(resource, 'name').filter(isObject);
  const name = names.find((one) => textIn(one, 'use') === 'official') ?? names[0];
  if (!name) return null;
  const given = itemsIn(name, 'given').filter((one) => typeof one === 'string');
  const whole = [...given, textIn(name, 'family') ?? ''].filter((part) => part !== '').join(' ');
  return whole === '' ? textIn(name, 'text') : whole;
}
