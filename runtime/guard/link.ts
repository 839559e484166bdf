/** Merges what a type and profiles say of a place into one table for the fast walk. */
import { FORM, type ElementEntry, type ElementRow } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import { formatNumber, REFERENCE } from './formats.js';
import { explainBinding, explainContent, explainItem } from './explain-content.js';
import { explainSlices } from './explain-slices.js';
import { hasSibling } from './explain-type.js';
import { invariantsOf, keeps } from './explain-invariants.js';
import {
  FastSlicing,
  KIND,
  MANY,
  nodeOf,
  PLAIN,
  Row,
  SPECIAL,
  type BoundSet,
  type FastInvariants,
  type FastSlice,
  type Layer,
  type Node,
  type SlowTest,
} from './node.js';
import { alongside, fixedTo, limited, patterned, typed } from './profile.js';
import { bundled, targetProfiles } from './reference-guard.js';
import { start } from './run.js';
import {
  layersOf,
  ProfileRules,
  type Binding,
  type ElementRules,
  type FollowedRules,
  type InvariantRule,
  type SliceRules,
  type Slicing,
  type TypeRules,
  type ValueRules,
} from './rules.js';

/** More required elements and choices than this have no bit of their own. */
const MOST_BITS = 28;

/** Links a table when the walk first comes to its place. */
export function link(node: Node): void {
  new Linker(node).link();
}

class Linker {
  readonly #node: Node;
  /** What the type says, then each profile. */
  readonly #contents: readonly Layer[];
  readonly #slow: SlowTest[] = [];
  readonly #rows = new Map<string, Row>();
  #bits = 0;

  constructor(node: Node) {
    this.#node = node;
    this.#contents = [node.type.content, ...node.layers];
  }

  link(): void {
    const node = this.#node;
    const { elements } = node.type;
    if (node.isResource) this.#typeRow(elements.path);
    for (const row of elements.rows.values()) this.#element(row);
    node.invariants = this.#invariants();
    for (const [key, row] of this.#rows) {
      row.plain = plainOf(row);
      node.rows[key] = row;
    }
    node.slow = this.#slow;
    node.hasMore =
      node.special !== SPECIAL.none || node.isNoted || node.slow.length > 0 || node.invariants !== undefined;
    node.isLinked = true;
  }

