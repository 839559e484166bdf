/** How the linker merges the rules of single values. */
import { FORM, type ElementEntry, type ElementRow } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import { inSet, inUnknownSet } from './bindings.js';
import { grammarOf } from './grammars.js';
import { explainBinding } from './explain-content.js';
import { REFERENCE } from './formats.js';
import {
  FastSlicing,
  KIND,
  PLAIN,
  SPECIAL,
  FastSlice,
  type BoundSet,
  type Layer,
  type Row,
  type SliceParts,
  type SlowTest,
} from './node.js';
import { fixedTo, limited, patterned, typed } from './profile.js';
import { bundled, targetProfiles } from './reference-guard.js';
import {
  bindingsOf,
  layersOf,
  type Binding,
  type ElementRules,
  type FollowedRules,
  type InvariantRule,
  type SliceRules,
  type Slicing,
  type ValueRules,
} from './rules.js';

/** The number of bits of each kind; further rules are tested without a bit. */
export const MOST_BITS = 28;

/**
 * Returns the properties that a condition reads of an empty object, if it holds for that: an object without any of them
 * takes the same path. Returns undefined if it does not hold, or reads more than properties.
 */
export function readWhenEmpty(holds: Holds): readonly string[] | undefined {
  // The invariants of abstract types are looked up for every type that specialises them.
  const known = readBy.get(holds);
  if (known !== undefined) return known === MORE ? undefined : known;
  const read = findRead(holds);
  readBy.set(holds, read ?? MORE);
  return read;
}

type Holds = NonNullable<InvariantRule['holds']>;

const readBy = /*@__PURE__*/ new WeakMap<Holds, readonly string[]>();
const MORE: readonly string[] = [];

function findRead(holds: Holds): readonly string[] | undefined {
  const names: string[] = [];
  let isMore = false;
  const empty = new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name === 'string') names.push(name);
        else isMore = true;
        return undefined;
      },
      has: () => ((isMore = true), false),
      getOwnPropertyDescriptor: () => ((isMore = true), undefined),
      ownKeys: () => ((isMore = true), []),
    },
  );
  const env = new Proxy({ resource: undefined }, { get: () => ((isMore = true), undefined) });
  try {
    return holds(empty, env, undefined) && !isMore ? names : undefined;
  } catch {
    return undefined;
  }
}

export function kindOf({ form, isList, name }: ElementEntry): Row['kind'] {
  if (form === FORM.resource) return name === 'contained' ? KIND.contained : KIND.resource;
  if (form === FORM.object) return isList ? KIND.objects : KIND.object;
  return isList ? KIND.primitives : KIND.primitive;
}

/** Returns how a property with no more than one simple test is tested. */
export function plainOf(row: Row): number {
  const isMore = row.isChoice || row.hasMore || row.isMain || row.tests !== undefined || row.wakesRarely !== 0;
  if (isMore) return PLAIN.none;
  if (row.kind === KIND.primitive) {
    if (row.codes) return row.fixed === undefined ? PLAIN.codes : PLAIN.none;
    if (typeof row.fixed === 'string') return PLAIN.text;
    return row.fixed === undefined && row.format < REFERENCE ? PLAIN.primitive : PLAIN.none;
  }
  if (row.kind === KIND.object) return PLAIN.object;
  const isList = row.kind === KIND.objects && row.slicings === undefined && row.node?.special !== SPECIAL.extension;
  return isList ? PLAIN.objects : PLAIN.none;
}

export function isRefused(name: string, rules: readonly ElementRules[]): boolean {
  return rules.some(({ unused, only }) => unused?.includes(name) || isLeftOut(name, only));
}

function isLeftOut(name: string, only: readonly string[] | undefined): boolean {
  return only !== undefined && !name.startsWith('_') && !only.includes(name);
}

/** Returns true if a choice excludes the type of a property, and with it the property's sibling. */
export function isRefusedWithOwn(name: string, rules: readonly ElementRules[]): boolean {
  return rules.some(({ only }) => isLeftOut(name, only));
}

/** Returns the layers merged into the table of a value: the profiles that it follows, and the rules for its content. */
export function layersIn({ as, follows = [], inside }: ValueRules): Layer[] {
  const followed: readonly FollowedRules[] = as ? [as, ...follows] : follows;
  const layers = followed.flatMap(layersOf).map(({ content }) => content);
  return inside ? [...layers, inside] : layers;
}

/** Returns the tests beyond the table, which use the functions of the explaining walk. */
export function slowTests({ pattern, limits, resourceTypes, bundled: isBundled }: ValueRules): SlowTest[] {
  const tests: SlowTest[] = [];
  if (pattern !== undefined) tests.push((value, run) => patterned(run, value, '', 0, pattern));
  if (limits) tests.push((value, run) => limited(run, value, '', 0, limits));
  if (resourceTypes) tests.push((value, run) => typed(run, value, '', 0, resourceTypes));
  if (isBundled) tests.push((value, run) => !bundled(value, run));
  return tests;
}

/** Returns the test of a fixed value of the items of a slice; that of an element is in its row. */
function fixedTests({ fixed }: ValueRules): SlowTest[] {
  return fixed === undefined ? [] : [(value, run) => fixedTo(run, value, '', 0, fixed)];
}

