/**
 * What the generator knows once everything is resolved and named: the only thing that emitters see.
 * Plain frozen data, in the order in which it is to be emitted.
 */
import type { Constraint, Slicing, TypedValue } from '../fhir/definitions.ts';
import type { CheckDigitRule, CodeForm } from '../fhir/own-extensions.ts';

export type { Constraint };

export type Softened = 'warning' | 'information';

/** A TypeScript interface and the module that declares it: `fhir/r3.js`, or a path inside the package such as `base/patient`. */
export interface InterfaceRef {
  readonly name: string;
  readonly module: string;
  /** Of a reference: the resource types it may point to. */
  readonly targets?: readonly string[];
}

export interface CodeSystemModel {
  readonly canonical: string;
  readonly codes: readonly string[];
}

/** A module with one interface per type of extension value. */
export interface ExtensionValuesModel {
  readonly module: string;
  /** Canonical of the base type Extension. */
  readonly canonical: string;
  /** What every one of them extends. */
  readonly extends: InterfaceRef;
  readonly variants: readonly ExtensionVariant[];
}

/** An extension with a value of one type, or with none. */
export interface ExtensionVariant {
  readonly name: string;
  /** Absent for an extension that is made of other extensions. */
  readonly valueType?: string;
  /** Members of `value[x]` that it does not have. */
  readonly excluded: readonly ExcludedMember[];
}

/** Everything that one subpath of the package exports. */
export interface FamilyModel {
  readonly subpath: string;
  readonly title: string;
  readonly structures: readonly StructureModel[];
  readonly valueSets: readonly ValueSetModel[];
  /** Plain FHIR types that need nothing of ours and are passed on, so that the family is complete. */
  readonly passedOn: readonly string[];
}

/** A base type, a profile or an extension: one emitted file. */
export interface StructureModel {
  readonly role: 'base' | 'profile';
  readonly kind: 'resource' | 'complex-type';
  readonly isExtension: boolean;
  readonly isAbstract: boolean;
  /** Whether there is a builder: for profiles, and for the base types that those are made of. */
  readonly isBuilt: boolean;
  /** What it is for the messages of an event: the Bundle itself, or the profile of an entry. Neither is claimed by resources. */
  readonly part?: 'message' | 'entry';
  /** Of a message: the codes of the kinds that it is the Bundle of. */
  readonly kinds?: readonly string[];
  readonly name: string;
  readonly module: string;
  readonly canonical: string;
  readonly version?: string;
  /** What resources say they follow, where that is not the canonical URL. */
  readonly claims?: string;
  /** Name of the base type: `Patient`. */
  readonly fhirType: string;
  /** The profile that the structure builds on; absent where that is its base type. */
  readonly parent?: InterfaceRef;
  readonly title?: string;
  readonly description?: string;
  readonly content: ContentModel;
}

/** What stands between one pair of braces: the elements of a structure, a backbone element or a constrained datatype. */
export interface ContentModel {
  /** Name of the interface. */
  readonly name: string;
  readonly elementId: string;
  readonly extends: InterfaceRef;
  /** What the content is a form of: the base type or backbone, or the profile of the datatype, that it builds on. */
  readonly home: InterfaceRef;
  /** `Identifier`, `Patient.contact`: the base type or backbone path. */
  readonly basePath: string;
  /** What the profile that the structure builds on says of the same part; absent where that is a base type. */
  readonly inherited?: ContentModel;
  /** False for a part of a base type about which the declared interface says all. */
  readonly hasInterface: boolean;
  /** How serious a breach of anything in it is in what was received. */
  readonly softened?: Softened;
  readonly short?: string;
  /** Invariants of the element around it that are this definition's own. */
  readonly constraints: readonly Constraint[];
  /** Abstract base types whose invariants hold here too: they state them once for all. */
  readonly inherits: readonly InterfaceRef[];
  readonly elements: readonly ElementModel[];
}

export interface BindingModel {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  readonly canonical?: string;
  /** The emitted value set, where its codes can be listed. */
  readonly valueSet?: ValueSetRef;
  /** Of a required value set without a known code: the code systems of all its codes, where those are known. */
  readonly systems?: readonly string[];
}

