/**
 * Rules as data. The generator writes the rules of each type, profile and slice as tables. Two walks read them: the
 * fast walk (`walk.ts`), which only returns a verdict, and the explaining walk (`explain-*.ts`), which reports what is
 * wrong and where. Tables import one another, and each makes its content on first use, so that they may refer to each
 * other in circles.
 */
import type { ElementTable } from '../core/elements.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import type { CodeSet } from './code-set.js';
import type { Codes } from './codes.js';
import type { Strength } from './bindings.js';
import type { Limits } from './profile.js';
import type { Run } from './run.js';

/** The severity of a breach in a received message. */
export type WhenReceived = 'warning' | 'information';

/** A value set whose codes are known; or its canonical URL, with the code systems of its codes if those are known. */
export type Binding =
  | readonly [strength: Strength, set: CodeSet]
  | readonly [strength: Strength, valueSet: string, systems?: readonly string[]];

/** The rules for a value. */
export interface ValueRules {
  /** The codes of a required binding, if all of them are known. */
  readonly codes?: Codes;
  readonly fixed?: unknown;
  readonly pattern?: unknown;
  readonly limits?: Limits;
  readonly binding?: Binding;
  /** The maximum value set of a weaker binding: a required binding beside it. */
  readonly maximum?: Binding;
  /** The resource types allowed for a resource. */
  readonly resourceTypes?: readonly string[];
  /** The profile that replaces the type of the value. */
  readonly as?: ProfileRules;
  /** Profiles that the value follows in addition to its type. */
  readonly follows?: readonly FollowedRules[];
  /** Rules for the content of the value; of a primitive, for its id and extensions. */
  readonly inside?: ContentRules;
  /** The resource types allowed as the target of a reference. */
  readonly targets?: readonly string[];
  /** Profiles of which the target of a reference follows at least one, if it is in the surrounding Bundle. */
  readonly targetProfiles?: readonly string[];
  /** True if the reference has to resolve to an entry of the surrounding Bundle. */
  readonly bundled?: boolean;
  readonly whenReceived?: WhenReceived;
}

/** The rules for an element. */
export interface ElementRules extends ValueRules {
  readonly min?: number;
  /** 0 for a prohibited element. */
  readonly max?: number;
  /** Of a choice: the JSON properties of the allowed types. */
  readonly only?: readonly string[];
  /** Prohibited JSON properties. */
  readonly unused?: readonly string[];
  /** Of a choice: the rules for values of each type, by JSON property. */
  readonly members?: ByName<ValueRules>;
  readonly slicing?: Slicing;
  /** Slices without a usable discriminator: name and minimum. */
  readonly undiscriminated?: readonly (readonly [name: string, min: number])[];
}

/** How the items of a list are discriminated. */
export interface Slicing {
  /** The path of the only discriminator, if it is a text: `url`, or `resource.resourceType`. Slices then have `is`. */
  readonly by?: string;
  /** The rule for items in no slice, unless they are allowed anywhere. */
  readonly rest?: 'refused' | 'last';
  /** True if the slices have to appear in their order. */
  readonly ordered?: boolean;
  /** The slices in words, for the issue about an item that matches none. */
  readonly text?: string;
  readonly slices: readonly SliceRules[];
}

export interface SliceRules extends ValueRules {
  readonly name: string;
  /** The text at the discriminator's path. */
  readonly is?: string;
  /** The discriminators of its items; an item has to match them all. */
  readonly marks?: readonly SliceMark[];
  /** True if it may be impossible to decide whether an item matches. */
  readonly doubtful?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The reslicing of its items. */
  readonly slicing?: Slicing;
}

/** A value at a path of property names, or a test that returns undefined if it cannot decide. */
export type SliceMark =
  readonly [path: readonly string[], value: unknown] | ((item: unknown, run: Run) => boolean | undefined);

/**
 * Rules by name. Without `exactOptionalPropertyTypes`, TypeScript gives the literals in a list the members of each other,
 * as undefined.
 */
