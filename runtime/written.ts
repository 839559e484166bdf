/**
 * How numbers were written where the number itself does not tell: `39.0`, `1e2`, thirty digits. It is kept beside the
 * objects, not in them, and counts only as long as the number is still the one that was written.
 */

/** Written forms by property name, or by index in a list. */
type Forms = ReadonlyMap<string, string>;

const forms = /*@__PURE__*/ new WeakMap<object, Forms>();

/** Notes how the number `owner[name]` was written. Where a number says so itself, nothing has to be noted. */
export function keepWritten(owner: object, name: string | number, text: string): void {
  forms.set(owner, new Map([...(forms.get(owner) ?? []), [String(name), text]]));
}

/** Returns how the number `owner[name]` was written, unless it has changed since, or tells itself. */
export function writtenAs(owner: object, name: string | number, value: number): string | undefined {
  const text = forms.get(owner)?.get(String(name));
  return text !== undefined && Number(text) === value ? text : undefined;
}

/** Makes known of a copy, of an object or list, what is known of the original; on what both know the original counts. */
export function carryWritten(from: object, to: object): void {
  const known = forms.get(from);
  const own = known && forms.get(to);
  if (known && from !== to) forms.set(to, own ? new Map([...own, ...known]) : known);
}

/** A number as the text of JSON and XML has it: no sign `+`, no leading zeros, digits around the point. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** True for a text that JSON would read as a number. */
export function isNumberText(text: string): boolean {
  return NUMBER.test(text);
}
