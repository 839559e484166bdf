/** Merges the elements of a profile with those of the profiles and the type that it builds on. */
import type { ElementDefinition, StructureDefinition } from 'fhir/r3.js';
import { elementAt, orderOf, referenceText } from './base-elements.ts';
import { structureAt } from './definitions.ts';
import type { ElementFacts, InvariantFacts } from './element-facts.ts';

/** A profile and those that it builds on, the most general first. */
export function chainOf(profile: StructureDefinition): readonly StructureDefinition[] {
  const chain = [profile];
  for (let base = structureAt(profile.baseDefinition ?? ''); base; base = structureAt(base.baseDefinition ?? '')) {
    if (chain.includes(base)) break;
    chain.unshift(base);
  }
  return chain;
}

/** All elements of which a profile of the chain says something, by their ids, in the order of FHIR. */
export function elementsOfChain(chain: readonly StructureDefinition[]): readonly ElementFacts[] {
  const ids: string[] = [];
  const stated = new Map<string, Stated[]>();
  for (const { url, differential, snapshot } of chain) {
    for (const element of (differential ?? snapshot)?.element ?? []) {
      const id = element.id ?? element.path;
      const known = stated.get(id);
      if (known) known.push({ element, url });
      else {
        stated.set(id, [{ element, url }]);
        ids.splice(placeFor(id, ids), 0, id);
      }
    }
  }
  const places = ids.map((id, at) => [orderOf(pathOf(id)), at, id] as const);
  places.sort(([one, first], [other, second]) => one - other || first - second);
  return places.map(([, , id]) => merged(id, stated.get(id) ?? []));
}

interface Stated {
  readonly element: ElementDefinition;
  readonly url: string;
}

/** Before what is inside it; otherwise behind the element that it is inside, and what is inside that already. */
function placeFor(id: string, ids: readonly string[]): number {
  const inside = ids.findIndex((one) => one.startsWith(`${id}.`) || one.startsWith(`${id}:`));
  if (inside >= 0) return inside;
  const parent = id.replace(/[.:][^.:]*$/, '');
  const last = ids.findLastIndex(
    (one) => one === parent || one.startsWith(`${parent}.`) || one.startsWith(`${parent}:`),
  );
  return last < 0 ? ids.length : last + 1;
}

/** The id without its slices: `Patient.name:officialName.family` is at `Patient.name.family`. */
export function pathOf(id: string): string {
  return id.replaceAll(/:[^.]*/g, '');
}

/** The most special profile has the last word. */
function merged(id: string, stated: readonly Stated[]): ElementFacts {
  const base = elementAt(pathOf(id));
  const last = <Value>(read: (element: ElementDefinition) => Value | undefined): Value | undefined =>
    stated.map(({ element }) => read(element)).findLast((value) => value !== undefined);
  const isSlice = id.slice(id.lastIndexOf('.')).includes(':');
  const isRoot = !id.includes('.');
  return {
    id,
    min: last(({ min }) => min) ?? (isSlice || isRoot ? 0 : (base?.min ?? 0)),
    max: last(({ max }) => max) ?? (isRoot ? '*' : (base?.max ?? '1')),
    types: typesOf(last(({ type }) => type)) ?? base?.types ?? [],
    short: last(({ short }) => short) ?? null,
    definition: last(({ definition }) => definition) ?? null,
    fixed: last((element) => valueNamed(element, 'fixed')),
    pattern: last((element) => valueNamed(element, 'pattern')),
    binding: bindingOf(last(({ binding }) => binding)) ?? base?.binding ?? null,
    slicedBy: (last(({ slicing }) => slicing)?.discriminator ?? []).map(({ type, path }) => `${type} of ${path}`),
    invariants: [...(base?.invariants ?? []), ...stated.flatMap((one) => invariantsIn(one, id))],
    statedBy: stated.map(({ url }) => url),
  };
}

/** Several types with one code are one with several targets. */
function typesOf(types: ElementDefinition['type']): readonly string[] | undefined {
  if (types === undefined) return undefined;
  const targets = types.flatMap(({ targetProfile }) => targetProfile ?? []);
  const names = types.map(({ code, profile }) =>
    code === 'Reference' ? referenceText(targets) : profile === undefined ? code : `${code}(${profile})`,
  );
  return [...new Set(names)];
}

function bindingOf(binding: ElementDefinition['binding']): ElementFacts['binding'] | undefined {
  if (binding === undefined) return undefined;
  const valueSet = binding.valueSetReference?.reference ?? binding.valueSetUri ?? binding.description ?? '';
  return { strength: binding.strength, valueSet, codes: null };
}

/** The value of `fixedUri`, `patternCoding` or the like. */
function valueNamed(element: ElementDefinition, start: string): unknown {
  const [, value] = Object.entries(element).find(([name]) => name.startsWith(start)) ?? [];
  return value as unknown;
}

function invariantsIn({ element, url }: Stated, id: string): readonly InvariantFacts[] {
  return (element.constraint ?? []).map(({ key, severity, human }) => ({
    key: key ?? '',
    severity: severity ?? 'error',
    text: human ?? '',
    element: id,
    profile: url,
  }));
}
