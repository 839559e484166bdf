/** The explaining walk over the slices of a list. */
import type { ElementEntry, ElementRow } from '../core/elements.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { miscounted } from './faults.js';
import { holdsAt, misplaced, typeIn, unmatched } from './profile.js';
import type { SliceMark, SliceRules, Slicing } from './rules.js';
import { withSeverity, type Guard, type Run } from './run.js';
import { allOf, doubted } from './slice-tests.js';
import { one } from './structure.js';

type Answer = boolean | undefined;
type Answers = ReadonlyMap<SliceRules, Answer>;

/** Tests an item of a slice against its rules; true means stop. */
export type ItemTest = (rules: SliceRules, place: ItemPlace, item: unknown, run: Run) => boolean;

/** The place of an item: the name of its slice as in an element id, and its index in the list. */
export interface ItemPlace {
  readonly name: string;
  readonly row: ElementRow;
  readonly entry: ElementEntry;
  readonly index: number;
}

/** The state of one slicing on its way over a list. */
interface Pass {
  readonly slicing: Slicing;
  readonly counts: number[];
  /** For each slice, the number of items of which it cannot be decided whether they match. */
  readonly doubts: number[];
  /** Rank of the last item's slice, if the order counts. */
  last: number;
  /** The reslicings of slices. */
  readonly inner: Map<SliceRules, Pass>;
}

/** Tests the items of a list by their slices; true means stop. */
export function explainSlices(slicing: Slicing, row: ElementRow, owner: Properties, run: Run, test: ItemTest): boolean {
  const [entry] = row.entries;
  if (!entry) return false;
  const value = owner[entry.name];
  const items = row.isList ? itemsOf(value) : value === undefined ? [] : [value];
  const only = isNotable(slicing) ? undefined : run.only;
  if (only !== undefined && !items.some((item) => only.has(item))) return false;
  const pass = passOf(slicing);
  for (let index = 0; index < items.length; index++) {
    if (only !== undefined && !only.has(items[index])) continue;
    if (ofItem(pass, items[index], { name: row.name, row, entry, index }, run, test)) return true;
  }
  return run.only === undefined && miscountedIn(pass, row, run);
}

const notable = /*@__PURE__*/ new WeakMap<Slicing, boolean>();

/** Returns true if an item may produce notes although none of its parts does. */
function isNotable(slicing: Slicing): boolean {
  const known = notable.get(slicing);
  if (known !== undefined) return known;
  const found = slicing.slices.some(({ binding, doubtful, slicing: inner }) => {
    return binding !== undefined || doubtful === true || (inner !== undefined && isNotable(inner));
  });
  notable.set(slicing, found);
  return found;
}

function passOf(slicing: Slicing): Pass {
  const { slices } = slicing;
  const inner = slices.flatMap((rules): [SliceRules, Pass][] => {
    return rules.slicing ? [[rules, passOf(rules.slicing)]] : [];
  });
  return {
    slicing,
    counts: slices.map(() => 0),
    doubts: slices.map(() => 0),
    last: -1,
    inner: new Map(inner),
  };
}

/** Tests one item; true means stop. */
function ofItem(pass: Pass, item: unknown, place: ItemPlace, run: Run, test: ItemTest): boolean {
  const { slicing } = pass;
  const { by, slices } = slicing;
  const text = by === undefined ? undefined : textBy(item, by);
  const doubts = by === undefined ? answersOf(slices, item, run) : undefined;
  const rank = slices.findIndex((rules) => {
    if (by !== undefined) return rules.is === text;
    return (doubts?.has(rules) ? doubts.get(rules) : belongs(rules, item, run)) === true;
  });
  const rules = slices[rank];
  if (!rules) return ofNoSlice(pass, doubts, place, run);
  pass.counts[rank] = (pass.counts[rank] ?? 0) + 1;
  const at = { ...place, name: `${place.row.name}:${rules.name}` };
  if (isMisplaced(pass, rank, place, run)) return true;
  if (slicing.ordered) pass.last = rank;
  if (withSeverity(rules.whenReceived, run, () => test(rules, at, item, run))) return true;
  const inner = pass.inner.get(rules);
  return inner !== undefined && ofItem(inner, item, place, run, test);
}

/** Returns the text that discriminates, which may be the type of the resource in a property. */
function textBy(item: unknown, by: string): unknown {
  const [name = '', inner] = by.split('.');
  if (inner !== undefined) return typeIn(item, name);
  return isObject(item) ? item[name] : undefined;
}

/** Returns whether an item matches each of the slices for which that may be undecidable. */
function answersOf(slices: readonly SliceRules[], item: unknown, run: Run): Answers {
  const doubtful = slices.filter((rules) => rules.doubtful);
  return new Map(doubtful.map((rules) => [rules, belongs(rules, item, run)]));
}

/** Returns whether an item matches all discriminators of a slice; undefined if that cannot be decided. */
export function belongs({ marks = [] }: SliceRules, item: unknown, run: Run): Answer {
  return allOf(...marks.map((mark) => isMarked(mark, item, run)));
}

function isMarked(mark: SliceMark, item: unknown, run: Run): Answer {
  return typeof mark === 'function' ? mark(item, run) : holdsAt(item, mark[0], mark[1]);
}

function isMisplaced({ slicing, last }: Pass, rank: number, { row, index }: ItemPlace, run: Run): boolean {
  const { name, order } = row;
  if (slicing.ordered && last > rank) return misplaced(run, name, order, index, 'of a slice that must follow it');
  if (slicing.rest === 'last' && !slicing.ordered && last > rank)
    return misplaced(run, name, order, index, 'that belong to no slice, which must come last');
  return false;
}

/** Tests an item that matches no slice, or of which that is undecided; true means stop. */
function ofNoSlice(pass: Pass, answers: Answers | undefined, place: ItemPlace, run: Run): boolean {
  const { slicing, doubts } = pass;
  const { row, index } = place;
  let isDoubted = false;
  for (const [rank, rules] of slicing.slices.entries()) {
    if (!rules.doubtful || !answers || answers.get(rules) !== undefined) continue;
    doubts[rank] = (doubts[rank] ?? 0) + doubted(run, undefined, `${row.name}:${rules.name}`, row.order, index);
    isDoubted = true;
  }
  if (isDoubted) return false;
  if (slicing.rest === 'refused') return unmatched(run, row.name, row.order, index, slicing.text ?? '');
  if (slicing.rest === 'last') pass.last = slicing.slices.length;
  return false;
}

/** Reports slices with a wrong number of items; true means stop. */
function miscountedIn({ slicing, counts, doubts, inner }: Pass, row: ElementRow, run: Run): boolean {
  const { name: element, order } = row;
  for (const [rank, rules] of slicing.slices.entries()) {
    const { name, min = 0, max = Infinity } = rules;
    const count = counts[rank] ?? 0;
    const isOut = count + (doubts[rank] ?? 0) < min || count > max;
    const stops =
      isOut &&
      withSeverity(rules.whenReceived, run, () => miscounted(run, `${element}:${name}`, order, count, min, max));
    if (stops) return true;
    const again = inner.get(rules);
    if (again && miscountedIn(again, row, run)) return true;
  }
  return false;
}

/** Runs a guard over an item of a slice; true means stop. */
export function oneOfSlice(item: unknown, { name, row, index }: ItemPlace, guard: Guard, run: Run): boolean {
  return one(run, item, name, row.order, guard, index);
}
