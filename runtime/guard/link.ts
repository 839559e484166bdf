/**
 * Merges the rules of a type and of profiles for a place into one table of the fast walk. Rules for the object as a
 * whole are merged when the walk first reaches the place, and a row when it first reaches the property: messages use
 * few of a type's elements.
 */
import type { ElementEntry, ElementRow, ElementTable } from '../core/elements.js';
import { FORM } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import { explainContent, explainItem } from './explain-content.js';
import { explainSlices } from './explain-slices.js';
import { hasSibling } from './explain-type.js';
import { formatNumber } from './formats.js';
import { linkInvariants, type LinkedInvariants } from './link-invariants.js';
import {
  boundSet,
  countTest,
  fastSlicings,
  isFast,
  isRefused,
  isRefusedWithOwn,
  kindOf,
  layersIn,
  mayDoubt,
  MOST_BITS,
  needsItems,
  plainOf,
  profileTests,
  slowTests,
  someOf,
} from './link-values.js';
import { hasMoreTests, KIND, MANY, nodeOf, Row, SPECIAL, type Layer, type Node, type SlowTest } from './node.js';
import { alongside, fixedTo } from './profile.js';
import { bindingsOf, ProfileRules, type ElementRules, type TypeRules, type ValueRules } from './rules.js';
import { start } from './run.js';

/** Links a table when the walk first reaches its place. */
export function link(node: Node): void {
  new Linker(node).link();
}

/** Creates the row of a property; returns undefined if the property is unknown. */
export function rowOf(node: Node, key: string): Row | undefined {
  const row = node.makeRow(key);
  if (row) node.rows[key] = row;
  return row;
}

class Linker {
  readonly #node: Node;
  /** The rules of the type, followed by those of each profile. */
  readonly #contents: readonly Layer[];
  readonly #slow: SlowTest[] = [];
  /** Bits of required elements and of choices. */
  readonly #bitOf = new Map<string, number>();
  #bits = 0;
  readonly #linked: LinkedInvariants;

  constructor(node: Node) {
    this.#node = node;
    this.#linked = linkInvariants(node);
    this.#contents = [node.type.content, ...node.layers];
  }

  link(): void {
    const node = this.#node;
    const { elements } = node.type;
    if (node.isResource) this.#require('resourceType');
    for (const name of this.#named(elements)) {
      const row = elements.rows.get(name);
      if (row) this.#element(row);
    }
    node.invariants = this.#linked.invariants;
    node.wakeable = node.invariants?.wakeable ?? 0;
    if (this.#linked.isNoted) node.isNoted = true;
    this.#slow.push(...this.#linked.slow);
    if (this.#slow.length > 0) node.slow = this.#slow;
    const { special, isNoted, slow, invariants } = node;
    const isSpecial = special !== SPECIAL.none && special !== SPECIAL.extension;
    node.hasMore = isSpecial || isNoted || slow !== undefined || invariants?.hasMore === true;
    node.makeRow = (key) => this.#row(key);
    node.isLinked = true;
  }

  /** Returns the elements that have rules, and the choices, which may have only one value. */
  #named({ choices }: ElementTable): ReadonlySet<string> {
    const names = new Set(choices);
    for (const { elements } of this.#contents) for (const name in elements) names.add(name);
    return names;
  }

  /** Reserves a bit for a required element; returns 0 if none is left. */
  #require(name: string): number {
    const bit = this.#nextBit(name);
    this.#node.required |= bit;
    return bit;
  }

  #nextBit(name: string): number {
    const bit = this.#bits < MOST_BITS ? 1 << this.#bits++ : 0;
    this.#bitOf.set(name, bit);
    return bit;
  }

