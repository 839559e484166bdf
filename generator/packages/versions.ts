/**
 * Versions of FHIR packages: semantic versions, in which the last parts of a request may be `x`.
 *
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */

/**
 * Chooses the greatest version that a request allows; undefined if there is none. Releases are preferred to
 * pre-releases.
 */
export function chooseVersion(
  versions: readonly string[],
  range: string,
  latest?: string | undefined,
): string | undefined {
  if (versions.includes(range)) return range;
  if (range === 'latest' && latest !== undefined && versions.includes(latest)) return latest;
  const allowed = versions.filter((version) => allows(range, version));
  const releases = allowed.filter((version) => !isPreRelease(version));
  return [...(releases.length > 0 ? releases : allowed)].sort(compareVersions).at(-1);
}

/** Returns true if the request allows the version. */
export function allows(range: string, version: string): boolean {
  if (range === version || range === 'latest' || range === '*') return true;
  const wanted = range.split('.');
  if (!wanted.some(isWildcard)) return false;
  const parts = releaseOf(version).split('.');
  return wanted.every((part, i) => isWildcard(part) || part === parts[i]);
}

/** Returns true if the request names exactly one version. */
export function isExact(range: string): boolean {
  return range !== 'latest' && !range.split('.').some(isWildcard);
}

function isWildcard(part: string): boolean {
  return part === 'x' || part === 'X' || part === '*';
}

function releaseOf(version: string): string {
  return version.split(/[-+]/, 1)[0] ?? '';
}

function isPreRelease(version: string): boolean {
  return version.includes('-');
}

/** @see https://semver.org/#spec-item-11 */
export function compareVersions(one: string, other: string): number {
  const byRelease = compareParts(releaseOf(one), releaseOf(other));
  if (byRelease !== 0) return byRelease;
  if (isPreRelease(one) !== isPreRelease(other)) return isPreRelease(one) ? -1 : 1;
  return compareParts(preReleaseOf(one), preReleaseOf(other));
}

function preReleaseOf(version: string): string {
  return (version.split('+', 1)[0] ?? '').split('-').slice(1).join('-');
}

function compareParts(one: string, other: string): number {
  const [left, right] = [one.split('.'), other.split('.')];
  for (let i = 0; i < left.length || i < right.length; i++) {
    const [a, b] = [left[i], right[i]];
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
    const difference = comparePart(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Compares two parts; numbers sort before text. */
function comparePart(one: string, other: string): number {
  const [isNumber, isOther] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && isOther) return Number(one) - Number(other);
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
