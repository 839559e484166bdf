import { parseCanonical } from '../../../generator/fhir/canonical.ts';
import type { PackageModel } from '../../../generator/model/package-model.ts';
import type { SiteModel } from '../model/read-model.ts';

/** Returns the canonical URLs of the profiles and events that name a definition, by the URL of that definition. */
export function findUses({ loaded, package: model }: SiteModel): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, Set<string>>();
  const add = (named: string | undefined, by: string): void => {
    if (named === undefined) return;
    const { url } = parseCanonical(named);
    if (url !== by) uses.set(url, (uses.get(url) ?? new Set()).add(by));
  };
  for (const { url, baseDefinition, differential } of loaded.structures) {
    add(baseDefinition, url);
    for (const { types = [], binding } of differential) {
      add(binding?.valueSet, url);
      for (const { profile, targetProfile } of types) {
        add(profile, url);
        add(targetProfile, url);
      }
    }
  }
  for (const message of model.messages) addEvent(message, add);
  return new Map([...uses].map(([url, by]) => [url, [...by].sort()]));
}

function addEvent(
  { canonical, kinds, cases }: PackageModel['messages'][number],
  add: (named: string | undefined, by: string) => void,
): void {
  for (const { bundle, header, entries, roles } of kinds) {
    add(bundle.canonical, canonical);
    for (const { profile } of [header, ...entries]) add(profile?.canonical, canonical);
    for (const { structure } of roles) add(structure?.canonical, canonical);
  }
  for (const { structure } of cases.flatMap(({ parts }) => parts)) add(structure.canonical, canonical);
}