/** Returns the test of the profiles of a reference's target, which only a run that knows profiles can make. */
export function profileTests({ targetProfiles: profiles }: ValueRules): SlowTest[] {
  if (!profiles) return [];
  const guard = targetProfiles(...profiles);
  return [(value, run) => !guard(value, run)];
}

export function boundSet(binding: Binding): BoundSet {
  const [strength, set, systems] = binding;
  return {
    isRequired: strength === 'required',
    set: typeof set === 'string' ? undefined : set,
    isDecidable: typeof set !== 'string' || systems !== undefined || grammarOf(set) !== undefined,
    isOpen: (value, run) =>
      (typeof set === 'string' ? inUnknownSet(value, set, systems, run) : inSet(value, set, run)) === undefined,
    test: (value, run) => explainBinding(binding, value, '', 0, run),
  };
}

/** Returns whether an empty list would lack items of a slice. */
export function needsItems({ slices }: Slicing): boolean {
  return slices.some(({ min = 0, slicing }) => min > 0 || (slicing !== undefined && needsItems(slicing)));
}

export function isFast({ slices }: Slicing): boolean {
  if (slices.length > MOST_BITS) return false;
  return slices.every((slice) => !slice.doubtful && (slice.slicing === undefined || isFast(slice.slicing)));
}

export function mayDoubt({ slices }: Slicing): boolean {
  return slices.some((slice) => slice.doubtful || (slice.slicing !== undefined && mayDoubt(slice.slicing)));
}

/** Returns the slicings of a list, merged into one if the same text discriminates them all. */
export function fastSlicings(slicings: readonly Slicing[]): FastSlicing[] {
  const fast = slicings.map(fastSlicing);
  const merged = fast.length > 1 ? mergedSlicing(slicings, fast) : undefined;
  return merged ? [merged] : fast;
}

function fastSlicing(slicing: Slicing): FastSlicing {
  return new FastSlicing(
    slicing,
    slicing.slices.map((rules, rank) => new FastSlice(rules, rank, partsOf(rules))),
  );
}

function partsOf(rules: SliceRules): SliceParts {
  return {
    min: rules.min ?? 0,
    max: rules.max ?? Infinity,
    layers: layersIn(rules),
    bound: someOf(bindingsOf(rules).map(boundSet)),
    targets: rules.targets && [rules.targets],
    profiled: someOf(profileTests(rules)),
    slow: someOf([...fixedTests(rules), ...slowTests(rules)]),
    inner: rules.slicing && fastSlicing(rules.slicing),
  };
}

export function someOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** Merges the slicings of a list in a base and in profiles; returns undefined if their slices cannot be merged. */
function mergedSlicing(slicings: readonly Slicing[], fast: readonly FastSlicing[]): FastSlicing | undefined {
  const by = slicings[0]?.by;
  const texts = new Set(fast.flatMap(({ byText }) => [...byText.keys()]));
  const isPlain = fast.every((one, i) => {
    return one.isPlain && slicings[i]?.by === by && one.byText.size === one.slices.length;
  });
  if (!isPlain || texts.size > MOST_BITS) return undefined;
  const isClosed = fast.some((one) => one.isClosed);
  const slices = [...texts].map((text, rank) => mergedSlice(text, rank, fast));
  const merged = new FastSlicing(
    { ...(by !== undefined && { by }), ...(isClosed && { rest: 'refused' }), slices: [] },
    slices,
  );
  return merged.isPlain ? merged : undefined;
}

function mergedSlice(text: unknown, rank: number, slicings: readonly FastSlicing[]): FastSlice {
  const found = slicings.flatMap(({ byText }) => byText.get(text) ?? []);
  const isExcluded = slicings.some(({ byText, isClosed }) => isClosed && !byText.has(text));
  return new FastSlice((found[0] as FastSlice).rules, rank, {
    min: Math.max(...found.map(({ min }) => min)),
    max: isExcluded ? 0 : Math.min(...found.map(({ max }) => max)),
    layers: found.flatMap(({ layers }) => layers),
    bound: someOf(found.flatMap(({ bound = [] }) => bound)),
    targets: someOf(found.flatMap(({ targets = [] }) => targets)),
    profiled: someOf(found.flatMap(({ profiled = [] }) => profiled)),
    slow: someOf(found.flatMap(({ slow = [] }) => slow)),
    inner: undefined,
  });
}

/**
 * Returns the test of an invariant about repeated addresses, which it skips if a Bundle has as many addresses as
 * entries.
 */
export function repeatedAddress({ holds }: InvariantRule): SlowTest {
  return (value, run) => {
    const entries = (value as Properties)['entry'];
    if (Array.isArray(entries) && run.bundle?.countAddresses() === entries.length) return false;
    return holds?.(value, run.env, undefined) === false;
  };
}

/** Returns a test of how often an element without a bit is present. */
export function countTest({ isChoice, entries }: ElementRow, isRequired: boolean): SlowTest {
  return (value) => {
    const owner = value as Properties;
    const there = entries.filter(({ name }) => owner[name] !== undefined).length;
    if (isChoice && there > 1) return true;
    return isRequired && there === 0 && !entries.some(({ sibling }) => owner[sibling] !== undefined);
  };
}
