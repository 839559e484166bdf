/**
 * Rules as data. What a type, profile or slice says stands in tables, written once by the generator: `explain` reads them
 * to tell what is wrong and where, `walk` to tell as fast as may be whether anything is. Tables refer to one another by
 * import, and what they hold is made when it is first needed, so that they may refer to each other in circles.
 */
import type { ElementTable } from '../core/elements.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import type { CodeSet } from './code-set.js';
import type { Codes } from './codes.js';
import type { Strength } from './bindings.js';
import type { Limits } from './profile.js';
import type { Run } from './run.js';

/** The severity that breaches have in messages that were received. */
export type WhenReceived = 'warning' | 'information';

/** A value set with its known codes; or its canonical URL, and the code systems of all its codes where those are known. */
export type Binding =
  | readonly [strength: Strength, set: CodeSet]
  | readonly [strength: Strength, valueSet: string, systems?: readonly string[]];

/** What a value is held to. */
export interface ValueRules {
  /** The only codes of a required binding, of which all are known. */
  readonly codes?: Codes;
  readonly fixed?: unknown;
  readonly pattern?: unknown;
  readonly limits?: Limits;
  readonly binding?: Binding;
  /** Types of which a resource may be. */
  readonly resourceTypes?: readonly string[];
  /** The profile that stands in place of the type of a value. */
  readonly as?: ProfileRules;
  /** Profiles that a value follows besides its type. */
  readonly follows?: readonly FollowedRules[];
  /** What holds inside a value; beside a primitive, for its id and extensions. */
  readonly inside?: ContentRules;
  /** Resource types that a reference may lead to. */
  readonly targets?: readonly string[];
  /** Profiles of which the target of a reference follows one, where it is in the Bundle around. */
  readonly targetProfiles?: readonly string[];
  /** True for a reference that leads to an entry of the Bundle around. */
  readonly bundled?: boolean;
  readonly whenReceived?: WhenReceived;
}

/** What an element is held to. */
export interface ElementRules extends ValueRules {
  readonly min?: number;
  /** 0 for an element that is not used. */
  readonly max?: number;
  /** Of a choice: JSON properties of the types that are allowed. */
  readonly only?: readonly string[];
  /** JSON properties that are not used. */
  readonly unused?: readonly string[];
  /** Of a choice: what values of a type are held to, by JSON property. */
  readonly members?: Readonly<Record<string, ValueRules>>;
  readonly slicing?: Slicing;
  /** Slices with nothing that tells their items: name and minimum. */
  readonly untold?: readonly (readonly [name: string, min: number])[];
}

/** How the items of a list are told apart. */
export interface Slicing {
  /** The path of the text that alone discriminates: `url`, or `resource.resourceType`. Slices say `is` then. */
  readonly by?: string;
  /** What items of no slice are, where not all are allowed. */
  readonly rest?: 'refused' | 'last';
  /** True where the slices have to come in their order. */
  readonly ordered?: boolean;
  /** The slices in words, for a message about an item that belongs to none. */
  readonly text?: string;
  readonly slices: readonly SliceRules[];
}

export interface SliceRules extends ValueRules {
  readonly name: string;
  /** The text at the path of the slicing. */
  readonly is?: string;
  /** What an item is known by: all of these. */
  readonly marks?: readonly SliceMark[];
  /** True where nobody may be able to tell whether an item belongs to it. */
  readonly doubtful?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Slices of its items. */
  readonly slicing?: Slicing;
}

/** A value at a path of names, or a test: true, false, or undefined where that cannot be told. */
export type SliceMark =
  readonly [path: readonly string[], value: unknown] | ((item: unknown, run: Run) => boolean | undefined);

/** What is said of an object: of its elements by name (`family`, `value[x]`), and as a whole. */
export interface ContentRules {
  readonly elements?: Readonly<Record<string, ElementRules>>;
  /** Invariants of abstract types, which state them for all types that are built on them. */
  readonly inherits?: readonly (readonly InvariantRule[])[];
  readonly invariants?: readonly InvariantRule[];
  readonly whenReceived?: WhenReceived;
}

/**
 * An invariant: a presence rule, or a condition.
 *
 * @see http://hl7.org/fhir/STU3/conformance-rules.html#constraints
 */