type ByName<Rules> = Readonly<Record<string, Rules | undefined>>;

/** The rules for an object: for its elements by name (`family`, `value[x]`), and for the object as a whole. */
export interface ContentRules {
  readonly elements?: ByName<ElementRules>;
  /** Invariants of the abstract types that the type specialises. */
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
  /** Elements of which at least one has to be present. */
  readonly some?: readonly string[];
  /** Two elements of which exactly one has to be present. */
  readonly one?: readonly [string, string];
  /** The name and JSON property of the element whose values are tested; undefined if the object itself is tested. */
  readonly at?: readonly [name: string, property: string];
  readonly holds?: (value: Json, env: FhirPathEnv, sibling: Json) => boolean;
  /** Finds the values that break the invariant, for the message. */
  readonly culprits?: (value: Json, env: FhirPathEnv) => readonly Json[];
}

/** Rules that a value follows in addition to its type: those of a whole profile, or only what one profile adds. */
export type FollowedRules = ProfileRules | Additions;

/** The rules of a FHIR type. */
export interface TypeContent extends ContentRules {
  /** The rules of the types of its elements, including backbone elements and extensions. */
  readonly parts: readonly TypeRules[];
}

/** The rules of a FHIR type, or of one of its backbone elements. */
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

  /** Returns the rules of the type of an element; undefined if no element has that table. */
  partOf(elements: ElementTable): TypeRules | undefined {
    if (elements === this.elements) return this;
    this.#parts ??= new Map(this.content.parts.map((part) => [part.elements, part]));
    return this.#parts.get(elements);
  }

  /** The rules of extensions on primitives. */
  get extension(): TypeRules | undefined {
    return this.elements.path === 'Extension'
      ? this
      : this.content.parts.find((part) => part.elements.path === 'Extension');
  }
}

/** The rules that one profile adds to the profile or type that it constrains. */
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

/** The rules of a profile: its own, on top of those of the profile or type that it constrains. */
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

  /** The additions of all profiles between the type and this one, most general first. */
  get layers(): readonly Additions[] {
    const { base } = this;
    return (this.#layers ??= base instanceof TypeRules ? [this.own] : [...base.layers, this.own]);
  }
}

/** Creates the rules of a FHIR type. */
export function typeRules(elements: ElementTable, make: () => TypeContent): TypeRules {
  return new TypeRules(elements, make);
}

/** Creates the additions of the profile with this canonical URL. */
export function additions(elements: ElementTable, profile: string, make: () => ContentRules): Additions {
  return new Additions(elements, profile, make);
}

/** The rules for the resources in a message, by the slices of its entries. */
export type Held<Slice extends string> = Readonly<Record<Slice, readonly FollowedRules[]>>;

/** Creates the additions of a message's profile, given the rules for the resources in its entries. */
export type AdditionsWith<Slice extends string> = (held: () => Held<Slice>) => Additions;

/**
 * Creates the additions of a message's profile, in which the caller decides the rules for the resources in its entries.
 */
export function additionsWith<Slice extends string>(
  elements: ElementTable,
  profile: string,
  make: (held: Held<Slice>) => ContentRules,
): AdditionsWith<Slice> {
  return (held) => new Additions(elements, profile, () => make(held()));
}

/** Creates the rules of a profile. */
export function profileRules(base: () => TypeRules | ProfileRules, own: Additions): ProfileRules {
  return new ProfileRules(base, own);
}

/** Returns the additions to the type, most general first. */
export function layersOf(rules: FollowedRules): readonly Additions[] {
  return rules instanceof Additions ? [rules] : rules.layers;
}

/** Returns the bindings of a value: that to its value set, and that to the maximum one. */
export function bindingsOf({ binding, maximum }: ValueRules): readonly Binding[] {
  if (maximum === undefined) return binding === undefined ? [] : [binding];
  return binding === undefined ? [maximum] : [binding, maximum];
}
