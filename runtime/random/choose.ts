/** Chooses which elements of an object are made. */
import type { ElementEntry, ElementTable } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import type { Layer } from '../guard/node.js';
import { invariantsIn, planElements, type ElementPlan } from './elements.js';
import type { Prng } from './prng.js';
import { isWanted, type Draw } from './size.js';

/** An element that is made. */
export interface Choice {
  readonly plan: ElementPlan;
  readonly entry: ElementEntry;
  readonly isOptional: boolean;
}

/** Where an object is made. */
interface ObjectDraw extends Draw {
  readonly isContained?: boolean;
}

/** Stands for a given property that has to be there, but is made like others. */
export const MADE: unique symbol = Symbol('made');

/** Returns the elements to make, in element order. `presets` are properties that are given. */
export function chosenElements(
  elements: ElementTable,
  contents: readonly Layer[],
  at: ObjectDraw,
  presets: Properties,
  isDropped: (name: string) => boolean,
  turn: number,
): Choice[] {
  const plans = planElements(elements, contents).filter((plan) => isMade(plan, elements, presets, at));
  const names = new Set<string>();
  for (const plan of plans) if (isNeeded(plan, presets)) names.add(plan.row.name);
  for (const plan of plans) {
    const { name, entries } = plan.row;
    const random = at.random.fork(`choose ${name}`);
    if (!isDropped(entries[0]?.stem ?? name) && isWanted(at.size, at.depth, random)) names.add(name);
  }
  obeyPresence(names, plans, contents, presets, at.random);
  if (names.size === 0) addOne(names, plans, elements, at.random);
  return plans
    .filter(({ row }) => names.has(row.name))
    .map((plan) => ({ plan, entry: entryOf(plan, presets, at.random, turn), isOptional: !isNeeded(plan, presets) }));
}

/** Elements that are left out, or made by somebody else. */
function isMade(
  { row, slices, min }: ElementPlan,
  { isResource, path }: ElementTable,
  presets: Properties,
  { isContained, depth }: ObjectDraw,
): boolean {
  const { name, entries } = row;
  if (entries.some((entry) => presets[entry.name] !== undefined)) return true;
  if (name === 'extension' || name === 'modifierExtension') return slices.length > 0 || min > 0;
  if (name === 'contained' || (name === 'id' && !isResource)) return min > 0;
  if (isContained === true && depth === 0 && (name === 'meta' || name === 'text')) return false;
  // An identifier may have an organisation, that another identifier, and so on.
  return !(path === 'Identifier' && name === 'assigner' && min === 0);
}

function isNeeded({ min, slices, row }: ElementPlan, presets: Properties): boolean {
  if (row.entries.some((entry) => presets[entry.name] !== undefined)) return true;
  return min > 0 || (row.isList && slices.some((slice) => slice.min > 0));
}

/** Adds and removes elements so that the rules hold that only ask which elements are there. */
function obeyPresence(
  names: Set<string>,
  plans: readonly ElementPlan[],
  contents: readonly Layer[],
  presets: Properties,
  random: Prng,
): void {
  const byName = new Map(plans.map((plan) => [plan.row.name, plan]));
  for (const { some = [], one, key } of invariantsIn(contents)) {
    const drawn = random.fork(`rule ${key}`);
    const wanted = one ?? some;
    const there = wanted.filter((name) => names.has(name));
    const possible = wanted.filter((name) => byName.has(name));
    const added = drawn.pick(possible);
    if (wanted.length > 0 && there.length === 0 && added !== undefined) names.add(added);
    if (!one || there.length < 2) continue;
    const spare = there.filter((name) => {
      const plan = byName.get(name);
      return plan !== undefined && !isNeeded(plan, presets);
    });
    names.delete(drawn.pick(spare) ?? '');
  }
}

/** Adds an element to an object that has none. */
function addOne(names: Set<string>, plans: readonly ElementPlan[], { path }: ElementTable, random: Prng): void {
  const preferred = path === 'Extension' ? ['extension', 'value[x]'] : [];
  const found = preferred.find((name) => plans.some(({ row }) => row.name === name));
  const added = found ?? random.fork('one').pick(plans)?.row.name;
  if (added !== undefined) names.add(added);
}

/** Returns the JSON property of an element. The types of a choice take turns from seed to seed. */
function entryOf({ row, entries }: ElementPlan, presets: Properties, random: Prng, turn: number): ElementEntry {
  const given = entries.find(({ name }) => presets[name] !== undefined);
  const offset = random.fork(`type of ${row.name}`).below(entries.length);
  return given ?? (entries[(offset + turn) % entries.length] as ElementEntry);
}