  #rulesOf(name: string): readonly ElementRules[] {
    const found: ElementRules[] = [];
    for (const { elements } of this.#contents) {
      const rules = elements?.[name];
      if (rules) found.push(rules);
    }
    return found;
  }

  /** Merges those rules of an element that concern the object as a whole. */
  #element(element: ElementRow): void {
    const rules = this.#rulesOf(element.name);
    const isRequired = rules.some(({ min = 0, slicing }) => min > 0 || (slicing !== undefined && needsItems(slicing)));
    const hasBit = isRequired || element.isChoice;
    const bit = isRequired ? this.#require(element.name) : hasBit ? this.#nextBit(element.name) : 0;
    // An element without a bit is looked up in the object.
    if (hasBit && bit === 0) this.#slow.push(countTest(element, isRequired));
    if (rules.some(({ undiscriminated }) => undiscriminated)) this.#node.isNoted = true;
    for (const entry of element.entries) if (entry.type !== '') this.#beside(entry, element, rules);
    if (!element.isChoice) this.#slowSlicings(element, rules);
  }

  /** Merges the rules for ids and extensions of a primitive. */
  #beside(entry: ElementEntry, element: ElementRow, rules: readonly ElementRules[]): void {
    const { name, order } = element;
    const table = element.owner.sibling;
    for (const { inside } of valuesOf(entry, rules)) {
      if (!inside) continue;
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

  /** Adds slicings that only the explaining walk can read. */
  #slowSlicings(element: ElementRow, rules: readonly ElementRules[]): void {
    for (const slicing of rules.flatMap((rule) => rule.slicing ?? [])) {
      if (element.isList && isFast(slicing)) continue;
      if (mayDoubt(slicing)) this.#node.isNoted = true;
      this.#slow.push((value, run) => explainSlices(slicing, element, value as Properties, run, explainItem));
    }
  }

  #row(key: string): Row | undefined {
    const { elements } = this.#node.type;
    if (key === 'resourceType' && elements.isResource) return this.#typeRow(elements.path);
    const isSibling = key.startsWith('_');
    const entry = elements.entries.get(isSibling ? key.slice(1) : key);
    if (!entry || (isSibling && !hasSibling(entry))) return undefined;
    const element = elements.rows.get(entry.isChoice ? `${entry.stem}[x]` : entry.stem);
    if (!element) return undefined;
    const row = isSibling ? this.#sibling(entry, element) : this.#own(entry, element);
    if (!row) return undefined;
    row.owner = elements;
    row.wakes = this.#linked.wakes.get(key) ?? 0;
    row.wakesRarely = this.#linked.wakesRarely.get(key) ?? 0;
    row.tests = this.#linked.tests.get(key);
    row.plain = plainOf(row);
    return row;
  }

  #typeRow(type: string): Row {
    const row = new Row('resourceType', KIND.type);
    row.fixed = type;
    row.bit = this.#bitOf.get(row.key) ?? 0;
    return row;
  }

  #own(entry: ElementEntry, element: ElementRow): Row {
    const rules = this.#rulesOf(element.name);
    const row = new Row(entry.name, isRefused(entry.name, rules) ? KIND.never : kindOf(entry));
    row.isMain = entry.name === mainOf(this.#node.special);
    this.#count(row, element, rules);
    if (row.kind !== KIND.never) this.#value(row, entry, element, rules);
    return row;
  }

  /** Sets how often an element may be present. */
  #count(row: Row, element: ElementRow, rules: readonly ElementRules[]): void {
    row.bit = this.#bitOf.get(element.name) ?? 0;
    row.isChoice = element.isChoice;
    row.min = Math.max(0, ...rules.map(({ min = 0 }) => min));
    row.max = Math.min(MANY, ...rules.map(({ max = MANY }) => max));
  }

  #value(row: Row, entry: ElementEntry, element: ElementRow, rules: readonly ElementRules[]): void {
    const values = valuesOf(entry, rules);
    const slow: SlowTest[] = [];
    if (entry.type === '') this.#object(row, entry, values, slow);
    else this.#primitive(row, entry, values, slow);
    slow.push(...values.flatMap(slowTests));
    row.slow = someOf(slow);
    row.bound = someOf(values.flatMap((value) => bindingsOf(value).map(boundSet)));
    row.targets = someOf(values.flatMap((value) => (value.targets ? [value.targets] : [])));
    row.profiled = someOf(values.flatMap(profileTests));
    const slicings = element.isList
      ? rules.flatMap(({ slicing }) => (slicing && isFast(slicing) ? [slicing] : []))
      : [];
    if (slicings.length > 0) row.slicings = fastSlicings(slicings);
    row.hasMore = hasMoreTests(row);
  }

  #primitive(row: Row, entry: ElementEntry, values: readonly ValueRules[], slow: SlowTest[]): void {
    row.format = formatNumber(this.#node.type.elements, entry);
    row.codes = values.find(({ codes }) => codes)?.codes;
    const [fixed, ...others] = values.flatMap((value) => (value.fixed === undefined ? [] : [value.fixed]));
    row.fixed = fixed;
    for (const other of others) if (other !== fixed) slow.push((x, run) => fixedTo(run, x, '', 0, other));
  }

  #object(row: Row, entry: ElementEntry, values: readonly ValueRules[], slow: SlowTest[]): void {
    const layers = values.flatMap(layersIn);
    if (entry.form === FORM.resource) {
      row.layers = layers;
      row.resources = new Map();
      return;
    }
    const { table } = entry;
    const type = table && this.#node.type.partOf(table);
    if (!type) throw new Error(`the rules of ${this.#node.type.elements.path} do not say what ${entry.name} holds`);
    row.node = nodeOf(type, layers);
    for (const { fixed } of values) if (fixed !== undefined) slow.push((x, run) => fixedTo(run, x, '', 0, fixed));
  }

  #sibling(entry: ElementEntry, element: ElementRow): Row | undefined {
    const { extension, content } = this.#node.type;
    if (!extension) return undefined;
    const rules = this.#rulesOf(element.name);
    const isRefusedToo = isRefused(entry.sibling, rules) || isRefusedWithOwn(entry.name, rules);
    const row = new Row(entry.sibling, isRefusedToo ? KIND.never : entry.isList ? KIND.siblings : KIND.sibling);
    this.#count(row, element, rules);
    // The list itself has to be present if the type requires it; ids and extensions beside it do not suffice.
    if (entry.isList && (content.elements?.[entry.name]?.min ?? 0) > 0) row.bit = 0;
    row.node = nodeOf(extension, []);
    return row;
  }
}

const NOTHING = {};

/** Returns the rules for the values of a property; of a choice, those for its type. */
function valuesOf({ name }: ElementEntry, rules: readonly ElementRules[]): readonly ValueRules[] {
  return rules.map((rule): ValueRules => (rule.members ? (rule.members[name] ?? NOTHING) : rule));
}

/** The property that decides a special rule of FHIR, by the rule. */
function mainOf(special: number): string | undefined {
  switch (special) {
    case SPECIAL.reference:
      return 'reference';
    case SPECIAL.coding:
    case SPECIAL.identifier:
    case SPECIAL.quantity:
      return 'system';
    default:
      return undefined;
  }
}

/** Returns the table of a type or profile. */
export function rootNode(rules: TypeRules | ProfileRules): Node {
  if (!(rules instanceof ProfileRules)) return nodeOf(rules, []);
  return nodeOf(
    rules.type,
    rules.layers.map(({ content }) => content),
  );
}
