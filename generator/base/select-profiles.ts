import { parseCanonical } from '../fhir/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../fhir/definitions.ts';
import type { BaseModel, BaseValueSet } from './base-model.ts';

/** What of the optional part of a release a package needs. */
export interface SelectedProfiles {
  readonly profiles: readonly StructureDefinition[];
  /** Those of the release, without those that only profiles bind that are not selected. */
  readonly valueSets: readonly BaseValueSet[];
}

/**
 * Selects the profiles of a release that definitions name, and those that these name in turn: as a base, as the profile
 * of a type, or as a target of references. A definition in the input replaces that of the release.
 */
export function selectProfiles(
  { profiles, valueSets }: Pick<BaseModel, 'profiles' | 'valueSets'>,
  given: readonly StructureDefinition[],
): SelectedProfiles {
  const own = new Set(given.map(({ url }) => url));
  const optional = new Map(profiles.flatMap((one) => (own.has(one.url) ? [] : [[one.url, one] as const])));
  const reached = new Set<StructureDefinition>();
  const reach = (url: string): void => {
    const profile = optional.get(url);
    if (profile && !reached.has(profile)) {
      reached.add(profile);
      namedBy(profile).forEach(reach);
    }
  };
  given.flatMap(namedBy).forEach(reach);
  const selected = profiles.filter((one) => reached.has(one));
  const bound = new Set(selected.flatMap(boundBy));
  return { profiles: selected, valueSets: valueSets.filter(({ url, isOptional }) => !isOptional || bound.has(url)) };
}

/** Returns the canonical URLs of the definitions that one names. */
function namedBy(definition: StructureDefinition): string[] {
  const { baseDefinition } = definition;
  const types = elementsOf(definition).flatMap(({ types: some = [] }) => some);
  const named = [baseDefinition, ...types.flatMap(({ profile, targetProfile }) => [profile, targetProfile])];
  return named.flatMap((canonical) => (canonical === undefined ? [] : parseCanonical(canonical).url));
}

function boundBy(definition: StructureDefinition): string[] {
  return elementsOf(definition).flatMap(({ binding }) =>
    binding?.valueSet === undefined ? [] : parseCanonical(binding.valueSet).url,
  );
}

function elementsOf({ differential, snapshot = [] }: StructureDefinition): readonly ElementDefinition[] {
  return differential.length > 0 ? differential : snapshot;
}
