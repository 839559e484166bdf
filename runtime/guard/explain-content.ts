/**
 * The explaining walk over the additions of profiles: finds everything that is wrong with a value, with its place. The
 * value's type has been checked before, so that only the constraints of profiles are left.
 */
import type { ElementEntry, ElementRow, ElementTable } from '../core/elements.js';
import { isObject, type Properties } from '../core/json.js';
import { bound, unchecked } from './bindings.js';
import { explainInvariants } from './explain-invariants.js';
import { explainSlices, oneOfSlice, type ItemPlace, type ItemTest } from './explain-slices.js';
import { alongside, counted, fixedTo, inside, limited, onlyTypes, patterned, typed, unused } from './profile.js';
import { bundled, targetProfiles, targetsOnly } from './reference-guard.js';
import {
  bindingsOf,
  layersOf,
  type Additions,
  type Binding,
  type ContentRules,
  type ElementRules,
  type FollowedRules,
  type ValueRules,
} from './rules.js';
import { withSeverity, within, type Guard, type Run } from './run.js';
import { noteUndiscriminated } from './slice-tests.js';

const byAdditions = /*@__PURE__*/ new WeakMap<Additions, Guard>();

/** Returns the guard of what one profile adds; issues name the profile. */
export function additionsGuard(additions: Additions): Guard {
  const known = byAdditions.get(additions);
  if (known) return known;
  const { elements, profile } = additions;
  const own: Guard = (value, run) => explainContent(additions.content, elements, value, run);
  const guard: Guard = (value, run) => within(run, value, own, elements.path, profile);
  byAdditions.set(additions, guard);
  return guard;
}

/** Returns the guard of all additions to a type, most general first. */
export function followedGuard(rules: FollowedRules): Guard {
  const guards = layersOf(rules).map(additionsGuard);
  const [only, ...more] = guards;
  if (only && more.length === 0) return only;
  return (value, run) => {
    let conforms = true;
    for (const guard of guards) {
      if (guard(value, run)) continue;
      if (run.stop) return false;
      conforms = false;
    }
    return conforms;
  };
}

/** Tests the rules for an object; a value that is no object has been reported already. */
export function explainContent(rules: ContentRules, table: ElementTable, value: unknown, run: Run): boolean {
  if (!isObject(value)) return true;
  const mark = run.faults;
  const { all, notable } = preparedFor(rules, table);
  const elements = run.only === undefined ? all : notable;
  const stops = withSeverity(rules.whenReceived, run, () =>
    elements.some(([element, row]) => explainElement(element, row, value, run)),
  );
  if (stops) return false;
  if (run.faults === mark && explainInvariants(rules, table, value, run)) return false;
  return run.faults === mark;
}

type ElementWithRow = readonly [rules: ElementRules, row: ElementRow];

/** The elements with rules, and those that may produce notes although they keep all rules. */
interface PreparedContent {
  readonly all: readonly ElementWithRow[];
  readonly notable: readonly ElementWithRow[];
}

const byContent = /*@__PURE__*/ new WeakMap<ContentRules, PreparedContent>();

function preparedFor(rules: ContentRules, table: ElementTable): PreparedContent {
  const known = byContent.get(rules);
  if (known) return known;
  const all = Object.entries(rules.elements ?? {}).flatMap(([name, element]): ElementWithRow[] => {
    const row = table.rows.get(name);
    return row && element ? [[element, row]] : [];
  });
  const prepared = { all, notable: all.filter(([element]) => isNotable(element)) };
  byContent.set(rules, prepared);
  return prepared;
}

function isNotable(rules: ElementRules): boolean {
  const { slicing, undiscriminated: slices, members = {} } = rules;
  return slicing !== undefined || slices !== undefined || [rules, ...Object.values(members)].some(isNotableValue);
}

function isNotableValue({ binding, maximum, follows, inside: content }: ValueRules = {}): boolean {
  return binding !== undefined || maximum !== undefined || follows !== undefined || content !== undefined;
}

/** Tests the rules for an element; true means stop. */
function explainElement(rules: ElementRules, row: ElementRow, value: Properties, run: Run): boolean {
  return withSeverity(
    rules.whenReceived,
    run,
    () =>
      explainCounts(rules, row, value, run) ||
      explainMembers(rules, row, value, run) ||
      (rules.slicing !== undefined && explainSlices(rules.slicing, row, value, run, explainItem)),
  );
}

function explainCounts(
  rules: ElementRules,
  { name, order, isList, entries }: ElementRow,
  value: Properties,
  run: Run,
): boolean {
  const { min = 0, max, only, unused: refused = [] } = rules;
  for (const [slice, least] of rules.undiscriminated ?? []) {
    noteUndiscriminated(run, value[entries[0]?.name ?? name], `${name}:${slice}`, order, least);
  }
  if (run.only !== undefined) return false;
  if (max !== 0 && (min > 0 || max !== undefined)) {
    const allowed = entries.filter((entry) => (only?.includes(entry.name) ?? true) && !refused.includes(entry.name));
    const there = allowed.find((entry) => value[entry.name] !== undefined);
    const beside = allowed.find(({ sibling }) => value[sibling] !== undefined);
    const [own, sibling] = [there && value[there.name], beside && value[beside.sibling]];
    if (counted(run, own, sibling, name, order, min, max ?? (isList ? Infinity : 1))) return true;
  }
  if (only && onlyTypes(run, value, name.slice(0, -'[x]'.length), order, only)) return true;
  for (const member of refused) if (unused(run, value[member], name, order)) return true;
  return false;
}

