/** Makes values from the tables of rules, from the outside to the inside. */
import { FORM, type ElementEntry, type ElementTable } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import { isObject, cloneJson } from '../core/json.js';
import type { Layer } from '../guard/node.js';
import type { TypeRules } from '../guard/rules.js';
import { Adjustments, type Made } from './adjustments.js';
import { chosenElements, MADE, type Choice } from './choose.js';
import { chooseCode, chooseConcept, demandsOf, type KnownCodes } from './codings.js';
import type { Concept } from './concept.js';
import { exampleUnits } from './example-codes.js';
import { mergeValues, type BoundCodes, type Demands } from './demands.js';
import { planElement, planElements, valuesOf, type ElementPlan } from './elements.js';
import { itemsToMake, type Item } from './items.js';
import type { FindTarget } from './links.js';
import { isIn, matchesTests } from './marks.js';
import { overlaid } from './overlay.js';
import { randomPrimitive } from './primitives.js';
import type { Prng } from './prng.js';
import { textOfPattern } from './text-of-pattern.js';
import { sizeAt, type Draw, type RandomSize } from './size.js';

/** Where a value is made, and how. */
export interface At extends Draw {
  /** FHIRPath, as in issues: `Patient.name[0].family`. */
  readonly path: string;
  /** Id of the element without slices: `Patient.name.family`. */
  readonly element: string;
  readonly made: Made;
  /** True in a contained resource, which has neither a narrative nor metadata. */
  readonly isContained?: boolean;
}

/** What a maker knows of the package, and of what is around the values that it makes. */
export interface MakerContext {
  readonly types: ReadonlyMap<string, TypeRules>;
  readonly codes: KnownCodes;
  readonly findTarget: FindTarget;
  /** Number that moves by one from seed to seed, so that the types of a choice take turns. */
  readonly turn: number;
}

/** What the types of the elements that are made are looked up in. */
type Owner = Pick<TypeRules, 'partOf'>;

/** The number of objects after which only what is needed is made. */
const MOST_OBJECTS = 1000;
/** The number of levels after which nothing is made. */
const MOST_LEVELS = 24;
/** How often an item is made anew that is not in its slice, or in another. */
const TRIES = 6;

export class Maker {
  readonly #context: MakerContext;
  readonly #adjustments: Adjustments;
  /** By path. */
  readonly made = new Map<string, Made>();
  #objects = 0;

  constructor(context: MakerContext, adjustments: Adjustments) {
    this.#context = context;
    this.#adjustments = adjustments;
  }

  /** Returns the place of a root. */
  root(path: string, element: string, random: Prng, size: RandomSize, parent?: Made, isOptional = false): At {
    const made: Made = { key: path, isOptional, parent };
    return this.#at({ path, element, made, random, size, depth: 0 });
  }

  /** Makes a resource, or another object; `presets` are properties that are given. */
  object(type: TypeRules, layers: readonly Layer[], at: At, presets: Properties = {}): Properties {
    const { elements } = type;
    if (++this.#objects > MOST_OBJECTS) at = { ...at, size: 'minimal' };
    if (at.depth > MOST_LEVELS) return {};
    const contents = [type.content, ...layers];
    const value: Record<string, unknown> = elements.isResource ? { resourceType: elements.path } : {};
    const chosen = chosenElements(
      elements,
      contents,
      at,
      presets,
      (name) => this.#isDropped(at, name),
      this.#context.turn,
    );
    for (const choice of chosen) this.#element(value, type, choice, at, presets);
    return value;
  }

  /** Makes the metadata of a resource that claims a profile. */
  meta(type: TypeRules, layers: readonly Layer[], at: At, claim: string): Properties {
    const [plan] = planElements(type.elements, [type.content, ...layers]).filter(({ row }) => row.name === 'meta');
    const entry = plan?.entries[0];
    const part = entry?.table && type.partOf(entry.table);
    if (!plan || !part) return { profile: [claim] };
    const demands = mergeValues(valuesOf(entry, plan.rules));
    return this.object(part, demands.layers, this.#below(at, 'meta', false), { profile: [claim] });
  }

  #isDropped({ made }: At, name: string): boolean {
    return this.#adjustments.isDropped(`${made.key}.${name}`);
  }

  /** Returns a place with what its earlier tries change. */
  #at(at: At): At {
    this.made.set(at.path, at.made);
    const tries = this.#adjustments.triesOf(at.made.key);
    if (tries === 0) return at;
    return { ...at, random: at.random.fork(`try ${tries}`), size: sizeAt(at.size, tries) };
  }

