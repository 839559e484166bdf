import type { ContentRules, ProfileRules, SliceRules, Slicing, TypeRules, ValueRules } from './rules.js';
import { Additions, ProfileRules as Profile } from './rules.js';
import type { Known } from './run.js';

const byRules = /*@__PURE__*/ new WeakMap<ProfileRules, Known>();

/**
 * Returns the definitions that a profile of a single resource knows: the extensions that it names. FHIR types name
 * none.
 */
export function knownTo(rules: TypeRules | ProfileRules): Known {
  if (!(rules instanceof Profile) || !rules.own.elements.isResource) return {};
  const known = byRules.get(rules);
  if (known) return known;
  const urls = [...new Set(rules.layers.flatMap(({ content }) => inContent(content)))];
  const made: Known = urls.length > 0 ? { extensions: urls } : {};
  byRules.set(rules, made);
  return made;
}

function inContent({ elements = {} }: ContentRules): string[] {
  return Object.values(elements).flatMap((element = {}) => [
    ...inSlices(element.slicing),
    ...inValue(element),
    ...Object.values(element.members ?? {}).flatMap((member) => inValue(member)),
  ]);
}

function inValue({ inside }: ValueRules = {}): string[] {
  return inside ? inContent(inside) : [];
}

function inSlices(slicing: Slicing | undefined): string[] {
  return (slicing?.slices ?? []).flatMap((slice: SliceRules) => [
    ...(slice.follows ?? []).flatMap((rules) => {
      const own = rules instanceof Additions ? rules : rules.own;
      return own.elements.path === 'Extension' ? [own.profile] : [];
    }),
    ...inValue(slice),
    ...inSlices(slice.slicing),
  ]);
}
