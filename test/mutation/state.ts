/** What switched code asks at run time: which rule is off. It notes which rules had something to say. */
import type { Json } from '../support/event-rows.ts';
import { switches } from './switches.ts';

export const state = { off: -1, touched: new Set<number>() };

type Items = readonly (readonly [id: number, item: Json])[];
type Part = 'min' | 'max' | 'rules';

/** Runs the condition of a statement that stops a guard, unless its rule is off. */
function ruleOn(id: number, run: Json, condition: () => boolean): boolean {
  if (id === state.off) return false;
  const { faults, drafts } = run;
  const before = drafts.length;
  const stop = condition();
  if (stop || run.faults !== faults || drafts.length !== before) state.touched.add(id);
  return stop;
}

/** A list of rules without the one that is off. */
function itemsOn(items: Items): unknown {
  const kept = (): Json[] => {
    for (const [id] of items) state.touched.add(id);
    return items.flatMap(([id, item]) => (id === state.off ? [] : [item]));
  };
  return {
    get length() {
      return kept().length;
    },
    [Symbol.iterator]: () => kept()[Symbol.iterator](),
    some: (test: (item: Json) => boolean) => kept().some(test),
    find: (test: (item: Json) => boolean) => kept().find(test),
  };
}

/** How many entries a role has, or what it adds to their profile; nothing while that is off. */
function partOn(id: number, part: Part, value: Json): unknown {
  if (part === 'rules') return (item: Json, run: Json) => !ruleOn(id, run, () => !(value(item, run) as boolean));
  const none = part === 'min' ? 0 : Infinity;
  const now = (): number => {
    state.touched.add(id);
    return id === state.off ? none : value;
  };
  return { [Symbol.toPrimitive]: now };
}

Object.assign(globalThis, { [switches.statement]: ruleOn, [switches.item]: itemsOn, [switches.part]: partOn });
