/** A canonical URL and the version after its `|`, if any. */
export interface Canonical {
  readonly url: string;
  readonly version?: string;
}

/** Splits `url|version`. `version` is undefined without one; a fragment is dropped. */
export function parseCanonical(text: string): Canonical {
  const bar = text.indexOf('|');
  return bar < 0 ? { url: text } : { url: text.slice(0, bar), version: text.slice(bar + 1) };
}

/** Returns `url|version`, or only the URL if a definition states no version. */
export function formatCanonical(definition: { readonly url: string; readonly version?: string }): string {
  return definition.version === undefined ? definition.url : `${definition.url}|${definition.version}`;
}

/** Returns the part after the last slash: `Acme-Patient-1`. */
export function lastSegment(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** What a canonical URL says: where a definition is published, and what it is called there. */
export interface CanonicalParts {
  /** What precedes the type of the resource or, without that, the last segment. */
  readonly base: string;
  /** The segment with the name: `patient` of `https://acme.example/StructureDefinition/clinic/patient/0.2`. */
  readonly name: string;
  /** All that follows the type of the resource: `clinic/patient/0.2`. */
  readonly path: string;
}

/** The type of a resource, and all that follows it. */
const afterType = /^(.*)\/(?:StructureDefinition|ValueSet|CodeSystem|MessageDefinition)\/(.*)$/s;

/** A version behind the name. Some publishers end their URLs in one, and a definition has another URL in each version. */
const versionSegment = /(?<=[^/])\/v?\d+(?:\.\d+)*$/;

export function partsOfCanonical(url: string): CanonicalParts {
  const [, before, after] = afterType.exec(url) ?? [];
  if (before !== undefined && after !== undefined) {
    return { base: withoutEnd(before), name: lastSegment(after.replace(versionSegment, '')), path: after };
  }
  const end = Math.max(url.lastIndexOf('/'), url.lastIndexOf(':'), 0);
  return { base: withoutEnd(url.slice(0, end)), name: lastSegment(url), path: lastSegment(url) };
}

function withoutEnd(base: string): string {
  return base.replace(/[/:]+$/, '');
}

/** Returns the canonical URL of a FHIR type. */
export function baseTypeUrl(type: string): string {
  return `http://hl7.org/fhir/StructureDefinition/${type}`;
}

/** Returns the name of the FHIR type with a canonical URL; undefined for any other URL. */
export function baseTypeOf(url: string): string | undefined {
  const prefix = 'http://hl7.org/fhir/StructureDefinition/';
  const name = url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
  return name !== undefined && /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : undefined;
}

/** Compares strings by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The value set of all language tags of BCP 47, whose codes a grammar decides. */
export const allLanguages = 'http://hl7.org/fhir/ValueSet/all-languages';