/** An emitted value set, as a binding refers to it. */
export interface ValueSetRef {
  /** Name of the constants, and of the union of codes. */
  readonly name: string;
  readonly module: string;
  readonly systems: readonly string[];
  readonly size: number;
  /** Whether every code has a display. */
  readonly hasDisplays: boolean;
  /** True when the listed codes are all there are, so that the union may stand for the element. */
  readonly isClosed: boolean;
}

export interface ElementModel {
  readonly id: string;
  /** Property name; the stem for a choice. */
  readonly name: string;
  readonly isChoice: boolean;
  readonly short?: string;
  readonly definition?: string;
  readonly min: number;
  readonly max: number;
  /** How many items there are at least: `min`, or more where slices that can be told need them. */
  readonly minItems: number;
  /** True when it is an attribute in XML. */
  readonly isAttribute: boolean;
  /** True when the JSON property is an array, whatever this profile's maximum is. */
  readonly isList: boolean;
  readonly types: readonly TypeModel[];
  /** JSON properties of a choice that the base allows and this definition does not. */
  readonly excluded: readonly ExcludedMember[];
  /** True when the interface that is extended leaves those out already. */
  readonly isLeftOut?: true;
  readonly binding?: BindingModel;
  /** The only strings allowed, where a binding around the element decides them: code systems of a bound Coding. */
  readonly literals?: readonly string[];
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly minValue?: TypedValue;
  readonly maxValue?: TypedValue;
  readonly maxLength?: number;
  /** How the last digit of the value is worked out. */
  readonly checkDigit?: CheckDigitRule;
  /** How a code is written. */
  readonly codeForm?: CodeForm;
  /** Builders ask for it although it may be missing. */
  readonly isNeededInBuilders?: boolean;
  /** What a builder fills in where nothing is given, and no guard asks for. */
  readonly recommended?: TypedValue;
  /** How serious a breach is in what was received. */
  readonly softened?: Softened;
  readonly slicing?: Slicing;
  readonly slices: readonly SliceModel[];
  /** Invariants of the element that are this definition's own, where it has no content that states them. */
  readonly constraints: readonly Constraint[];
  readonly isModifier: boolean;
  readonly mustSupport: boolean;
  /** True when the interface has to state the element: the definition says more of it than the interface it extends. */
  readonly isStated: boolean;
  /** True when it may hold what the interface that is extended does not allow: its members keep to both. */
  readonly isBeyondExtended?: true;
  /** The same element in the profile that the structure builds on, where that looks as far. */
  readonly inherited?: ElementModel;
}

export interface ExcludedMember {
  readonly member: string;
  readonly isPrimitive: boolean;
}

export type TypeModel = PrimitiveType | ReferenceType | ComplexType | ResourceType;

interface TypeBase {
  /** What the profile that the structure builds on says inside the element, where the structure itself adds nothing. */
  readonly inherited?: ContentModel;
  readonly code: string;
  /** JSON property: `valueQuantity` for a choice, else the element's name. */
  readonly member: string;
  /** Of a choice of several types: the element as it is where it is of this type, if the definition says more of it then. */
  readonly own?: ElementModel;
  /** What the definition says inside the element; for a primitive, inside its `_sibling`. */
  readonly content?: ContentModel;
}

export interface PrimitiveType extends TypeBase {
  readonly kind: 'primitive';
  readonly json: 'string' | 'number' | 'boolean';
  /** False for the few primitives that never have extensions, such as ids. */
  readonly hasSibling: boolean;
}

export interface ReferenceType extends TypeBase {
  readonly kind: 'reference';
  /** Resource types that may be the target; empty when any may. */
  readonly targets: readonly string[];
  /** Whether these are fewer than those of the base type. */
  readonly isNarrowed: boolean;
  readonly targetProfiles: readonly string[];
  /** Whether the target has to be in the Bundle around. */
  readonly isBundled: boolean;
  readonly ref: InterfaceRef;
  readonly home: InterfaceRef;
}

