/**
 * What the fast walk reads: for each place of a value one table, in which a type and all that profiles add there are
 * merged. Tables are linked when the walk first comes to a place, and kept: the same rules make the same table.
 */
import type { Codes } from './codes.js';
import type { CodeSet } from './code-set.js';
import type { Additions, ContentRules, InvariantRule, SliceRules, Slicing, TypeRules } from './rules.js';
import type { Run } from './run.js';

/** What the walk does with the value of a property. */
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

/** What most properties are: those that ask no more than this are tested in the loop over an object itself. */
export const PLAIN = { none: 0, codes: 1, text: 2, primitive: 3, object: 4, objects: 5 } as const;

/** What one profile says of the objects of a place. */
export type Layer = ContentRules;

/** A test that ends the walk where it returns true; the run is one that stops at the first fault. */
export type SlowTest = (value: unknown, run: Run) => boolean;

/** What a coded value is bound to. */
export interface BoundSet {
  readonly isRequired: boolean;
  /** Undefined where no code is known. */
  readonly set: CodeSet | undefined;
  readonly test: SlowTest;
  /** Whether something other than a terminology can tell that a code is no member. */
  readonly isDecidable: boolean;
}

/** No maximum: a small integer, as the other numbers of a row are. */
export const MANY = 0x3fff_ffff;

/**
 * A property in a table. All have all fields, so that the walk meets one form of object only; what it reads of nearly all
 * of them comes first, so that it is close together in memory. `next` is what followed the last time, which is nearly
 * always what follows this time.
 */
export class Row {
  readonly key: string;
  next: Row | undefined = undefined;
  /** Set in what the walk has seen of an object: bits of what is required, and of choices. */
  bit = 0;
  /** Invariants that are tested where the property is there. */
  wakes = 0;
  /** How it is tested where nothing more is asked. */
  plain = 0;
  /** Number of the format of a primitive. */
  format = 0;
  /** The only codes, or the only text. */
  codes: Codes | undefined = undefined;
  /** The code that was found among them the last time: to look one up takes longer. */
  member: unknown = undefined;
  fixed: unknown = undefined;
  /** Of an object: its table; of a resource, what its type is merged with. */
  node: Node | undefined = undefined;
  readonly kind: Kind;
  min = 0;
  max = MANY;
  isChoice = false;
  /** True where a value is looked at beyond its format or table. */
  hasMore = false;
  /** True for the property that FHIR asks more of: the text of a reference, the system of a code or identifier. */
  isMain = false;
  /** Invariants that are tested where the text is of a rare kind only: a fragment, or an address with a version. */
  wakesRarely = 0;
  /** Invariants of the value itself. */
  tests: readonly InvariantRule[] | undefined = undefined;
  slicings: readonly FastSlicing[] | undefined = undefined;
  bound: readonly BoundSet[] | undefined = undefined;
  /** Types that a reference may lead to. */
  targets: readonly (readonly string[])[] | undefined = undefined;
  slow: readonly SlowTest[] | undefined = undefined;
  layers: readonly Layer[] = NO_LAYERS;
  /** Of a resource: tables by its type. */
  resources: Map<TypeRules, Node> | undefined = undefined;

  constructor(key: string, kind: Kind) {
    this.key = key;
    this.kind = kind;
  }
}

const NO_LAYERS: readonly Layer[] = [];

export class FastSlicing {
  /** The property with the text, and the property of the resource in it; empty where slices have tests instead. */
  readonly name: string;
  readonly inner: string;
  readonly isClosed: boolean;
  /** True where items of no slice come last. */
  readonly hasRestLast: boolean;
  readonly isOrdered: boolean;
  readonly slices: readonly FastSlice[];
  readonly byText: ReadonlyMap<unknown, FastSlice>;
  /** Bits of the slices that have to be there. */
  readonly needed: number;
  /** True where more is counted than whether a slice is there once. */
  readonly hasCounts: boolean;
  /** True where the text of an item alone tells its slice, and whether each slice is there is all that is counted. */
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

/** What a slice adds to the table of its items, and what is asked of an item beyond that. */
export interface SliceParts {
  readonly min: number;
  readonly max: number;
  readonly layers: readonly Layer[];
  readonly bound: readonly BoundSet[] | undefined;
  readonly targets: readonly (readonly string[])[] | undefined;
  readonly slow: readonly SlowTest[] | undefined;
  readonly inner: FastSlicing | undefined;
}

export class FastSlice implements SliceParts {
  readonly rules: SliceRules;
  readonly rank: number;
  readonly bit: number;
  readonly min: number;
  readonly max: number;
  /** True where an item is looked at beyond its table. */
  readonly hasMore: boolean;
  /** The table of items on which the slice was met the last time, and that with what the slice adds. */
  #base: Node | undefined = undefined;
  #merged: Node | undefined = undefined;
  readonly bound: readonly BoundSet[] | undefined;
  readonly targets: readonly (readonly string[])[] | undefined;
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
    this.slow = parts.slow;
    this.inner = parts.inner;
    this.layers = parts.layers;
    this.hasMore = parts.bound !== undefined || parts.targets !== undefined || parts.slow !== undefined;
  }

  /** The table of its items, on top of that of all items of the list. */
  nodeOn(base: Node): Node {
    if (base === this.#base) return this.#merged as Node;
    this.#base = base;
    return (this.#merged = this.layers.length === 0 ? base : nodeOf(base.type, [...base.layers, ...this.layers]));
  }
}

/** The invariants of a table. */
export interface FastInvariants {
  /** Those that are tested where a property is there that wakes them, by the place of their bit. */
  readonly woken: readonly InvariantRule[];
  /** The bits of those. */
  readonly wakeable: number;
  readonly always: readonly InvariantRule[];
  /** Rules about presence: bits of which one is there; of two elements exactly one. */
  readonly some: readonly number[];
  readonly one: readonly (readonly [number, number])[];
  /** True where there is more to test than what is woken. */
  readonly hasMore: boolean;
}

/** A type of which the walk asks more than tables say. */
export const SPECIAL = { none: 0, reference: 1, coding: 2, identifier: 3, extension: 4, bundle: 5 } as const;

/**
 * The table of a place. What the walk reads of every object comes first, so that it is close together in memory: tables of
 * all events do not fit into the nearest one together.
 */
export class Node {
  isLinked = false;
  /** True where something is to be noted of every object. */
  isNoted = false;
  readonly special: number;
  /** The row of what was the first property the last time. */
  first: Row | undefined = undefined;
  required = 0;
  /** The bits that wake an invariant. */
  wakeable = 0;
  /** True where more is asked of an object than of its properties, whatever it has. */
  hasMore = false;
  readonly isResource: boolean;
  /** Rows that the walk has come to. */
  readonly rows: Record<string, Row | undefined> = Object.create(null) as Record<string, Row | undefined>;
  invariants: FastInvariants | undefined = undefined;
  /** What is tested on the object itself. */
  slow: readonly SlowTest[] | undefined = undefined;
  /** Makes a row that it comes to for the first time. */
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

  /** The table of the same place with more rules, found by what they come from. */
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
      return SPECIAL.none;
  }
}

/** Tables of a type with what is merged into it, layer for layer. */
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

/** The table of a type and layers on top of it: one for the same rules, whoever asks. */
export function nodeOf(type: TypeRules, layers: readonly Layer[]): Node {
  const root = branches.get(type) ?? new Branch();
  branches.set(type, root);
  const unique = layers.length > 1 ? [...new Set(layers)] : layers;
  const branch = unique.reduce((at, layer) => at.on(layer), root);
  return (branch.node ??= new Node(type, unique));
}
