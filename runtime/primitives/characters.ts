/** Characters that need a closer look: control characters, surrogates, and two noncharacters. */
const SUSPECT = /[\0-\x1f\ud800-\udfff\ufffe\uffff]/;
/** With the flag `u`, a surrogate matches only if its other half is missing. */
const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/u;

/**
 * Returns true for a text with a character that XML 1.0 cannot represent, not even as a reference: a control character
 * other than tab, line feed and carriage return, half of a surrogate pair, U+FFFE or U+FFFF. FHIR excludes such texts
 * too, because every resource can be written in both formats.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 * @see http://hl7.org/fhir/STU3/datatypes.html#string
 */
export function isImpossible(text: string): boolean {
  return SUSPECT.test(text) && IMPOSSIBLE.test(text);
}

/** Returns the first character of a text that XML cannot represent, as `U+FFFE`; undefined if there is none. */
export function impossibleIn(text: string): string | undefined {
  const code = IMPOSSIBLE.exec(text)?.[0].charCodeAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
