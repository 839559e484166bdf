/** How many characters of a text are quoted in a message. */
const QUOTED = 40;

/**
 * Returns a short phrase for any value, fit for a message: a text in quotes, shortened and with control characters
 * escaped; a number, boolean, null or undefined as it is; of anything else only its kind.
 */
export function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  if (typeof value === 'object' && value !== null) return 'an object';
  return /^(?:function|symbol|bigint)$/.test(typeof value) ? `a ${typeof value}` : String(value);
}

/** Returns a name with its article: `a Patient`, `an Encounter`. */
export function withArticle(name: string): string {
  return `${/^[AEIO]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** Returns a text in double quotes, shortened and with control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);
}
