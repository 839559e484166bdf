/** Turns what discriminates a slice into rules for its items, so that they are made to match. */
import type { ElementTable } from '../core/elements.js';
import { isMarked } from '../guard/profile.js';
import type { ElementRules, SliceRules, ValueRules } from '../guard/rules.js';

/** Returns the rules of a slice's discriminators. `table` is that of its items; undefined if these are primitives. */
export function markedRules(
  { is, marks = [] }: SliceRules,
  by: string | undefined,
  table: ElementTable | undefined,
): ValueRules[] {
  const places = marks.flatMap((mark) => (typeof mark === 'function' ? [] : [mark]));
  const all = is === undefined || by === undefined ? places : [...places, [by.split('.'), is] as const];
  return all.flatMap(([path, value]) => valueAt(path, value, table) ?? []);
}

/** Returns true if an item matches what discriminates a slice by other than a value at a path. */
export function matchesTests(item: unknown, rules: readonly SliceRules[]): boolean {
  return rules.every(({ marks = [] }) => isMarked(item, marks.filter((mark) => typeof mark === 'function') as never));
}

/** Returns true if an item is in a slice. */
export function isIn(item: unknown, { is, marks }: SliceRules, by: string | undefined): boolean {
  if (is !== undefined && by !== undefined) return isMarked(item, [[by.split('.'), is]]);
  return marks !== undefined && marks.length > 0 && isMarked(item, marks as never);
}

/** Returns the rule that there is a value at a path. */
function valueAt(path: readonly string[], value: unknown, table: ElementTable | undefined): ValueRules | undefined {
  const [name, ...others] = path;
  if (name === undefined) return typeof value === 'object' ? { pattern: value } : { fixed: value };
  if (name === 'resourceType') return { resourceTypes: [String(value)] };
  const entry = table?.entries.get(name);
  if (!entry) return undefined;
  const inner = valueAt(others, value, entry.table);
  if (!inner) return undefined;
  const rules: ElementRules = entry.isChoice
    ? { min: 1, only: [name], members: { [name]: inner } }
    : { min: 1, ...inner };
  return { inside: { elements: { [entry.isChoice ? `${entry.stem}[x]` : entry.stem]: rules } } };
}