/** Tests the rules for the values of each type of a choice; any other element has one type. */
function explainMembers(rules: ElementRules, row: ElementRow, value: Properties, run: Run): boolean {
  const { members } = rules;
  const [only] = row.entries;
  if (members === undefined) return only !== undefined && explainValue(rules, only, row, value, run);
  for (const entry of row.entries) {
    const own = members[entry.name];
    if (own && withSeverity(own.whenReceived, run, () => explainValue(own, entry, row, value, run))) return true;
  }
  return false;
}

function explainValue(rules: ValueRules, entry: ElementEntry, row: ElementRow, owner: Properties, run: Run): boolean {
  const { fixed, pattern, limits, resourceTypes } = rules;
  const { name, order } = row;
  const value = owner[entry.name];
  if (run.only !== undefined) return explainNotes(rules, entry, row, owner, run);
  if (fixed !== undefined && fixedTo(run, value, name, order, fixed)) return true;
  if (pattern !== undefined && patterned(run, value, name, order, pattern)) return true;
  if (limits && limited(run, value, name, order, limits)) return true;
  if (explainBindings(rules, value, name, order, run)) return true;
  if (resourceTypes && typed(run, value, name, order, resourceTypes)) return true;
  for (const guard of innerGuards(rules, entry)) if (inside(run, value, name, order, guard)) return true;
  return explainBeside(rules, entry, row, owner, run);
}

/** Tests the rules for a primitive's id and extensions; true means stop. */
function explainBeside(rules: ValueRules, entry: ElementEntry, row: ElementRow, owner: Properties, run: Run): boolean {
  const beside = entry.type === '' ? undefined : rules.inside;
  if (!beside) return false;
  const guard: Guard = (sibling, inner) => explainContent(beside, row.owner.sibling, sibling, inner);
  return alongside(run, owner[entry.name], owner[entry.sibling], row.name, row.order, guard);
}

/** Produces the notes about a value that keeps all rules: those on its binding, and those inside it; true means stop. */
function explainNotes(rules: ValueRules, entry: ElementEntry, row: ElementRow, owner: Properties, run: Run): boolean {
  const { name, order } = row;
  const value = owner[entry.name];
  if (value === undefined && owner[entry.sibling] === undefined) return false;
  if (explainBindings(rules, value, name, order, run)) return true;
  if (mayHaveNotes(value, run)) {
    for (const guard of innerGuards(rules, entry)) if (inside(run, value, name, order, guard)) return true;
  }
  return explainBeside(rules, entry, row, owner, run);
}

/** Returns whether a value, or an item of it, is an object that may produce notes. */
function mayHaveNotes(value: unknown, { only }: Run): boolean {
  if (only === undefined) return true;
  return Array.isArray(value) ? value.some((item) => only.has(item)) : only.has(value);
}

/** Tests the bindings of a coded value; true means stop. */
export function explainBindings(
  rules: ValueRules,
  value: unknown,
  name: string,
  order: number,
  run: Run,
  index = -1,
): boolean {
  return bindingsOf(rules).some((binding) => explainBinding(binding, value, name, order, run, index));
}

/** Tests one binding of a coded value; true means stop. */
export function explainBinding(
  [strength, set, systems]: Binding,
  value: unknown,
  name: string,
  order: number,
  run: Run,
  index = -1,
): boolean {
  if (typeof set === 'string') return unchecked(run, value, name, order, set, strength, index, systems);
  return bound(run, value, name, order, set, strength, index);
}

/** Tests the rules for an item of a slice; true means stop. */
export const explainItem: ItemTest = (rules, place, item, run) => {
  if (run.only === undefined && isOtherWhole(rules, place, item, run)) return true;
  for (const guard of innerGuards(rules, place.entry)) if (oneOfSlice(item, place, guard, run)) return true;
  return explainBindings(rules, item, place.name, place.row.order, run, place.index);
};

/** Tests what an item of a slice is as a whole; true means stop. */
function isOtherWhole(
  { fixed, pattern, limits }: ValueRules,
  { name, row, index }: ItemPlace,
  item: unknown,
  run: Run,
): boolean {
  if (fixed !== undefined && fixedTo(run, item, name, row.order, fixed, index)) return true;
  if (pattern !== undefined && patterned(run, item, name, row.order, pattern, index)) return true;
  return limits !== undefined && limited(run, item, name, row.order, limits, index);
}

const innerByRules = /*@__PURE__*/ new WeakMap<ValueRules, readonly Guard[]>();

/**
 * Returns the guards for the inside of a value: its profiles, the rules of the element itself, and those for the target
 * of a reference.
 */
function innerGuards(rules: ValueRules, { table }: ElementEntry): readonly Guard[] {
  const known = innerByRules.get(rules);
  if (known) return known;
  const { follows = [], inside: content, targets, targetProfiles: profiles } = rules;
  const guards: Guard[] = follows.map(followedGuard);
  if (content && table) guards.push((value, run) => explainContent(content, table, value, run));
  if (targets) guards.push(targetsOnly(...targets));
  if (profiles) guards.push(targetProfiles(...profiles));
  if (rules.bundled) guards.push(bundled);
  innerByRules.set(rules, guards);
  return guards;
}
