/**
 * The tables of the fast walk. Each place in a value has one table, in which the rules of its type and of all profiles
 * are merged. A table is linked when the walk first reaches its place, and kept: equal rules share one table.
 */
import type { ElementTable } from '../core/elements.js';
import type { Codes } from './codes.js';
import type { CodeSet } from './code-set.js';
import { isQuantity } from './known-code.js';
import type { Additions, ContentRules, InvariantRule, SliceRules, Slicing, TypeRules } from './rules.js';
import type { Run } from './run.js';

/** How the walk treats the value of a property. */
export const KIND = {
  primitive: 0,
  primitives: 1,
  object: 2,
  objects: 3,
  resource: 4,
  contained: 5,
  sibling: 6,
  siblings: 7,
  type: 8,
  never: 9,
} as const;

export type Kind = (typeof KIND)[keyof typeof KIND];

/** How a simple property is tested. The loop over an object tests these itself, without calling a function. */
export const PLAIN = { none: 0, codes: 1, text: 2, primitive: 3, object: 4, objects: 5 } as const;

/** The rules of one profile for the objects at a place. */
export type Layer = ContentRules;

/** A test that fails when it returns true. It expects a run that stops at the first fault. */
export type SlowTest = (value: unknown, run: Run) => boolean;

/** The value set that a coded value is bound to. */
export interface BoundSet {
  readonly isRequired: boolean;
  /** Undefined if no code is known. */
  readonly set: CodeSet | undefined;
  readonly test: SlowTest;
  /** True if it can be decided without a terminology service that a code is no member. */
  readonly isDecidable: boolean;
  /** Returns whether it cannot be decided if a value is a member. */
  readonly isOpen: (value: unknown, run: Run) => boolean;
}

/** No maximum. A small integer, as all other numbers of a row are, which engines store without a box. */
export const MANY = 0x3fff_ffff;

/**
 * A property in a table. All rows have all fields, so that the walk meets a single object shape. The fields that it
 * reads most come first, close together in memory. `next` is the row that followed last time, and nearly always follows
 * this time.
 */
export class Row {
  readonly key: string;
  next: Row | undefined = undefined;
  /** Bit that the walk sets when it sees the property, if the element is required or a choice. */
  bit = 0;
  /** Bits of the invariants to test if the property is present. */
  wakes = 0;
  /** A value of `PLAIN`; 0 if the property needs more than one simple test. */
  plain = 0;
  /** Number of a primitive's format. */
  format = 0;
  /** The only allowed codes, or the only allowed text. */
  codes: Codes | undefined = undefined;
  /** The member of `codes` found last, because comparing is faster than looking up. */
  member: unknown = undefined;
  fixed: unknown = undefined;
  /** Of an object, its table; of a resource, whose table depends on its type, the table used last. */
  node: Node | undefined = undefined;
  readonly kind: Kind;
  min = 0;
  max = MANY;
  isChoice = false;
  /** True if the value is tested beyond its format or table. */
  hasMore = false;
  /**
   * True for the property that decides a special rule of FHIR: the text of a reference, the system of a code,
   * unit or identifier.
   */
  isMain = false;
  /** Bits of the invariants to test only if the text is of a rare kind: a fragment, or an address with a version. */
  wakesRarely = 0;
  /** Invariants of the value itself. */
  tests: readonly InvariantRule[] | undefined = undefined;
  slicings: readonly FastSlicing[] | undefined = undefined;
  bound: readonly BoundSet[] | undefined = undefined;
  /** Resource types allowed as the target of a reference. */
  targets: readonly (readonly string[])[] | undefined = undefined;
  /** Tests of the profiles that the target of a reference follows, for runs that know profiles. */
  profiled: readonly SlowTest[] | undefined = undefined;
  slow: readonly SlowTest[] | undefined = undefined;
  layers: readonly Layer[] = NO_LAYERS;
  /** The table of the type that has the property. */
  owner: ElementTable | undefined = undefined;
  /** Of a resource: its tables by resource type. */
  resources: Map<TypeRules, Node> | undefined = undefined;

