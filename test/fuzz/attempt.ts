/** What a target says of one value, and what makes something a finding. */

/** A class of errors that a function documents. */
type Documented = abstract new (...args: never[]) => Error;

/** Stands for the result of a call that threw one of its documented errors. */
export const refused = Symbol('refused');

/** Calls a function that may throw errors of some classes; any other error is a finding, and goes on. */
export function attempt<T>(documented: readonly Documented[], call: () => T): T | typeof refused {
  try {
    return call();
  } catch (error) {
    if (documented.some((one) => error instanceof one)) return refused;
    throw error;
  }
}

/** Throws what makes a finding, unless it holds. */
export function hold(condition: boolean, what: () => string): void {
  if (!condition) throw new Error(what());
}

const guarded = [Object, Array, Function, String, Number, Boolean, Map, Set, Date, RegExp, Promise, Error].flatMap(
  (one) => [one, one.prototype as object],
);

/** Own members with their values; those that a getter answers with the getter. */
function membersOf(object: object): ReadonlyMap<PropertyKey, unknown> {
  return new Map(
    Reflect.ownKeys(object).map((name) => {
      const { value, get } = Object.getOwnPropertyDescriptor(object, name) as PropertyDescriptor;
      return [name, get ?? value];
    }),
  );
}

/** `RegExp` remembers the last match in members of its own. */
const remembered = /^(?:\$.|input|last|left|right)/;
let before: readonly { readonly object: object; readonly members: ReadonlyMap<PropertyKey, unknown> }[] | undefined;

/**
 * Throws if a built-in object or prototype is no longer as it was at the first call, and puts back what can be. A library of
 * the generator adds members to `String.prototype` and `Array.prototype` when it is loaded, so that the first call is after that.
 */
export function holdPrototypes(): void {
  before ??= guarded.map((object) => ({ object, members: membersOf(object) }));
  for (const { object, members } of before) {
    for (const name of Reflect.ownKeys(object)) {
      if (object === RegExp && typeof name === 'string' && remembered.test(name)) continue;
      const { value, get } = Object.getOwnPropertyDescriptor(object, name) as PropertyDescriptor;
      if (members.has(name) && Object.is(members.get(name), get ?? value)) continue;
      if (!members.has(name)) Reflect.deleteProperty(object, name);
      throw new Error(`a built-in object was changed: ${String(name)}`);
    }
  }
}
