import { fault, note } from './faults.js';
import { valueText } from '../core/marked.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import type { Guard, ProfileLookup, Run } from './run.js';

/**
 * A guard with the rules of all profiles that the value claims to follow and that are known here, but for those that
 * are tested in any case.
 */
export function claimed(
  base: Guard,
  type: string,
  profiles: ProfileLookup,
  isCovered: (url: string) => boolean = () => false,
): Guard {
  return (value, run) => {
    const sound = base(value, run);
    if (!isObject(value) || (run.stop && !sound)) return false;
    return followsAll(value, type, profiles, isCovered, run) && sound;
  };
}

function followsAll(
  value: Properties,
  type: string,
  profiles: ProfileLookup,
  isCovered: (url: string) => boolean,
  run: Run,
): boolean {
  const meta = value['meta'];
  const claims = isObject(meta) ? itemsOf(meta['profile']) : [];
  let conforms = true;
  for (let i = 0; i < claims.length; i++) {
    const claim = claims[i];
    if (typeof claim !== 'string' || isCovered(claim)) continue;
    const url = withoutVersion(claim);
    if (!isCovered(url) && !follows(profiles, url, type, value, run)) conforms = false;
  }
  return conforms;
}

function withoutVersion(canonical: string): string {
  const end = canonical.indexOf('|');
  return end < 0 ? canonical : canonical.slice(0, end);
}

/** The base type that a canonical names; it is also named by the address of its page in this release. */
function baseTypeOf(canonical: string): string | undefined {
  return /^https?:\/\/hl7\.org\/fhir\/(?:STU3\/)?StructureDefinition\/(\w+)$/.exec(canonical)?.[1];
}

const ANCESTORS = ['Resource', 'DomainResource'];

function follows(profiles: ProfileLookup, canonical: string, type: string, value: unknown, run: Run): boolean {
  const base = baseTypeOf(canonical);
  if (base === type || (base !== undefined && ANCESTORS.includes(base))) return true;
  const profile = profiles(canonical);
  if (profile?.type === type) return profile.rules(value, run);
  const other = profile?.type ?? otherType(canonical, base, run);
  if (other !== undefined) {
    fault(
      run,
      'meta',
      1,
      'structure',
      `claims the profile ${valueText(canonical)}, which is a profile on ${other}, not on ${type}`,
    );
    return false;
  }
  const message = `not checked: the profile ${valueText(canonical)} is unknown`;
  note(run, 'meta', 1, 'warning', 'not-supported', message);
  return true;
}

/** What else a canonical that is no profile of a resource may name: a type of resource, or an extension. */
function otherType(canonical: string, base: string | undefined, run: Run): string | undefined {
  if (run.known.extensions?.includes(canonical)) return 'Extension';
  return base !== undefined && run.resources?.(base) ? base : undefined;
}
