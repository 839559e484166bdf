import { note } from './faults.js';
import { isObject, itemsOf, type Properties } from './json.js';
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
  const claims = claimsOf(value['meta']);
  let conforms = true;
  for (let i = 0; i < claims.length; i++) {
    const url = claims[i] as string;
    if (!isCovered(url) && !follows(profiles, url, type, value, run)) conforms = false;
  }
  return conforms;
}

/** Canonical URLs in the `meta` of a resource, without versions. */
export function claimsOf(meta: unknown): string[] {
  const claims: string[] = [];
  const profiles = isObject(meta) ? itemsOf(meta['profile']) : claims;
  for (let i = 0; i < profiles.length; i++) {
    const url = profiles[i];
    if (typeof url === 'string') claims.push(url.includes('|') ? url.slice(0, url.indexOf('|')) : url);
  }
  return claims;
}

/** The base type itself; it is also claimed by the address of its page in this release. */
function isOwnType(canonical: string, type: string): boolean {
  const name = /^https?:\/\/hl7\.org\/fhir\/(?:STU3\/)?StructureDefinition\/(\w+)$/.exec(canonical)?.[1];
  return name === type;
}

function follows(profiles: ProfileLookup, canonical: string, type: string, value: unknown, run: Run): boolean {
  if (isOwnType(canonical, type)) return true;
  const profile = profiles(canonical);
  if (profile?.type === type) return profile.rules(value, run);
  const message = profile ? `is for a ${profile.type}` : 'is not known here';
  note(run, 'meta', 1, 'warning', 'not-supported', `not checked: the profile ${canonical} ${message}`);
  return true;
}
