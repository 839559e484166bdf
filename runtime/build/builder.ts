import { amendObject } from './amend.js';
import { buildItem } from './build.js';
import { describe } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import { keepId, type IdOptions } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { isFault, issuesOf, type Checked } from '../core/issue.js';
import { markedOf, saidAgain, valueText } from '../core/marked.js';
import { asObject, own } from '../core/plain.js';
import type { Content, Parts, Shape } from './shape.js';

/** Options of every builder. */
export interface BuildOptions<T> extends IdOptions {
  /**
   * A guard, such as `checkPatient` or the `check` of an event: an error that it finds in the result is thrown as an
   * InputError.
   */
  readonly check?: ((value: T) => Checked) | undefined;
}

/** Builds a resource, datatype or extension from an input; throws InputError with the path of an invalid value. */
export type Builder<Input, T> = (input: Input, options?: BuildOptions<T>) => T;

/** The input of an amender: any part of an input. An empty list removes all items. */
export type Changes<Input> = { readonly [Name in keyof Input]?: Input[Name] | undefined };

/** Returns a changed copy: the input replaces the members that it names and keeps all others. */
export type Amender<Input, T> = (value: T, input: Changes<Input>, options?: BuildOptions<T>) => T;

/** The builder of a content. `name` stands for the result in paths of errors: `Patient`, `EthnicCategoryExtension`. */
export function builder<Input, T>(name: string, content: Content): Builder<Input, T> {
  return (input, options = {}) => finish(name, () => buildItem(content, input, name, options), options);
}

/** The amender of a shape. A copy of a resource without an id goes by the same id as the original. */
export function amender<Input, T>(name: string, shape: Shape): Amender<Input, T> {
  return (value, input, options = {}) =>
    finish(name, () => amend(shape.parts(), asObject(value, name), asObject(input, name), name, options), options);
}

function amend(parts: Parts, value: Properties, input: Properties, name: string, options: IdOptions): unknown {
  const type = own(value, 'resourceType', name);
  if (type !== parts.resourceType)
    throw new InputError(
      `${name}.resourceType`,
      undefined,
      `${describe(type)} is not the resource type of the value to change`,
    );
  const copy = amendObject(parts, value, input, name, options);
  return type === undefined || copy['id'] !== undefined ? copy : keepId(copy as never, value as never, options);
}

/** Builds a value and checks it. Any failure, such as an input that contains itself, is an InputError. */
function finish<T>(name: string, make: () => unknown, options: BuildOptions<T>): T {
  const value = tried(name, make) as T;
  const fault = options.check && issuesOf(options.check(value)).find(isFault);
  if (fault) throw new InputError(markedOf(fault)?.path || fault.expression || name, undefined, saidAgain(fault));
  return value;
}

/** Turns any failure to build a value into an InputError. */
export function tried(name: string, make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof RangeError) throw new InputError(name, undefined, 'is nested too deeply, or contains itself');
    throw new InputError(
      name,
      undefined,
      `cannot be built: ${error instanceof Error ? valueText(error.message) : describe(error)}`,
    );
  }
}
