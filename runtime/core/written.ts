/**
 * The written form of numbers, if the number alone does not preserve it: `39.0`, `1e2`, thirty digits. It is kept
 * beside the objects, and counts only while the number is unchanged.
 */

/** Written forms by property name, or by index in a list. */
type Forms = ReadonlyMap<string, string>;

const forms = /*@__PURE__*/ new WeakMap<object, Forms>();

/** Keeps the written form of the number `owner[name]`, if it differs from the usual one. */
export function keepWritten(owner: object, name: string | number, text: string): void {
  forms.set(owner, new Map([...(forms.get(owner) ?? []), [String(name), text]]));
}

/** Returns the written form of the number `owner[name]`, unless the number has changed or is written as usual. */
export function writtenAs(owner: object, name: string | number, value: number): string | undefined {
  const text = forms.get(owner)?.get(String(name));
  return text !== undefined && Number(text) === value ? text : undefined;
}

/** Carries the written forms of an object or list over to a copy; they replace those that the copy already has. */
export function carryWritten(from: object, to: object): void {
  const known = forms.get(from);
  const own = known && forms.get(to);
  if (known && from !== to) forms.set(to, own ? new Map([...own, ...known]) : known);
}

/** A decimal as written in XML: no sign `+`, no leading zeros, digits around the point, and no exponent. */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** A number as written in JSON: the same, or with an exponent. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Maximum number of digits that an exponent may produce: more than any number in a program has. */
const MOST_DIGITS = 400;

/**
 * Returns true for a decimal as written in XML.
 *
 * @see http://hl7.org/fhir/STU3/datatypes.html#decimal
 */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}

/**
 * Converts a JSON number to its XML form, in digits and without an exponent; trailing zeros stay, because they state
 * its precision: `1.50e1` becomes `15.0`. Returns undefined if that would take hundreds of digits.
 */
export function inDigits(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', power] = NUMBER.exec(text) ?? [];
  if (power === undefined) return text;
  const shift = Number(power);
  if (Math.abs(shift) > MOST_DIGITS) return undefined;
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const before = digits
    .slice(0, point)
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  return sign + before + (point < digits.length ? `.${digits.slice(point)}` : '');
}