export interface ComplexType extends TypeBase {
  readonly kind: 'complex';
  readonly ref: InterfaceRef;
  /** Name and module of what is emitted for the type: its input, shape and guard. */
  readonly home: InterfaceRef;
  /** Canonicals of profiles on the datatype. */
  readonly profiles: readonly string[];
}

/** A whole resource inside another: `contained`, or the resource of a Bundle entry. */
export interface ResourceType extends TypeBase {
  readonly kind: 'resource';
  /** The emitted profile that it has to follow, where there is one. */
  readonly profile?: InterfaceRef;
  readonly ref: InterfaceRef;
  /** Resource types that it may be of; empty when any may. */
  readonly types: readonly string[];
  /** Resource types that it is not of, because items with one of these belong to a slice. */
  readonly taken?: readonly string[];
}

export interface SliceModel {
  readonly id: string;
  readonly sliceName: string;
  /** How the slice is called as a property: `staffNumber`, `officialName`. */
  readonly propertyName: string;
  /** The same slice in the profile that the structure builds on. */
  readonly inherited?: SliceModel;
  /** How serious a breach is in what was received. */
  readonly softened?: Softened;
  /** False for an inherited slice to which the structure adds nothing. */
  readonly isStated: boolean;
  readonly min: number;
  readonly max: number;
  readonly short?: string;
  readonly binding?: BindingModel;
  /** The slice of the same element inside which it lies: `one` of `one/official`. Its discriminators come first. */
  readonly within?: string;
  /** How it is sliced again. */
  readonly slicing?: Slicing;
  readonly discriminators: readonly SliceDiscriminator[];
  /** Why its items cannot be told from others; absent where they can. */
  readonly untold?: string;
  readonly type: TypeModel;
  /** What an item of the slice is: its own interface, that of its extension, or the plain type. */
  readonly item: InterfaceRef;
}

/**
 * What tells a slice. One of three: at `path` there is `value`; or a test of what stands somewhere in an item; or why
 * there is neither.
 */
export interface SliceDiscriminator {
  readonly type: 'value' | 'exists' | 'pattern' | 'type' | 'profile';
  /** In the JSON of an item where that can be said in names alone, else as the definition has it. */
  readonly path: string;
  readonly value?: unknown;
  readonly test?: SliceTest;
  /** Why nothing here tells an item. */
  readonly unusable?: string;
  /** True where something may be said here that cannot be evaluated: others alone do not tell the slice then. */
  readonly isUnknown?: true;
}

/** One step into the JSON of an item: a property, the present one of several, an extension, or the target of a reference. */
export type SliceStep =
  string | { readonly oneOf: readonly string[] } | { readonly extension: string } | { readonly resolve: true };

/** What is asked of that to which the steps lead. */
export type SliceTest =
  | { readonly kind: 'value'; readonly at: readonly SliceStep[]; readonly value: unknown }
  | { readonly kind: 'exists'; readonly at: readonly SliceStep[]; readonly isThere: boolean }
  | { readonly kind: 'member'; readonly at: readonly SliceStep[]; readonly binding: BindingModel }
  | { readonly kind: 'type'; readonly at: readonly SliceStep[]; readonly types: readonly string[] }
  | { readonly kind: 'profile'; readonly at: readonly SliceStep[]; readonly profiles: readonly SliceProfile[] };

/** A profile by which items of a slice are known. */
export interface SliceProfile {
  readonly canonical: string;
  /** The resource type that it is for; absent for one of a datatype. */
  readonly resourceType?: string;
  /** The emitted profile; absent for a type of FHIR itself, which adds nothing to the type. */
  readonly ref?: InterfaceRef;
}

export interface ValueSetModel {
  readonly name: string;
  readonly module: string;
  readonly canonical: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly isClosed: boolean;
  readonly concepts: readonly ConceptModel[];
  readonly open: readonly { readonly system?: string; readonly reason: string }[];
}

export interface ConceptModel {
  /** Property name of the constant, from the display: `britishMixedBritish`. */
  readonly key: string;
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}
