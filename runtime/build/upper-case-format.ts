import { hintText } from '../core/marked.js';
import { InputError } from '../core/errors.js';
import type { Format } from './shape.js';

/** A format of codes that have neither lower-case letters nor white space; the fault names the code that was probably meant. */
export function upperCaseFormat(format: Format): Format {
  return {
    kind: 'format',
    read(value, path) {
      const mended = typeof value === 'string' ? value.replace(/\s+/g, '').toUpperCase() : '';
      if (mended === value || mended === '') return format.read(value, path);
      const meant = hintText(`; did you mean ${JSON.stringify(mended)}?`);
      throw new InputError(path, value, `a code without lower-case letters and white space${meant}`);
    },
  };
}