export interface InvariantRule {
  readonly key: string;
  readonly text: string;
  readonly severity?: 'warning';
  readonly whenReceived?: WhenReceived;
  /** Elements of which at least one is there. */
  readonly some?: readonly string[];
  /** Two elements of which exactly one is there. */
  readonly one?: readonly [string, string];
  /** The element whose values are tested, with its JSON property; without it the object itself is. */
  readonly at?: readonly [name: string, property: string];
  readonly holds?: (value: Json, env: FhirPathEnv, sibling: Json) => boolean;
  /** Finds what breaks it, for the message. */
  readonly culprits?: (value: Json, env: FhirPathEnv) => readonly Json[];
}

/** What a profile of something adds: those with a profile of their own, or an addition alone. */
export type FollowedRules = ProfileRules | Additions;

/** What a type of FHIR says beyond its elements. */
export interface TypeContent extends ContentRules {
  /** The rules of the types of its elements, backbone elements and extensions included. */
  readonly parts: readonly TypeRules[];
}

/** The rules of a type of FHIR, or of one of its backbone elements. */
export class TypeRules {
  readonly elements: ElementTable;
  readonly #make: () => TypeContent;
  #content: TypeContent | undefined;
  #parts: ReadonlyMap<ElementTable, TypeRules> | undefined;

  constructor(elements: ElementTable, make: () => TypeContent) {
    this.elements = elements;
    this.#make = make;
  }

  get content(): TypeContent {
    return (this.#content ??= this.#make());
  }

  /** The rules of what an element holds; undefined for a table that no element of the type has. */
  partOf(elements: ElementTable): TypeRules | undefined {
    if (elements === this.elements) return this;
    this.#parts ??= new Map(this.content.parts.map((part) => [part.elements, part]));
    return this.#parts.get(elements);
  }

  /** The rules of the extensions beside primitives. */
  get extension(): TypeRules | undefined {
    return this.elements.path === 'Extension'
      ? this
      : this.content.parts.find((part) => part.elements.path === 'Extension');
  }
}

/** What one profile adds to the profile or type that it builds on. */
export class Additions {
  readonly elements: ElementTable;
  readonly profile: string;
  readonly #make: () => ContentRules;
  #content: ContentRules | undefined;

  constructor(elements: ElementTable, profile: string, make: () => ContentRules) {
    this.elements = elements;
    this.profile = profile;
    this.#make = make;
  }

  get content(): ContentRules {
    return (this.#content ??= this.#make());
  }
}

/** The rules of a profile: its own, on top of those of the profile or type that it builds on. */
export class ProfileRules {
  readonly own: Additions;
  readonly #base: () => TypeRules | ProfileRules;
  #layers: readonly Additions[] | undefined;

  constructor(base: () => TypeRules | ProfileRules, own: Additions) {
    this.#base = base;
    this.own = own;
  }

  get base(): TypeRules | ProfileRules {
    return this.#base();
  }

  get type(): TypeRules {
    const { base } = this;
    return base instanceof TypeRules ? base : base.type;
  }

  /** What it and the profiles that it builds on add to the type, the most general first. */
  get layers(): readonly Additions[] {
    const { base } = this;
    return (this.#layers ??= base instanceof TypeRules ? [this.own] : [...base.layers, this.own]);
  }
}

/** The rules of a type of FHIR. */
export function typeRules(elements: ElementTable, make: () => TypeContent): TypeRules {
  return new TypeRules(elements, make);
}

/** What a profile with this canonical URL adds. */
export function additions(elements: ElementTable, profile: string, make: () => ContentRules): Additions {
  return new Additions(elements, profile, make);
}

/** What the resources in the entries of a message follow, by the slices of the entries. */
export type Held<Slice extends string> = Readonly<Record<Slice, readonly FollowedRules[]>>;

/** Makes what the profile of a message adds, with these rules for the resources in its entries. */
export type AdditionsWith<Slice extends string> = (held: () => Held<Slice>) => Additions;

/** The same for the profile of a message: whoever checks one says what the resources in its entries follow. */
export function additionsWith<Slice extends string>(
  elements: ElementTable,
  profile: string,
  make: (held: Held<Slice>) => ContentRules,
): AdditionsWith<Slice> {
  return (held) => new Additions(elements, profile, () => make(held()));
}

/** The rules of a profile. */
export function profileRules(base: () => TypeRules | ProfileRules, own: Additions): ProfileRules {
  return new ProfileRules(base, own);
}

/** What rules add to a type, the most general first. */
export function layersOf(rules: FollowedRules): readonly Additions[] {
  return rules instanceof Additions ? [rules] : rules.layers;
}
