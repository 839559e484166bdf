import { PackageError } from './package-error.ts';

/** A package with its accepted versions: `2.2.4`, `2.x`, `2.2.x`, `latest`. */
export interface PackageRequest {
  readonly name: string;
  readonly range: string;
}

/** A version of a package. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** Letters of either case, because some publishers use capitals, and optionally a scope, as in npm. */
const NAME = /^(?:@[A-Za-z0-9][A-Za-z0-9._-]*\/)?[A-Za-z][A-Za-z0-9._-]*$/;
const RANGE = /^(?:latest|\*|[A-Za-z0-9][A-Za-z0-9.+-]*)$/;
const LONGEST = 214;

/** Returns true for a text in the form of a package with a version: `nictiz.fhir.nl.stu3.zib2017@2.x`. */
export function isPackageRequest(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && isName(text.slice(0, at)) && isRange(text.slice(at + 1));
}

/**
 * Reads `name@version`; the version is `latest` by default.
 *
 * @throws PackageError if the text has another form
 */
export function parsePackageRequest(text: string): PackageRequest {
  const at = text.lastIndexOf('@');
  const [name, range] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, 'latest'];
  if (isName(name) && isRange(range)) return { name, range };
  const message = `${JSON.stringify(text)} is not the name of a package; use name@version, such as hl7.fhir.uv.ips@1.1.x`;
  throw new PackageError('package/bad-name', message);
}

/** Returns true for a safe text: names and versions become part of URLs and folders. */
function isName(text: string): boolean {
  return text.length <= LONGEST && NAME.test(text) && !text.includes('..');
}

function isRange(text: string): boolean {
  return text.length <= 100 && RANGE.test(text) && !text.includes('..');
}

/**
 * Checks the name and version of a package that another one, or a registry, names, before they become a folder.
 *
 * @throws PackageError if they have another form
 */
export function refuseUnsafeName({ name, version }: PackageVersion): void {
  if (isName(name) && isRange(version)) return;
  const message = `${JSON.stringify(nameOf({ name, version })).slice(0, 200)} is not the name and version of a package`;
  throw new PackageError('package/bad-name', message);
}

/** Returns the name of a package version in messages and the lock file. */
export function nameOf({ name, version }: PackageVersion): string {
  return `${name}@${version}`;
}
