/** Decides which items a list gets: of each slice, and outside of all. */
import type { ElementPlan, SlicePlan } from './elements.js';
import { isWanted, type Draw } from './size.js';

/** An item of a list; of no slice if it has none. */
export interface Item {
  /** Distinguishes it from other items of the list, whichever of them are made. */
  readonly name: string;
  readonly slice: SlicePlan | undefined;
  readonly isOptional: boolean;
}

interface SliceItem extends Item {
  readonly slice: SlicePlan;
}

/** Returns the items to make, those of slices first. A list that is made has at least one. */
export function itemsToMake(plan: ElementPlan, at: Draw, isDropped: (name: string) => boolean): Item[] {
  const { slices, max } = plan;
  const needed = slices.flatMap((slice) => itemsOf(slice, 0, slice.min, false));
  const optional = slices.flatMap((slice) =>
    isWanted(at.size, at.depth, at.random.fork(`slice ${slice.name}`)) && slice.max > slice.min
      ? itemsOf(slice, slice.min, slice.min + 1, true)
      : [],
  );
  const kept = optional.filter(({ name }) => !isDropped(name)).slice(0, Math.max(0, max - needed.length));
  // Slices keep their order.
  const order = ({ slice }: SliceItem): number => slices.indexOf(slice);
  const sliced = [...needed, ...kept].sort((one, other) => order(one) - order(other));
  return [...sliced, ...otherItems(plan, sliced.length, at, isDropped)];
}

function itemsOf(slice: SlicePlan, from: number, to: number, isOptional: boolean): SliceItem[] {
  const items: SliceItem[] = [];
  for (let i = from; i < to; i++) items.push({ name: `${slice.name} ${i}`, slice, isOptional });
  return items;
}

/** Returns items outside of the slices, or of the first slice if there is no outside. */
function otherItems(plan: ElementPlan, before: number, at: Draw, isDropped: (name: string) => boolean): Item[] {
  const { row, slices, min, max, isClosed } = plan;
  const hasOutside = !isClosed && !(row.name === 'extension' || row.name === 'modifierExtension');
  const wanted = slices.length === 0 ? 1 + Number(isWanted(at.size, at.depth + 1, at.random.fork('second'))) : 0;
  const fewest = Math.max(min, before === 0 ? 1 : 0);
  const count = Math.min(max, Math.max(fewest, before + (hasOutside ? wanted : 0))) - before;
  const slice = hasOutside ? undefined : at.random.fork('slice').pick(slices.filter((one) => one.max > one.min));
  if (!hasOutside && !slice) return [];
  const items: Item[] = [];
  for (let i = 0; i < count; i++) items.push({ name: `other ${i}`, slice, isOptional: before + i >= fewest });
  return items.filter(({ name, isOptional }) => !isOptional || !isDropped(name));
}