  #typeRow(type: string): void {
    const row = new Row('resourceType', KIND.type);
    row.fixed = type;
    row.bit = this.#nextBit();
    this.#node.required |= row.bit;
    this.#rows.set(row.key, row);
  }

  #nextBit(): number {
    return this.#bits < MOST_BITS ? 1 << this.#bits++ : 0;
  }

  #element(element: ElementRow): void {
    const rules = this.#contents.flatMap(({ elements }) => elements?.[element.name] ?? []);
    const isRequired = rules.some(({ min = 0, slicing }) => min > 0 || (slicing !== undefined && needsItems(slicing)));
    const bit = isRequired || element.isChoice ? this.#nextBit() : 0;
    if (isRequired) this.#node.required |= bit;
    if (rules.some(({ untold }) => untold)) this.#node.isNoted = true;
    for (const entry of element.entries) this.#entry(entry, element, rules, bit);
    // What has no bit is looked up in the object.
    if (bit === 0 && (isRequired || element.isChoice)) this.#slow.push(countTest(element, isRequired));
  }

  #entry(entry: ElementEntry, element: ElementRow, rules: readonly ElementRules[], bit: number): void {
    const row = new Row(entry.name, isRefused(entry.name, rules) ? KIND.never : kindOf(entry));
    row.bit = bit;
    row.isMain = MAIN[this.#node.type.elements.path] === entry.name;
    row.isChoice = element.isChoice;
    row.min = Math.max(0, ...rules.map(({ min = 0 }) => min));
    row.max = Math.min(MANY, ...rules.map(({ max = MANY }) => max));
    this.#rows.set(entry.name, row);
    if (row.kind !== KIND.never) this.#value(row, entry, element, rules);
    if (hasSibling(entry)) this.#sibling(row, entry, rules);
  }

  #value(row: Row, entry: ElementEntry, element: ElementRow, rules: readonly ElementRules[]): void {
    const values = rules.map((rule): ValueRules => (rule.members ? (rule.members[entry.name] ?? NONE) : rule));
    if (entry.type !== '') this.#primitive(row, entry, element, values);
    else this.#object(row, entry, values);
    const bound = values.flatMap(({ binding }) => (binding ? boundSet(binding) : []));
    if (bound.length > 0) row.bound = bound;
    const slow = values.flatMap((value) => slowTests(value));
    if (slow.length > 0) row.slow = [...(row.slow ?? []), ...slow];
    const targets = values.flatMap((value) => (value.targets ? [value.targets] : []));
    if (targets.length > 0) row.targets = targets;
    if (!element.isChoice) this.#slicings(row, element, rules);
    row.hasMore = row.bound !== undefined || row.slow !== undefined || row.targets !== undefined;
    row.isSimple =
      row.kind === KIND.primitive && !row.hasMore && (row.codes !== undefined || typeof row.fixed === 'string');
  }

  #primitive(row: Row, entry: ElementEntry, element: ElementRow, values: readonly ValueRules[]): void {
    row.format = formatNumber(this.#node.type.elements, entry);
    row.codes = values.find(({ codes }) => codes)?.codes;
    const fixed = values.flatMap((value) => (value.fixed === undefined ? [] : [value.fixed]));
    row.fixed = fixed[0];
    const others = fixed.slice(1).filter((value) => value !== row.fixed);
    if (others.length > 0)
      row.slow = others.map(
        (value): SlowTest =>
          (x, run) =>
            fixedTo(run, x, '', 0, value),
      );
    const { name, order } = element;
    for (const { inside } of values) {
      if (!inside) continue;
      const table = element.owner.sibling;
      const isOptional = explainContent(inside, table, {}, start('is'));
      this.#slow.push((value, run) => {
        const owner = value as Properties;
        if (isOptional && owner[entry.sibling] === undefined) return false;
        return alongside(run, owner[entry.name], owner[entry.sibling], name, order, (beside, inner) =>
          explainContent(inside, table, beside, inner),
        );
      });
    }
  }

  #object(row: Row, entry: ElementEntry, values: readonly ValueRules[]): void {
    const layers = values.flatMap((value) => layersIn(value));
    if (entry.form === FORM.resource) {
      row.layers = layers;
      row.resources = new Map();
      return;
    }
    const { table } = entry;
    const type = table && this.#node.type.partOf(table);
    if (!type) throw new Error(`the rules of ${this.#node.type.elements.path} do not say what ${entry.name} holds`);
    row.node = nodeOf(type, layers);
    const fixed = values.filter((value) => value.fixed !== undefined);
    const tests = fixed.map(
      (value): SlowTest =>
        (x, run) =>
          fixedTo(run, x, '', 0, value.fixed),
    );
    if (tests.length > 0) row.slow = [...(row.slow ?? []), ...tests];
  }

  #slicings(row: Row, element: ElementRow, rules: readonly ElementRules[]): void {
    const all = rules.flatMap(({ slicing }) => slicing ?? []);
    const fast = all.filter((slicing) => element.isList && isFast(slicing));
    if (fast.length > 0) row.slicings = fast.map((slicing) => fastSlicing(slicing));
    for (const slicing of all) {
      if (fast.includes(slicing)) continue;
      if (mayDoubt(slicing)) this.#node.isNoted = true;
      this.#slow.push((value, run) => explainSlices(slicing, element, value as Properties, run, explainItem));
    }
  }

  #sibling(own: Row, entry: ElementEntry, rules: readonly ElementRules[]): void {
    const { extension } = this.#node.type;
    if (!extension) return;
    const isRefusedToo = isRefused(entry.sibling, rules) || isRefusedWithOwn(entry.name, rules);
    const kind = isRefusedToo ? KIND.never : entry.isList ? KIND.siblings : KIND.sibling;
    const row = new Row(entry.sibling, kind);
    // A list of primitives has to be there where the type says so, and not only what stands beside it.
    const isTyped = (this.#node.type.content.elements?.[entry.name]?.min ?? 0) > 0;
    row.bit = entry.isList && isTyped ? 0 : own.bit;
    row.isChoice = own.isChoice;
    row.min = own.min;
    row.max = own.max;
    row.node = nodeOf(extension, []);
    this.#rows.set(row.key, row);
  }

  #invariants(): FastInvariants | undefined {
    const rules = new Set(this.#contents.flatMap(invariantsOf));
    if (rules.size === 0) return undefined;
    const woken: InvariantRule[] = [];
    const made = {
      woken,
      wakeable: 0,
      always: [] as InvariantRule[],
      some: [] as number[],
      one: [] as [number, number][],
    };
    // Bits of invariants with a condition come first, so that a bit tells its place among them.
    const all = [...rules].filter((rule) => !this.#isUnique(rule));
    for (const rule of rules) if (this.#isUnique(rule)) this.#slow.push(repeatedAddress(rule));
    for (const rule of all.filter(({ holds }) => holds)) {
      if (this.#ofValue(rule) || this.#ofRareText(rule, 1 << woken.length)) {
        if (!rule.at) woken.push(rule);
        else if (woken.length < MOST_BITS) this.#wake([`_${rule.at[1]}`], 1 << (woken.push(rule) - 1));
        continue;
      }
      const names = this.#waking(rule);
      if (names === undefined || woken.length === MOST_BITS) made.always.push(rule);
      else this.#wake(names, 1 << (woken.push(rule) - 1));
    }
    made.wakeable = (1 << woken.length) - 1;
    let bits = woken.length;
    const nextBit = (name: string): number => {
      const bit = 1 << bits++;
      this.#wake(this.#properties(name), bit);
      return bit;
    };
    for (const rule of all.filter(({ holds }) => !holds)) {
      const { some = [], one } = rule;
      if (bits > MOST_BITS) this.#presence(rule);
      else if (one) made.one.push([nextBit(one[0]), nextBit(one[1])]);
      else made.some.push(some.reduce((bit, name) => (this.#wake(this.#properties(name), bit), bit), 1 << bits++));
    }
    return made;
  }

  /** That no two entries have the same address is tested with the addresses themselves, where they are counted. */
  #isUnique({ key }: InvariantRule): boolean {
    return key === 'bdl-7' && this.#node.type.elements.path === 'Bundle';
  }

  /** Whether an invariant is about the one value of a property, so that it is tested with that. */
  #ofValue(rule: InvariantRule): boolean {
    const row = rule.at && this.#rows.get(rule.at[1]);
    const beside = rule.at && this.#rows.get(`_${rule.at[1]}`);
    if (!row || (row.kind !== KIND.primitive && row.kind !== KIND.object && row.kind !== KIND.resource)) return false;
    // What stands beside a primitive may count as its value.
    if (beside && (rule.holds?.length ?? 0) > 2) return false;
    row.tests = [...(row.tests ?? []), rule];
    return true;
  }

  /** Two invariants of FHIR speak of texts that hardly any message has. */
  #ofRareText({ key }: InvariantRule, bit: number): boolean {
    const name = RARE[`${this.#node.type.elements.path} ${key}`];
    const row = name === undefined ? undefined : this.#rows.get(name);
    if (!row || bit > 1 << MOST_BITS) return false;
    row.wakesRarely |= bit;
    return true;
  }

  /** A rule about presence for which there is no bit left. */
  #presence(rule: InvariantRule): void {
    const { elements } = this.#node.type;
    this.#slow.push((value, run) => !keeps(rule, elements, value as Properties, run));
  }

  #wake(names: readonly string[], bit: number): void {
    for (const name of names) {
      const row = this.#rows.get(name);
      if (row) row.wakes |= bit;
    }
  }

  /** Properties of an element, siblings included. */
  #properties(name: string): string[] {
    const entries = this.#node.type.elements.rows.get(name)?.entries ?? [];
    return entries.flatMap((entry) => [entry.name, entry.sibling]);
  }

  /** The properties without which an invariant need not be looked at; undefined where there are none. */
  #waking(rule: InvariantRule): readonly string[] | undefined {
    if (rule.at) return [rule.at[1], `_${rule.at[1]}`];
    return rule.holds && readWhenEmpty(rule.holds);
  }
}