  constructor(key: string, kind: Kind) {
    this.key = key;
    this.kind = kind;
  }
}

const NO_LAYERS: readonly Layer[] = [];

export class FastSlicing {
  /**
   * The property that discriminates, and, inside a resource, the property of that; empty if slices have tests instead.
   */
  readonly name: string;
  readonly inner: string;
  readonly isClosed: boolean;
  /** True if items in no slice come last. */
  readonly hasRestLast: boolean;
  readonly isOrdered: boolean;
  readonly slices: readonly FastSlice[];
  readonly byText: ReadonlyMap<unknown, FastSlice>;
  /** Bits of the required slices. */
  readonly needed: number;
  /** True if a slice has a minimum or maximum other than 0, 1 or unlimited. */
  readonly hasCounts: boolean;
  /** True if a text alone discriminates, and only the presence of each slice counts. */
  readonly isPlain: boolean;

  constructor({ by, rest, ordered }: Slicing, slices: readonly FastSlice[]) {
    const [name = '', inner = ''] = (by ?? '').split('.');
    this.name = name;
    this.inner = inner;
    this.isClosed = rest === 'refused';
    this.hasRestLast = rest === 'last';
    this.isOrdered = ordered === true;
    this.slices = slices;
    this.byText = new Map(slices.map((slice) => [slice.rules.is, slice]));
    this.needed = slices.reduce((bits, slice) => (slice.min > 0 ? bits | slice.bit : bits), 0);
    this.hasCounts = slices.some(({ min, max }) => min > 1 || (max > 1 && max < Infinity));
    const isCounted = this.hasCounts || this.isOrdered || this.hasRestLast;
    this.isPlain = this.name !== '' && !isCounted && slices.every(({ inner: again }) => again === undefined);
  }
}

/** The rules that a slice adds to the table of its items, and its tests beyond that table. */
export interface SliceParts {
  readonly min: number;
  readonly max: number;
  readonly layers: readonly Layer[];
  readonly bound: readonly BoundSet[] | undefined;
  readonly targets: readonly (readonly string[])[] | undefined;
  readonly profiled: readonly SlowTest[] | undefined;
  readonly slow: readonly SlowTest[] | undefined;
  readonly inner: FastSlicing | undefined;
}

export class FastSlice implements SliceParts {
  readonly rules: SliceRules;
  readonly rank: number;
  readonly bit: number;
  readonly min: number;
  readonly max: number;
  /** True if an item is tested beyond its table. */
  readonly hasMore: boolean;
  /** The table of the items when the slice was last used, and that table merged with the slice. */
  #base: Node | undefined = undefined;
  #merged: Node | undefined = undefined;
  readonly bound: readonly BoundSet[] | undefined;
  readonly targets: readonly (readonly string[])[] | undefined;
  readonly profiled: readonly SlowTest[] | undefined;
  readonly slow: readonly SlowTest[] | undefined;
  readonly inner: FastSlicing | undefined;
  readonly layers: readonly Layer[];

  constructor(rules: SliceRules, rank: number, parts: SliceParts) {
    this.rules = rules;
    this.rank = rank;
    this.bit = 1 << rank;
    this.min = parts.min;
    this.max = parts.max;
    this.bound = parts.bound;
    this.targets = parts.targets;
    this.profiled = parts.profiled;
    this.slow = parts.slow;
    this.inner = parts.inner;
    this.layers = parts.layers;
    this.hasMore = hasMoreTests(this);
  }

