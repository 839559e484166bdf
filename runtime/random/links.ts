/** Where references lead. */
import { FHIR_DEFINITIONS } from '../core/definition-urls.js';
import type { Prng } from './prng.js';

/** A reference that is about to be made. */
export interface Link {
  /** Path of the reference in its resource, without indexes: `Communication.subject`. */
  readonly element: string;
  /** Resource types of its target; undefined for any. */
  readonly types: readonly string[] | undefined;
  /** Canonical URLs of profiles, of each list one. */
  readonly profiles: readonly (readonly string[])[];
  /** True if the target has to be in the Bundle. */
  readonly isBundled: boolean;
}

/** Returns the text of a reference; undefined if there is no target for it. */
export type FindTarget = (link: Link, random: Prng) => string | undefined;

/** Returns the types that a target may have, with regard to its profiles; undefined for any. */
export function typesOf(
  { types, profiles }: Link,
  typeOf: (profile: string) => string | undefined,
): readonly string[] | undefined {
  const lists = profiles.map((list) => list.flatMap((url) => typeOf(url) ?? nameOf(url) ?? []));
  const all = types ? [types, ...lists] : lists;
  const [first, ...others] = all.filter((list) => list.length > 0);
  return first?.filter((type) => others.every((list) => list.includes(type)));
}

function nameOf(url: string): string | undefined {
  return url.startsWith(FHIR_DEFINITIONS) ? url.slice(FHIR_DEFINITIONS.length) : undefined;
}

/** Returns whether a target with these canonical URLs is what the profiles of a reference ask for. */
export function hasProfiles(type: string, own: readonly string[], { profiles }: Link): boolean {
  return profiles.every((list) => list.some((url) => url === FHIR_DEFINITIONS + type || own.includes(url)));
}

/** Refers to a resource on another server. */
export function elsewhere(types: readonly string[] | undefined, random: Prng): string | undefined {
  const all = (types ?? ['Patient', 'Practitioner', 'Organization', 'Observation']).filter(
    (type) => type !== 'Resource',
  );
  const type = random.pick(all);
  return type === undefined ? undefined : `https://example.org/fhir/${type}/${random.hex(8)}`;
}
