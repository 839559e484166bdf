import { isObject } from '../load/json-reader.ts';
import { parseJsonObject } from './json-object.ts';
import { PackageError } from './package-error.ts';
import type { PackageRequest } from './package-name.ts';

/** The part of a FHIR package's `package.json` that is used. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  /** FHIR releases of the package; empty if they are not stated. */
  readonly fhirVersions: readonly string[];
  readonly dependencies: readonly PackageRequest[];
}

/**
 * Reads a manifest.
 *
 * @param place the file, for messages
 * @throws PackageError if it is not JSON, or has no name or version
 */
export function parseManifest(text: string, place: string): PackageManifest {
  const json = parse(text, place);
  const { name, version } = json;
  if (typeof name !== 'string' || typeof version !== 'string')
    throw new PackageError('package/bad-manifest', `${place} has no name and version`);
  return { name, version, fhirVersions: fhirVersionsOf(json), dependencies: dependenciesOf(json['dependencies']) };
}

function parse(text: string, place: string): Readonly<Record<string, unknown>> {
  const json = parseJsonObject(text);
  if (json) return json;
  throw new PackageError('package/bad-manifest', `${place} is not a JSON object`);
}

/** Reads the releases; the property has had three names. */
function fhirVersionsOf(json: Readonly<Record<string, unknown>>): readonly string[] {
  const list = [json['fhirVersions'], json['fhir-version-list'], json['fhirVersion']].find(
    (value) => value !== undefined,
  );
  return texts(list);
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

function dependenciesOf(value: unknown): readonly PackageRequest[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, range]) => (typeof range === 'string' ? [{ name, range }] : []));
}

/** The packages of FHIR STU3 itself, which the built-in base model replaces. */
const BASE = /^hl7\.fhir\.(?:r3\.(?:core|expansions|examples|elements|corexml|search)|core)$/i;

/** Returns true for a package whose content is built in. */
export function isBuiltIn({ name }: { readonly name: string }): boolean {
  return BASE.test(name);
}

/** Checks that a package is for FHIR STU3. */
export function refuseOtherRelease({ name, version, fhirVersions }: PackageManifest): void {
  const isOther = /^hl7\.fhir\.r(?!3\b)\w+\.(?:core|expansions)$/i.test(name);
  const isOurs = fhirVersions.length === 0 || fhirVersions.some((one) => /^3\.0(?!\d)/.test(one));
  if (isOurs && !isOther) return;
  const stated = isOther && fhirVersions.length === 0 ? 'another release of FHIR' : `FHIR ${fhirVersions.join(', ')}`;
  const message = `${name}@${version} is for ${stated}; only FHIR 3.0 (STU3) is supported`;
  throw new PackageError('package/other-fhir-version', message);
}