const NONE: ValueRules = {};

/** Invariants that hold for all texts but rare ones, with the property that has the text. */
const RARE: Readonly<Record<string, string>> = { 'Reference ref-1': 'reference', 'Bundle.entry bdl-8': 'fullUrl' };

/** Properties that FHIR asks more of, by type. */
const MAIN: Readonly<Record<string, string>> = { Reference: 'reference', Coding: 'system', Identifier: 'system' };

/**
 * The properties that a condition reads of an empty object, where it holds for that: where none of them is there, it
 * takes the same way. Undefined where it does not hold, or asks for more than properties.
 */
function readWhenEmpty(holds: NonNullable<InvariantRule['holds']>): readonly string[] | undefined {
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

function kindOf({ form, isList, name }: ElementEntry): Row['kind'] {
  if (form === FORM.resource) return name === 'contained' ? KIND.contained : KIND.resource;
  if (form === FORM.object) return isList ? KIND.objects : KIND.object;
  return isList ? KIND.primitives : KIND.primitive;
}

/** How a property is tested of which nothing more is asked. */
function plainOf(row: Row): number {
  const isMore = row.isChoice || row.hasMore || row.isMain || row.tests !== undefined || row.wakesRarely !== 0;
  if (isMore) return PLAIN.none;
  if (row.isSimple && (row.codes === undefined) !== (row.fixed === undefined))
    return row.codes === undefined ? PLAIN.text : PLAIN.codes;
  if (row.kind === KIND.primitive)
    return row.codes || row.fixed !== undefined || row.format >= REFERENCE ? PLAIN.none : PLAIN.primitive;
  if (row.kind === KIND.object) return PLAIN.object;
  const isList = row.kind === KIND.objects && row.slicings === undefined && row.node?.special !== SPECIAL.extension;
  return isList ? PLAIN.objects : PLAIN.none;
}

function isRefused(name: string, rules: readonly ElementRules[]): boolean {
  return rules.some(({ unused, only }) => unused?.includes(name) || isLeftOut(name, only));
}

function isLeftOut(name: string, only: readonly string[] | undefined): boolean {
  return only !== undefined && !name.startsWith('_') && !only.includes(name);
}

/** What a choice leaves out is left out with what stands beside it. */
function isRefusedWithOwn(name: string, rules: readonly ElementRules[]): boolean {
  return rules.some(({ only }) => isLeftOut(name, only));
}

/** What is merged into the table of a value: what it follows, and what is said inside it. */
function layersIn({ as, follows = [], inside }: ValueRules): Layer[] {
  const followed: readonly FollowedRules[] = as ? [as, ...follows] : follows;
  const layers = followed.flatMap(layersOf).map(({ content }) => content);
  return inside ? [...layers, inside] : layers;
}

/** What is tested beyond the table, by the functions that explain it. */
function slowTests({
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

function boundSet(binding: Binding): BoundSet {
  const [strength, set, systems] = binding;
  return {
    isRequired: strength === 'required',
    set: typeof set === 'string' ? undefined : set,
    isDecidable: typeof set !== 'string' || systems !== undefined,
    test: (value, run) => explainBinding(binding, value, '', 0, run),
  };
}

/** Whether a list without items lacks some of a slice. */
function needsItems({ slices }: Slicing): boolean {
  return slices.some(({ min = 0, slicing }) => min > 0 || (slicing !== undefined && needsItems(slicing)));
}

function isFast({ slices }: Slicing): boolean {
  if (slices.length > MOST_BITS) return false;
  return slices.every((slice) => !slice.doubtful && (slice.slicing === undefined || isFast(slice.slicing)));
}

function mayDoubt({ slices }: Slicing): boolean {
  return slices.some((slice) => slice.doubtful || (slice.slicing !== undefined && mayDoubt(slice.slicing)));
}

function fastSlicing(slicing: Slicing): FastSlicing {
  return new FastSlicing(slicing, slicing.slices.map(fastSlice));
}

function fastSlice(rules: SliceRules, rank: number): FastSlice {
  return {
    rules,
    rank,
    bit: 1 << rank,
    min: rules.min ?? 0,
    max: rules.max ?? Infinity,
    layers: layersIn(rules),
    bound: rules.binding ? [boundSet(rules.binding)] : [],
    targets: rules.targets ? [rules.targets] : [],
    slow: slowTests(rules),
    inner: rules.slicing && fastSlicing(rules.slicing),
  };
}

/** Of a Bundle with as many addresses as entries no invariant about repeated ones need be asked. */
function repeatedAddress({ holds }: InvariantRule): SlowTest {
  return (value, run) => {
    const entries = (value as Properties)['entry'];
    if (Array.isArray(entries) && run.bundle?.countAddresses() === entries.length) return false;
    return holds?.(value, run.env, undefined) === false;
  };
}

/** How often an element without a bit is there. */
function countTest({ isChoice, entries }: ElementRow, isRequired: boolean): SlowTest {
  return (value) => {
    const owner = value as Properties;
    const there = entries.filter(({ name }) => owner[name] !== undefined).length;
    if (isChoice && there > 1) return true;
    return isRequired && there === 0 && !entries.some(({ sibling }) => owner[sibling] !== undefined);
  };
}

/** The type and the layers of what rules say. */
export function rootNode(rules: TypeRules | ProfileRules): Node {
  if (!(rules instanceof ProfileRules)) return nodeOf(rules, []);
  return nodeOf(
    rules.type,
    rules.layers.map(({ content }) => content),
  );
}
