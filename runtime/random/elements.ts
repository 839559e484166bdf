/** Merges the rules that hold for an element, and works out the slices of its items. */
import type { ElementEntry, ElementRow, ElementTable } from '../core/elements.js';
import { isRefused, isRefusedWithOwn } from '../guard/link-values.js';
import { MANY, type Layer } from '../guard/node.js';
import type { ElementRules, InvariantRule, SliceRules, Slicing, ValueRules } from '../guard/rules.js';
import { markedRules } from './marks.js';

/** An element of an object, with all rules for it. */
export interface ElementPlan {
  readonly row: ElementRow;
  readonly min: number;
  readonly max: number;
  /** The JSON properties that are allowed. */
  readonly entries: readonly ElementEntry[];
  readonly rules: readonly ElementRules[];
  readonly slices: readonly SlicePlan[];
  /** True if every item has to be in a slice. */
  readonly isClosed: boolean;
}

/** A slice with the rules of all profiles that define it. */
export interface SlicePlan {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The rules for its items, with what discriminates them. */
  readonly values: readonly ValueRules[];
  readonly rules: readonly SliceRules[];
}

/** Returns the plan of each element that the rules allow, in element order. */
export function planElements(elements: ElementTable, contents: readonly Layer[]): ElementPlan[] {
  return [...elements.rows.values()].flatMap((row) => {
    const plan = planElement(row, contents);
    return plan.max > 0 && plan.entries.length > 0 ? [plan] : [];
  });
}

/** Returns the plan of an element. */
export function planElement(row: ElementRow, contents: readonly Layer[]): ElementPlan {
  const rules = contents.flatMap(({ elements }) => {
    const found = elements && Object.hasOwn(elements, row.name) ? elements[row.name] : undefined;
    return found ? [found] : [];
  });
  const slicings = rules.flatMap(({ slicing }) => slicing ?? []);
  const entry = row.entries[0];
  const slices = entry?.table || entry?.isList ? planSlices(slicings, entry.table) : [];
  return {
    row,
    min: Math.max(0, ...rules.map(({ min = 0 }) => min)),
    max: Math.min(row.isList ? MANY : 1, ...rules.map(({ max = MANY }) => max)),
    entries: row.entries.filter(({ name }) => !isRefused(name, rules) && !isRefusedWithOwn(name, rules)),
    rules,
    slices,
    isClosed: slicings.some(({ rest }) => rest === 'refused'),
  };
}

/** Returns the rules for the value of a property; of a choice, those for its type. */
export function valuesOf({ name }: ElementEntry, rules: readonly ElementRules[]): readonly ValueRules[] {
  return rules.flatMap((rule): ValueRules[] => {
    if (!rule.members) return [rule];
    const found = Object.hasOwn(rule.members, name) ? rule.members[name] : undefined;
    return found ? [found] : [];
  });
}

/** Returns all invariants of an object. */
export function invariantsIn(contents: readonly Layer[]): readonly InvariantRule[] {
  return contents.flatMap(({ inherits = [], invariants = [] }) => [...inherits.flat(), ...invariants]);
}

/** Merges the slices that several profiles define under the same discriminator. */
function planSlices(slicings: readonly Slicing[], table: ElementTable | undefined): SlicePlan[] {
  const plans = new Map<string, SlicePlan>();
  for (const slicing of slicings) {
    for (const rules of slicing.slices) {
      const values = [rules, ...markedRules(rules, slicing.by, table)];
      for (const [key, plan] of withInner(slicing, rules, values, table)) plans.set(key, merged(plans.get(key), plan));
    }
  }
  return [...plans.values()];
}

/** Returns a slice; if it is sliced again, the slices inside it. */
function withInner(
  slicing: Slicing,
  rules: SliceRules,
  values: readonly ValueRules[],
  table: ElementTable | undefined,
): [key: string, plan: SlicePlan][] {
  const { name, min = 0, max = MANY, slicing: inner } = rules;
  const own: [string, SlicePlan] = [keyOf(slicing, rules), { name, min, max, values, rules: [rules] }];
  if (!inner) return [own];
  const found = planSlices([inner], table).map((plan): [string, SlicePlan] => [
    `${own[0]}/${plan.name}`,
    { ...plan, max: Math.min(max, plan.max), values: [...values, ...plan.values], rules: [rules, ...plan.rules] },
  ]);
  const needed = found.reduce((sum, [, plan]) => sum + plan.min, 0);
  return needed >= min ? found : [...found, own];
}

function keyOf({ by }: Slicing, { name, is, marks = [] }: SliceRules): string {
  if (is !== undefined) return `${by} ${is}`;
  return marks.some((mark) => typeof mark === 'function') || marks.length === 0 ? name : JSON.stringify(marks);
}

function merged(known: SlicePlan | undefined, plan: SlicePlan): SlicePlan {
  if (!known) return plan;
  return {
    name: known.name,
    min: Math.max(known.min, plan.min),
    max: Math.min(known.max, plan.max),
    values: [...known.values, ...plan.values],
    rules: [...known.rules, ...plan.rules],
  };
}