  #element(
    value: Record<string, unknown>,
    type: TypeRules,
    { plan, entry, isOptional }: Choice,
    at: At,
    presets: Properties,
  ): void {
    const { row } = plan;
    const inner = this.#below(at, entry.stem, isOptional);
    const given = presets[entry.name];
    if (given !== undefined && given !== MADE) value[entry.name] = given;
    else {
      const made = entry.isList ? this.#list(type, plan, entry, inner) : this.#single(type, plan, entry, inner);
      if (made === undefined || (Array.isArray(made) && made.length === 0)) return;
      value[entry.name] = made;
    }
    if (entry.type !== '' && !entry.isList) this.#beside(value, type, plan, entry, row.owner, inner);
  }

  #below(at: At, name: string, isOptional: boolean): At {
    const made: Made = { key: `${at.made.key}.${name}`, isOptional, parent: at.made };
    const [path, element] = [`${at.path}.${name}`, `${at.element}.${name}`];
    return this.#at({ ...at, path, element, made, random: at.random.fork(name), depth: at.depth + 1 });
  }

  #single(type: Owner, plan: ElementPlan, entry: ElementEntry, at: At): unknown {
    // Slices of what is no list are slices of the types of a choice, or of one value.
    const slice = plan.slices.find(({ min }) => min > 0) ?? plan.slices[0];
    const values = [...valuesOf(entry, plan.rules), ...(plan.row.isChoice ? [] : (slice?.values ?? []))];
    return this.#value(type, entry, mergeValues(values), at);
  }

  #list(type: Owner, plan: ElementPlan, entry: ElementEntry, at: At): unknown[] {
    const isDropped = (name: string): boolean => this.#adjustments.isDropped(`${at.made.key}:${name}`);
    const found: unknown[] = [];
    for (const item of itemsToMake(plan, at, isDropped)) {
      const made = this.#item(type, plan, entry, item, at, found.length);
      if (made !== undefined) found.push(made);
    }
    return found;
  }

  #item(type: Owner, plan: ElementPlan, entry: ElementEntry, item: Item, at: At, index: number): unknown {
    const made: Made = { key: `${at.made.key}:${item.name}`, isOptional: item.isOptional, parent: at.made };
    const place = { ...at, path: `${at.path}[${index}]`, made, random: at.random.fork(item.name) };
    const demands = mergeValues([...valuesOf(entry, plan.rules), ...(item.slice?.values ?? [])]);
    for (let i = 0; i < TRIES; i++) {
      const again = i === 0 ? place : { ...place, random: place.random.fork(`item ${i}`) };
      const value = this.#value(type, entry, demands, this.#at(again));
      if (value === undefined) return undefined;
      if (item.slice ? matchesTests(value, item.slice.rules) : !isInAny(value, plan)) return value;
    }
    return undefined;
  }

  #value(type: Owner, entry: ElementEntry, demands: Demands, at: At): unknown {
    if (demands.fixed !== undefined) return cloneJson(demands.fixed);
    const made = this.#plainValue(type, entry, demands, at);
    return demands.patterns.reduce((value, pattern) => overlaid(value, pattern), made);
  }

  #plainValue(type: Owner, entry: ElementEntry, demands: Demands, at: At): unknown {
    if (entry.form === FORM.resource) return this.#resource(demands, at);
    if (!entry.table) return this.#primitive(entry, demands, at);
    const part = type.partOf(entry.table);
    if (!part) return undefined;
    return this.#ofType(part, entry.table, demands, at);
  }

  #primitive(entry: ElementEntry, demands: Demands, at: At): unknown {
    const { random } = at;
    const pattern = this.#adjustments.patternOf(at.made.key);
    const matching = pattern === undefined ? undefined : textOfPattern(pattern, random);
    if (matching !== undefined) return matching;
    const code = chooseCode(demands, this.#context.codes, random);
    return code ?? randomPrimitive(entry.type, entry.name, random, demands.limits);
  }

  #ofType(type: TypeRules, table: ElementTable, demands: Demands, at: At): Properties | undefined {
    const { layers } = demands;
    switch (table.path) {
      case 'Reference':
        return this.#reference(type, demands, at);
      case 'CodeableConcept':
        return this.#concept(type, demands, at);
      case 'Coding':
        return this.object(type, layers, at, this.#coding(demands.bound, layers, at));
      default:
        return this.object(type, layers, at, isMeasure(table) ? this.#unit(table, demands, at) : {});
    }
  }

  #reference(type: TypeRules, demands: Demands, at: At): Properties | undefined {
    const { targets: types, targetProfiles: profiles, isBundled } = demands;
    const reference = this.#context.findTarget({ element: at.element, types, profiles, isBundled }, at.random);
    if (reference === undefined) return undefined;
    return this.object(type, demands.layers, { ...at, depth: at.depth + 1 }, { reference });
  }

  #concept(type: TypeRules, demands: Demands, at: At): Properties {
    const coding = type.elements.entries.get('coding');
    const part = coding?.table && type.partOf(coding.table);
    const row = type.elements.rows.get('coding');
    const plan = row && planElement(row, [type.content, ...demands.layers]);
    if (!coding || !part || !plan || plan.slices.length > 0 || plan.max === 0)
      return this.#slicedConcept(type, demands, at);
    const inner = mergeValues(valuesOf(coding, plan.rules));
    const first = this.#coding([...demands.bound, ...inner.bound], inner.layers, at);
    if (first === undefined) return this.object(type, demands.layers, at, { text: 'Example' });
    const made = this.object(part, inner.layers, this.#below(at, 'coding', plan.min === 0), first);
    const value = inner.patterns.reduce((one, pattern) => overlaid(one, pattern), inner.fixed ?? made);
    return this.object(type, demands.layers, at, { coding: [value] });
  }

  /** Makes a concept whose codings are in slices, each with a code of its own. */
  #slicedConcept(type: TypeRules, demands: Demands, at: At): Properties {
    const value = this.object(type, demands.layers, at);
    return Object.keys(value).length > 0 ? value : { text: 'Example' };
  }

  /** Returns the system, code and display of a Coding; undefined if nothing is known of its value sets. */
  #coding(bound: readonly BoundCodes[], layers: readonly Layer[], { random }: At): Properties | undefined {
    const concept: Concept | undefined = chooseConcept(bound, layers, this.#context.codes, random);
    if (!concept) return undefined;
    return { ...concept };
  }

  /** Returns the system, code and unit of a quantity, which then has a value. */
  #unit({ path }: ElementTable, { bound, layers }: Demands, { random, size, element }: At): Properties {
    const isCoded = bound.length > 0 || demandsOf('code', layers).fixed !== undefined;
    const [, end] = /\.(low|high)$/.exec(element) ?? [];
    // The two ends of a range can be compared.
    const value = end === undefined ? MADE : random.between(end === 'low' ? 1 : 11, end === 'low' ? 10 : 20);
    if (path === 'Quantity' && !isCoded && size === 'minimal' && end === undefined) return { value };
    const units = exampleUnits(path);
    const unit = end === undefined ? random.pick(units) : units[0];
    const concept = isCoded ? chooseConcept(bound, layers, this.#context.codes, random) : unit;
    if (!concept?.system) return { value };
    return { value, unit: concept.display ?? concept.code, system: concept.system, code: concept.code };
  }

  #resource(demands: Demands, at: At): Properties | undefined {
    const name = at.random.pick(demands.resourceTypes ?? ['Basic', 'Organization', 'Location']) ?? 'Basic';
    const type = this.#context.types.get(name);
    if (!type) return undefined;
    const inner: At = { ...at, element: name, size: at.size === 'everything' ? 'some' : at.size };
    return this.object(type, demands.layers, inner, { id: at.random.uuid() });
  }

  /** Makes the extensions beside a primitive that a profile defines. */
  #beside(
    value: Record<string, unknown>,
    type: TypeRules,
    plan: ElementPlan,
    entry: ElementEntry,
    owner: ElementTable,
    at: At,
  ): void {
    const { layers } = mergeValues(valuesOf(entry, plan.rules));
    const row = owner.sibling.rows.get('extension');
    const [extensions] = row?.entries ?? [];
    if (!row || !extensions || !type.extension || layers.length === 0) return;
    const inner = planElement(row, layers);
    if (inner.slices.length === 0) return;
    const found = this.#list({ partOf: () => type.extension }, inner, extensions, this.#below(at, 'extension', true));
    if (found.length > 0) value[entry.sibling] = { extension: found };
  }
}

function isMeasure({ path, entries }: ElementTable): boolean {
  return path !== 'Coding' && entries.has('unit') && entries.has('system') && entries.has('code');
}

function isInAny(value: unknown, { rules }: ElementPlan): boolean {
  return (
    isObject(value) &&
    rules.some(({ slicing }) => slicing?.slices.some((slice) => isIn(value, slice, slicing.by)) === true)
  );
}
