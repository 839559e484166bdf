/** What stands for a code that its value set does not have, until a builder meets it and can say where. */
import { InputError } from '../core/errors.js';
import type { Properties } from '../core/json.js';

interface UnknownCode {
  readonly given: unknown;
  readonly rule: string;
}

const unknown = /*@__PURE__*/ new WeakMap<object, UnknownCode>();

/** An object that stands for an unknown code. Whoever reads a member of it, and is no builder, gets the error then. */
export function unknownCode(given: unknown, rule: string): Properties {
  const fail = (): never => {
    throw new InputError('code', given, rule, 'code-invalid');
  };
  const mark = {};
  for (const name of ['system', 'code', 'display']) Object.defineProperty(mark, name, { get: fail, enumerable: true });
  unknown.set(mark, { given, rule });
  return mark;
}

/** Throws for such an object, with the place where it was given. */
export function refuseUnknownCode(input: unknown, path: string): void {
  const found = typeof input === 'object' && input !== null ? unknown.get(input) : undefined;
  if (found) throw new InputError(path, found.given, found.rule, 'code-invalid');
}
