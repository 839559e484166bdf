/** What the linker makes of the rules of single values. */
import { FORM, type ElementEntry, type ElementRow } from '../core/elements.js';
import type { Properties } from '../core/json.js';
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
import { limited, patterned, typed } from './profile.js';
import { bundled, targetProfiles } from './reference-guard.js';
import {
  layersOf,
  type Binding,
  type ElementRules,
  type FollowedRules,
  type InvariantRule,
  type SliceRules,
  type Slicing,
  type ValueRules,
} from './rules.js';

/** More of a kind than this have no bit of their own. */
export const MOST_BITS = 28;

/**
 * The properties that a condition reads of an empty object, where it holds for that: where none of them is there, it
 * takes the same way. Undefined where it does not hold, or asks for more than properties.
 */
export function readWhenEmpty(holds: Holds): readonly string[] | undefined {
  // Invariants of abstract types are asked about for every type that is built on them.
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

/** How a property is tested of which nothing more is asked. */
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

/** What a choice leaves out is left out with what stands beside it. */
export function isRefusedWithOwn(name: string, rules: readonly ElementRules[]): boolean {
  return rules.some(({ only }) => isLeftOut(name, only));
}

/** What is merged into the table of a value: what it follows, and what is said inside it. */
export function layersIn({ as, follows = [], inside }: ValueRules): Layer[] {
  const followed: readonly FollowedRules[] = as ? [as, ...follows] : follows;
  const layers = followed.flatMap(layersOf).map(({ content }) => content);
  return inside ? [...layers, inside] : layers;
}

/** What is tested beyond the table, by the functions that explain it. */
export function slowTests({
  pattern,
  limits,
  resourceTypes,
  targetProfiles: profiles,
  bundled: isBundled,
}: ValueRules): SlowTest[] {
  const tests: SlowTest[] = [];
  if (pattern !== undefined) tests.push((value, run) => patterned(run, value, '', 0, pattern));
  if (limits) tests.push((value, run) => limited(run, value, '', 0, limits));
  if (resourceTypes) tests.push((value, run) => typed(run, value, '', 0, resourceTypes));
  if (profiles) {
    const guard = targetProfiles(...profiles);
    tests.push((value, run) => run.profiles !== undefined && !guard(value, run));
  }
  if (isBundled) tests.push((value, run) => !bundled(value, run));
  return tests;
}

export function boundSet(binding: Binding): BoundSet {
  const [strength, set, systems] = binding;
  return {
    isRequired: strength === 'required',
    set: typeof set === 'string' ? undefined : set,
    isDecidable: typeof set !== 'string' || systems !== undefined,
    test: (value, run) => explainBinding(binding, value, '', 0, run),
  };
}

/** Whether a list without items lacks some of a slice. */
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

/** The slicings of a list: as one where the same text tells the slices of all. */
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
    bound: rules.binding && [boundSet(rules.binding)],
    targets: rules.targets && [rules.targets],
    slow: someOf(slowTests(rules)),
    inner: rules.slicing && fastSlicing(rules.slicing),
  };
}

function someOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** What a base and profiles on it say of the slices of a list; undefined where their slices cannot be put together. */
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
    slow: someOf(found.flatMap(({ slow = [] }) => slow)),
    inner: undefined,
  });
}

/** Of a Bundle with as many addresses as entries no invariant about repeated ones need be asked. */
export function repeatedAddress({ holds }: InvariantRule): SlowTest {
  return (value, run) => {
    const entries = (value as Properties)['entry'];
    if (Array.isArray(entries) && run.bundle?.countAddresses() === entries.length) return false;
    return holds?.(value, run.env, undefined) === false;
  };
}

/** How often an element without a bit is there. */
export function countTest({ isChoice, entries }: ElementRow, isRequired: boolean): SlowTest {
  return (value) => {
    const owner = value as Properties;
    const there = entries.filter(({ name }) => owner[name] !== undefined).length;
    if (isChoice && there > 1) return true;
    return isRequired && there === 0 && !entries.some(({ sibling }) => owner[sibling] !== undefined);
  };
}
