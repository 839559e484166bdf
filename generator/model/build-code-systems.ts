import { compareText } from '../fhir/canonical.ts';
import type { CodeSystem, CodeSystemConcept } from '../fhir/definitions.ts';
import type { ExpandedValueSet } from '../resolve/expanded-value-set.ts';

import type { CodeSystemModel } from './model.ts';

/** Where code systems and the displays of their codes come from. */
export interface CodeSystemInput {
  readonly codeSystems: readonly CodeSystem[];
  readonly baseCodeSystems: readonly { readonly url: string; readonly codes: readonly string[] }[];
  readonly baseValueSets: readonly ExpandedValueSet[];
}

/** Collects the code systems of the input and of the release, by URL; those of the input take precedence. */
export function buildCodeSystems({ codeSystems, baseCodeSystems, baseValueSets }: CodeSystemInput): CodeSystemModel[] {
  const own = new Set(codeSystems.map(({ url }) => url));
  const displays = displaysBySystem(baseValueSets);
  const base = baseCodeSystems
    .filter(({ url }) => !own.has(url))
    .map(({ url, codes }) => ({ canonical: url, codes, displays: displaysOf(codes, displays.get(url)) }));
  return [...codeSystems.flatMap(buildCodeSystem), ...base].sort((one, other) =>
    compareText(one.canonical, other.canonical),
  );
}

/** Returns a complete code system; one that ignores case is left out, because codes are compared exactly. */
function buildCodeSystem(system: CodeSystem): CodeSystemModel[] {
  if (system.content !== 'complete' || !system.caseSensitive) return [];
  const concepts = allOf(system.concepts);
  const codes = concepts.map(({ code }) => code.trim());
  const displays = new Map(concepts.map((concept) => [concept.code.trim(), displaysIn(concept)]));
  return codes.length > 0 ? [{ canonical: system.url, codes, displays: displaysOf(codes, displays) }] : [];
}

function allOf(concepts: readonly CodeSystemConcept[]): CodeSystemConcept[] {
  return concepts.flatMap((concept) => [concept, ...allOf(concept.concepts)]);
}

/** A concept without a display has none to compare with, even if it has designations. */
function displaysIn({ display, designations = [] }: CodeSystemConcept): string[] {
  return display === undefined ? [] : [display, ...designations];
}

type Displays = ReadonlyMap<string, readonly string[]>;

/** Returns the displays of codes that have any, in the order of the codes. */
function displaysOf(codes: readonly string[], displays: Displays = new Map()): CodeSystemModel['displays'] {
  return codes.flatMap((code) => {
    const found = displays.get(code) ?? [];
    return found.length > 0 ? [{ code, displays: found }] : [];
  });
}

/** Collects the displays that value sets of the release give the codes of each code system. */
function displaysBySystem(sets: readonly ExpandedValueSet[]): ReadonlyMap<string, Displays> {
  const bySystem = new Map<string, Map<string, string[]>>();
  for (const { system, code, display } of sets.flatMap(({ concepts }) => concepts)) {
    if (system === undefined || display === undefined) continue;
    const displays = bySystem.get(system) ?? new Map<string, string[]>();
    bySystem.set(system, displays);
    const known = displays.get(code) ?? [];
    if (!known.includes(display)) displays.set(code, [...known, display]);
  }
  return bySystem;
}
