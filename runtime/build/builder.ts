import { amendObject } from './amend.js';
import { buildItem, type BuildContext } from './build.js';
import { describe } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import { keepId, type IdOptions } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { isFault, issuesOf, type Checked } from '../core/issue.js';
import { markedOf, saidAgain, valueText } from '../core/marked.js';
import { Faults, MOST_FAULTS } from './faults.js';
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
export type Changes<Input> = { readonly [Name in keyof Input]?: Input[Name] | null | undefined };

/** Returns a changed copy: the input replaces the members that it names and keeps all others. */
export type Amender<Input, T> = (value: T, input: Changes<Input>, options?: BuildOptions<T>) => T;

/** The builder of a content. `name` stands for the result in paths of errors: `Patient`, `EthnicCategoryExtension`. */
export function builder<Input, T>(name: string, content: Content): Builder<Input, T> {
  return (input, options = {}) => finish(name, (context) => buildItem(content, input, name, context), options);
}

/** The amender of a shape. A copy of a resource without an id goes by the same id as the original. */
export function amender<Input, T>(name: string, shape: Shape): Amender<Input, T> {
  return (value, input, options = {}) =>
    finish(
      name,
      (context) => amend(shape.parts(), asObject(value, name), asObject(input, name), name, context),
      options,
    );
}

function amend(parts: Parts, value: Properties, input: Properties, name: string, options: BuildContext): unknown {
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
function finish<T>(name: string, make: (context: BuildContext) => unknown, options: BuildOptions<T>): T {
  const faults = new Faults();
  const value = tried(name, faults, () => make({ ...options, faults })) as T;
  const found = options.check ? issuesOf(options.check(value)).filter(isFault).slice(0, MOST_FAULTS) : [];
  for (const fault of found) {
    const path = markedOf(fault)?.path || fault.expression || name;
    faults.add(new InputError(path, undefined, saidAgain(fault), fault.code));
  }
  throwAll(faults);
  return value;
}

/** Makes a value and throws all faults that were noted meanwhile. Any other failure becomes an InputError. */
export function tried<T>(name: string, faults: Faults, make: () => T): T {
  const made = attempted(name, faults, make);
  throwAll(faults);
  return made;
}

/** Throws the faults that were noted, if any. */
export function throwAll(faults: Faults): void {
  const error = faults.joined();
  if (error) throw error;
}

function attempted<T>(name: string, faults: Faults, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) throw faults.joinedWith(error);
    if (error instanceof RangeError) throw new InputError(name, undefined, 'is nested too deeply, or contains itself');
    throw new InputError(
      name,
      undefined,
      `cannot be built: ${error instanceof Error ? valueText(error.message) : describe(error)}`,
    );
  }
}
