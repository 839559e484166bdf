import { compareText, partsOfCanonical } from '../fhir/canonical.ts';
import { isDeviceName, reservedSubpaths, type FamilyRule } from './naming-config.ts';

/** A family that has no row in the naming table. */
export interface DerivedFamily extends FamilyRule {
  readonly title: string;
}

/** Base URL of what FHIR itself publishes. */
const coreBase = 'http://hl7.org/fhir';

/** Subpath of what FHIR itself publishes besides its types. */
const coreSubpath = 'core';

/** Length at which names of folders are cut. */
const longestSubpath = 60;

/**
 * Derives families for canonical URLs that match no row of the naming table: one for each base URL, named after it,
 * such as `fhir-example-org-r3` for `https://fhir.example.org/r3`. If a name is taken, or two would share one, the
 * later in the order of the base URLs gets a number.
 *
 * @param taken subpaths of the naming table
 * @returns the families by their base URLs, as returned by `baseUrlOf`
 */
export function deriveFamilies(
  canonicals: readonly string[],
  taken: readonly string[],
): ReadonlyMap<string, DerivedFamily> {
  const used = new Set([...reservedSubpaths, ...taken.flatMap((path) => [path, path.split('/', 1)[0] ?? path])]);
  const bases = [...new Set(canonicals.map(baseUrlOf))].sort(compareText);
  return new Map(
    bases.map((base) => {
      const subpath = freeName(subpathOf(base), used);
      used.add(subpath);
      return [base, { subpath, base, prefix: '', title: `Definitions of ${base}` }];
    }),
  );
}

/**
 * Returns the family of what FHIR itself publishes besides its types, where no row of the naming table says otherwise.
 *
 * @param taken subpaths of the naming table
 */
export function coreFamily(taken: readonly string[]): DerivedFamily {
  const subpath = freeName(coreSubpath, new Set(taken));
  return { subpath, base: coreBase, prefix: '', title: 'Extensions published with FHIR' };
}

/** Cuts a canonical URL before the type of its resource or, if it has none, before its last segment. */
export function baseUrlOf(canonical: string): string {
  return partsOfCanonical(canonical).base;
}

/** Keeps only characters that every file system and import accepts. */
function subpathOf(base: string): string {
  const words = base
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, longestSubpath).replace(/^-+|-+$/g, '') || 'definitions';
}

function freeName(name: string, used: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; used.has(free) || isDeviceName(free); number++) free = `${name}-${number}`;
  return free;
}
