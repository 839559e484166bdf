/** Returns the display that most codes of FHIR have: `entered-in-error` is `Entered in error`. */
export function displayOfCode(code: string): string {
  return (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll('-', ' ');
}
