/** What may need a further look: control characters, halves of pairs, and two that are no characters. */
const SUSPECT = /[\0-\x1f\ud800-\udfff\ufffe\uffff]/;
/** With the flag `u`, a half of a pair is only matched where the other half is missing. */
const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/u;

/**
 * True for a text with a character that XML 1.0 cannot hold, in whatever way it is written: a control character other
 * than tab, line feed and carriage return, half of a surrogate pair, U+FFFE or U+FFFF. FHIR has no such text either, as
 * every resource can be written in both forms.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 * @see http://hl7.org/fhir/STU3/datatypes.html#string
 */
export function isImpossible(text: string): boolean {
  return SUSPECT.test(text) && IMPOSSIBLE.test(text);
}

/** The first character of a text that XML cannot hold, as `U+FFFE`; undefined where there is none. */
export function impossibleIn(text: string): string | undefined {
  const code = IMPOSSIBLE.exec(text)?.[0].charCodeAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
