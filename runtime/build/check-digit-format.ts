import { modulus11 } from '../primitives/check-digit.js';
import { InputError } from '../core/errors.js';
import type { Format } from './shape.js';

/** A format whose values also end in the check digit that a rule gives: `modulus-11` is for ten digits. */
export function checkDigitFormat(format: Format, rule: 'modulus-11'): Format {
  return {
    kind: 'format',
    read(value, path) {
      const text = format.read(value, path);
      if (typeof text === 'string' && modulus11(text)) return text;
      throw new InputError(path, value, `ten digits that end in the correct check digit (${rule})`);
    },
  };
}
