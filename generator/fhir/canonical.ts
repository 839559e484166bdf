/** A canonical URL and the version after its `|`, if any. */
export interface Canonical {
  readonly url: string;
  readonly version?: string;
}

/** Splits `url|version`. A fragment or a missing version leaves `version` out. */
export function parseCanonical(text: string): Canonical {
  const bar = text.indexOf('|');
  return bar < 0 ? { url: text } : { url: text.slice(0, bar), version: text.slice(bar + 1) };
}

/** `url|version`, or the URL alone where a definition states no version. */
export function formatCanonical(definition: { readonly url: string; readonly version?: string }): string {
  return definition.version === undefined ? definition.url : `${definition.url}|${definition.version}`;
}

/** The part after the last slash: `Acme-Patient-1`. */
export function lastSegment(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** Canonical of a base type of FHIR, from its name. */
export function baseTypeUrl(type: string): string {
  return `http://hl7.org/fhir/StructureDefinition/${type}`;
}

/** Name of the base type that a canonical stands for, or undefined for any other URL. */
export function baseTypeOf(url: string): string | undefined {
  const prefix = 'http://hl7.org/fhir/StructureDefinition/';
  const name = url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
  return name !== undefined && /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : undefined;
}

/** Orders strings by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
