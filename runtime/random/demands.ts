/** Merges the rules that hold for one value: those of its element, of its slice, and of every profile. */
import { layersIn } from '../guard/link-values.js';
import type { CodeSet } from '../guard/code-set.js';
import type { Codes } from '../guard/codes.js';
import type { Layer } from '../guard/node.js';
import { grammarOf } from '../guard/grammars.js';
import type { Limits } from '../guard/profile.js';
import { bindingsOf, layersOf, type Binding, type ValueRules } from '../guard/rules.js';

/** A bound value set: with its known codes, or only the code systems of them, if these are known. */
export interface BoundCodes {
  readonly isRequired: boolean;
  readonly set: CodeSet | undefined;
  readonly valueSet: string | undefined;
  readonly systems: readonly string[] | undefined;
}

/** What a value has to be. */
export interface Demands {
  readonly codes: readonly Codes[];
  readonly bound: readonly BoundCodes[];
  readonly fixed: unknown;
  readonly patterns: readonly unknown[];
  readonly limits: readonly Limits[];
  /** The rules for its content. */
  readonly layers: readonly Layer[];
  /** Of a resource: the allowed types; undefined for any. */
  readonly resourceTypes: readonly string[] | undefined;
  /** Of a reference: the allowed types of its target; undefined for any. */
  readonly targets: readonly string[] | undefined;
  /** Of a reference: canonical URLs, of each list one. */
  readonly targetProfiles: readonly (readonly string[])[];
  /** True if the target of a reference has to be in the Bundle. */
  readonly isBundled: boolean;
}

/** Merges rules for a value. */
export function mergeValues(values: readonly ValueRules[]): Demands {
  return {
    codes: values.flatMap(({ codes }) => codes ?? []),
    bound: values.flatMap((value) => bindingsOf(value).map(boundCodes)),
    fixed: values.find(({ fixed }) => fixed !== undefined)?.fixed,
    patterns: values.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])),
    limits: values.flatMap(({ limits }) => limits ?? []),
    layers: [...new Set(values.flatMap(layersIn))],
    resourceTypes: intersection(values.flatMap(typesOf)),
    targets: intersection(values.flatMap(({ targets }) => (targets ? [targets] : []))),
    targetProfiles: values.flatMap(({ targetProfiles }) => (targetProfiles ? [targetProfiles] : [])),
    isBundled: values.some(({ bundled }) => bundled === true),
  };
}

function boundCodes([strength, set, systems]: Binding): BoundCodes {
  const isRequired = strength === 'required';
  if (typeof set === 'string') {
    const system = grammarOf(set);
    return { isRequired, set: undefined, valueSet: set, systems: system === undefined ? systems : [system] };
  }
  return { isRequired, set, valueSet: set.canonical, systems: set.systems };
}

function typesOf({ resourceTypes, as, follows = [] }: ValueRules): (readonly string[])[] {
  const followed = [...(as ? [as] : []), ...follows];
  const types = followed.flatMap((rules) =>
    layersOf(rules)
      .slice(0, 1)
      .map(({ elements }) => [elements.path]),
  );
  return resourceTypes ? [resourceTypes, ...types] : types;
}

/** Returns what is in all lists; undefined if there are none. */
export function intersection(lists: readonly (readonly string[])[]): readonly string[] | undefined {
  const [first, ...others] = lists;
  return first?.filter((item) => others.every((list) => list.includes(item)));
}
