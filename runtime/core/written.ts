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

/** A decimal as the text of XML has it: no sign `+`, no leading zeros, digits around the point, and no exponent. */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** A number as JSON has it: the same, or with an exponent. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** How many digits an exponent may stand for: more than any number has that a program can hold. */
const MOST_DIGITS = 400;

/**
 * True for a text that is a decimal in XML.
 *
 * @see http://hl7.org/fhir/STU3/datatypes.html#decimal
 */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}

/**
 * Writes a number of JSON as XML has it, in digits and without an exponent; trailing zeros, which tell how precise it
 * is, stay: `1.50e1` is `15.0`. Undefined where that would take hundreds of digits.
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
