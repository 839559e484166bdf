import { PackageError } from './package-error.ts';

/** A package and the versions of it that will do: `2.2.4`, `2.x`, `2.2.x`, `latest`. */
export interface PackageRequest {
  readonly name: string;
  readonly range: string;
}

/** A version of a package. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** Letters of either case: some publishers use capitals. A scope, as npm has it, may stand before the name. */
const NAME = /^(?:@[A-Za-z0-9][A-Za-z0-9._-]*\/)?[A-Za-z][A-Za-z0-9._-]*$/;
const RANGE = /^(?:latest|\*|[A-Za-z0-9][A-Za-z0-9.+-]*)$/;
const LONGEST = 214;

/** True for text that has the form of a package with a version: `nictiz.fhir.nl.stu3.zib2017@2.x`. */
export function isPackageRequest(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && isName(text.slice(0, at)) && isRange(text.slice(at + 1));
}

/**
 * Reads `name@version`; without a version the latest is meant.
 *
 * @throws PackageError if the text is no such name
 */
export function parsePackageRequest(text: string): PackageRequest {
  const at = text.lastIndexOf('@');
  const [name, range] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, 'latest'];
  if (isName(name) && isRange(range)) return { name, range };
  const message = `${JSON.stringify(text)} is not the name of a package; use name@version, such as hl7.fhir.uv.ips@1.1.x`;
  throw new PackageError('package/bad-name', message);
}

/** Names and versions become part of URLs and folders, so that they are held to what is harmless there. */
function isName(text: string): boolean {
  return text.length <= LONGEST && NAME.test(text) && !text.includes('..');
}

function isRange(text: string): boolean {
  return text.length <= 100 && RANGE.test(text) && !text.includes('..');
}

/** How messages and the lock file name a version of a package. */
export function nameOf({ name, version }: PackageVersion): string {
  return `${name}@${version}`;
}