  /** Returns the table of the slice's items: the table of all items merged with what the slice adds. */
  nodeOn(base: Node): Node {
    if (base === this.#base) return this.#merged as Node;
    this.#base = base;
    return (this.#merged = this.layers.length === 0 ? base : nodeOf(base.type, [...base.layers, ...this.layers]));
  }
}

/** Whether values are tested beyond their format or table. */
export function hasMoreTests({ bound, targets, profiled, slow }: ValueTests): boolean {
  return bound !== undefined || targets !== undefined || profiled !== undefined || slow !== undefined;
}

/** The tests of values at a place, or in a slice, beyond their format or table. */
export type ValueTests = Pick<Row, 'bound' | 'targets' | 'profiled' | 'slow'>;

/** The invariants of a table. */
export interface FastInvariants {
  /** Invariants tested only if one of certain properties is present, by the position of their bit. */
  readonly woken: readonly InvariantRule[];
  /** The bits of `woken`. */
  readonly wakeable: number;
  readonly always: readonly InvariantRule[];
  /** Presence invariants as bits: at least one of these is present; of each two in turn exactly one is present. */
  readonly some: readonly number[];
  readonly one: readonly number[];
  /** True if there are invariants to test besides `woken`. */
  readonly hasMore: boolean;
}

/** Types with rules that tables do not state. */
export const SPECIAL = {
  none: 0,
  reference: 1,
  coding: 2,
  identifier: 3,
  extension: 4,
  bundle: 5,
  quantity: 6,
} as const;

/**
 * The table of a place. The fields that the walk reads for every object come first, close together in memory: the
 * tables of all events exceed the processor's nearest cache.
 */
export class Node {
  isLinked = false;
  /** True if every object at the place may produce notes. */
  isNoted = false;
  readonly special: number;
  /** The row of the property that came first last time. */
  first: Row | undefined = undefined;
  required = 0;
  /** The bits of invariants that a property can wake. */
  wakeable = 0;
  /** True if there are tests on the object beyond its properties. */
  hasMore = false;
  readonly isResource: boolean;
  /** The rows that have been used so far. */
  readonly rows: Record<string, Row | undefined> = Object.create(null) as Record<string, Row | undefined>;
  invariants: FastInvariants | undefined = undefined;
  /** Tests on the object itself. */
  slow: readonly SlowTest[] | undefined = undefined;
  /** Creates the row of a property that is met for the first time. */
  makeRow: (key: string) => Row | undefined = () => undefined;
  readonly type: TypeRules;
  readonly layers: readonly Layer[];
  readonly #further = new Map<Additions | SliceRules | ContentRules, Node>();

  constructor(type: TypeRules, layers: readonly Layer[]) {
    this.type = type;
    this.layers = layers;
    this.isResource = type.elements.isResource;
    this.special = specialOf(type.elements.path);
  }

  /** Returns the table of the same place with additional rules, cached by their source. */
  with(source: Additions | SliceRules | ContentRules, layers: () => readonly Layer[]): Node {
    const known = this.#further.get(source);
    if (known) return known;
    const node = nodeOf(this.type, [...this.layers, ...layers()]);
    this.#further.set(source, node);
    return node;
  }
}

function specialOf(path: string): number {
  switch (path) {
    case 'Reference':
      return SPECIAL.reference;
    case 'Coding':
      return SPECIAL.coding;
    case 'Identifier':
      return SPECIAL.identifier;
    case 'Extension':
      return SPECIAL.extension;
    case 'Bundle':
      return SPECIAL.bundle;
    default:
      return isQuantity(path) ? SPECIAL.quantity : SPECIAL.none;
  }
}

/** The tables of a type: a tree with a branch for each layer of rules that is merged into it. */
class Branch {
  node: Node | undefined = undefined;
  readonly #further = new Map<Layer, Branch>();

  on(layer: Layer): Branch {
    const next = this.#further.get(layer) ?? new Branch();
    this.#further.set(layer, next);
    return next;
  }
}

const branches = /*@__PURE__*/ new WeakMap<TypeRules, Branch>();

/** Returns the table of a type with layers on top. The same layers always return the same table. */
export function nodeOf(type: TypeRules, layers: readonly Layer[]): Node {
  const root = branches.get(type) ?? new Branch();
  branches.set(type, root);
  const unique = layers.length > 1 ? [...new Set(layers)] : layers;
  const branch = unique.reduce((at, layer) => at.on(layer), root);
  return (branch.node ??= new Node(type, unique));
}
