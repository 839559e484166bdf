/**
 * Everything that is known once definitions are resolved and named: the only input of emitters. Plain frozen data, in
 * the order in which it is to be emitted.
 */
import type { ExtensionUsage } from './extension-usage.ts';
import type { Constraint, ReceivedSeverity, Slicing, TypedValue } from '../fhir/definitions.ts';
import type { CheckDigitRule, CodeForm } from '../fhir/own-extensions.ts';

export type { Constraint, ReceivedSeverity };

/**
 * A TypeScript interface and the module that declares it: `fhir/r3.js`, or a path inside the package such as
 * `base/patient`.
 */
export interface InterfaceRef {
  readonly name: string;
  readonly module: string;
  /** Of a reference: the allowed resource types. */
  readonly targets?: readonly string[];
}

export interface CodeSystemModel {
  readonly canonical: string;
  readonly codes: readonly string[];
  /** The displays of the codes that have any: the preferred one first. */
  readonly displays: readonly { readonly code: string; readonly displays: readonly string[] }[];
}

/** A module with one interface per type of extension value. */
export interface ExtensionValuesModel {
  readonly module: string;
  /** Canonical URL of the base type Extension. */
  readonly canonical: string;
  /** The interface that all of them extend. */
  readonly extends: InterfaceRef;
  readonly variants: readonly ExtensionVariant[];
}

/** An extension with a value of one type, or with none. */
export interface ExtensionVariant {
  readonly name: string;
  /** Absent for an extension that consists of other extensions. */
  readonly valueType?: string;
  /** Members of `value[x]` that it excludes. */
  readonly excluded: readonly ExcludedMember[];
}

/** Everything that one subpath of the package exports. */
export interface FamilyModel {
  readonly subpath: string;
  readonly title: string;
  readonly structures: readonly StructureModel[];
  readonly valueSets: readonly ValueSetModel[];
  /** FHIR types that are re-exported unchanged, so that the family is complete. */
  readonly passedOn: readonly string[];
}

/** A base type, a profile or an extension: one emitted file. */
export interface StructureModel {
  readonly role: 'base' | 'profile';
  readonly kind: 'resource' | 'complex-type';
  readonly isExtension: boolean;
  readonly isAbstract: boolean;
  /** True if it has a builder: profiles, and the base types that occur in them. */
  readonly isBuilt: boolean;
  /** Its role in the messages of an event: the Bundle itself, or the profile of an entry. Resources claim neither. */
  readonly part?: 'message' | 'entry';
  /** Of a message: the codes of the kinds whose Bundle it is. */
  readonly kinds?: readonly string[];
  readonly name: string;
  readonly module: string;
  readonly canonical: string;
  readonly version?: string;
  /** What resources say they follow, where that is not the canonical URL. */
  readonly claims?: string;
  /** Name of the base type: `Patient`. */
  readonly fhirType: string;
  /** The base profile; absent if the structure constrains a type directly. */
  readonly parent?: InterfaceRef;
  readonly title?: string;
  readonly description?: string;
  /** Of an extension: where it may be used. */
  readonly usage?: ExtensionUsage;
  readonly content: ContentModel;
}

/** The content of one pair of braces: the elements of a structure, a backbone element or a constrained datatype. */
export interface ContentModel {
  /** Name of the interface. */
  readonly name: string;
  readonly elementId: string;
  readonly extends: InterfaceRef;
  /** What the content constrains: the base type or backbone element, or the profile of the datatype. */
  readonly home: InterfaceRef;
  /** `Identifier`, `Patient.contact`: the base type or backbone path. */
  readonly basePath: string;
  /** The same part in the base profile; absent if the base is a type. */
  readonly inherited?: ContentModel;
  /** False for a part of a base type that adds nothing to the declared interface. */
  readonly hasInterface: boolean;
  /** The severity of any breach inside it in a received message. */
  readonly severityWhenReceived?: ReceivedSeverity;
  readonly short?: string;
  /** Invariants of the surrounding element that this definition itself states. */
  readonly constraints: readonly Constraint[];
  /** Abstract base types whose invariants apply too, and are stated once for all types. */
  readonly inherits: readonly InterfaceRef[];
  readonly elements: readonly ElementModel[];
}

export interface BindingModel {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  readonly canonical?: string;
  /** The emitted value set, if its codes can be listed. */
  readonly valueSet?: ValueSetRef;
  /** Of a required value set without a known code: the code systems of all its codes, if known. */
  readonly systems?: readonly string[];
  /** The maximum value set, to which a code of a weaker binding belongs all the same. */
  readonly maximum?: BindingModel;
}

/** An emitted value set, as a binding refers to it. */
export interface ValueSetRef {
  /** Name of the constants, and of the union of codes. */
  readonly name: string;
  readonly module: string;
  readonly systems: readonly string[];
  readonly size: number;
  /** True if every code has a display. */
  readonly hasDisplays: boolean;
  /** True if there are no codes besides the listed ones, so that the union may be the type of the element. */
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
  /** Minimum number of items: `min`, or more if discriminated slices require it. */
  readonly minItems: number;
  /** True for an attribute in XML. */
  readonly isAttribute: boolean;
  /** True if the JSON property is an array, whatever this profile's maximum. */
  readonly isList: boolean;
  readonly types: readonly TypeModel[];
  /** JSON properties of a choice that the base allows and this definition excludes. */
  readonly excluded: readonly ExcludedMember[];
  /** True if the extended interface already excludes them. */
  readonly isLeftOut?: true;
  readonly binding?: BindingModel;
  /** The only allowed strings, if a binding of the surrounding element decides them: code systems of a bound Coding. */
  readonly literals?: readonly string[];
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly minValue?: TypedValue;
  readonly maxValue?: TypedValue;
  readonly maxLength?: number;
  /** The rule for the last digit of the value. */
  readonly checkDigit?: CheckDigitRule;
  /** How a code is written. */
  readonly codeForm?: CodeForm;
  /** Builders ask for it although it may be missing. */
  readonly isNeededInBuilders?: boolean;
  /** The value that a builder fills in by default; no guard requires it. */
  readonly recommended?: TypedValue;
  /** The severity of a breach in a received message. */
  readonly severityWhenReceived?: ReceivedSeverity;
  readonly slicing?: Slicing;
  readonly slices: readonly SliceModel[];
  /** Invariants of the element that this definition itself states, if no content of the element states them. */
  readonly constraints: readonly Constraint[];
  readonly isModifier: boolean;
  readonly mustSupport: boolean;
  /** True if the interface has to declare the element, because the definition adds to what it extends. */
  readonly isStated: boolean;
  /** True if it may have values that the extended interface excludes: its members then intersect both types. */
  readonly isBeyondExtended?: true;
  /** The same element in the base profile, if that looks as deep. */
  readonly inherited?: ElementModel;
}

export interface ExcludedMember {
  readonly member: string;
  readonly isPrimitive: boolean;
}

export type TypeModel = PrimitiveType | ReferenceType | ComplexType | ResourceType;

interface TypeBase {
  /** The content of the element in the base profile, if the structure itself adds nothing. */
  readonly inherited?: ContentModel;
  readonly code: string;
  /** JSON property: `valueQuantity` for a choice, otherwise the element's name. */
  readonly member: string;
  /** Of a choice of several types: the element restricted to this type, if the definition adds rules for it. */
  readonly own?: ElementModel;
  /** The definition's rules inside the element; for a primitive, inside its `_sibling`. */
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
  /** The allowed resource types of the target; empty if all are allowed. */
  readonly targets: readonly string[];
  /** True if these are fewer than those of the base type. */
  readonly isNarrowed: boolean;
  readonly targetProfiles: readonly string[];
  /** True if the target has to be in the surrounding Bundle. */
  readonly isBundled: boolean;
  readonly ref: InterfaceRef;
  readonly home: InterfaceRef;
}

export interface ComplexType extends TypeBase {
  readonly kind: 'complex';
  readonly ref: InterfaceRef;
  /** Name and module of what is emitted for the type: its input, shape and guard. */
  readonly home: InterfaceRef;
  /** Canonical URLs of profiles on the datatype. */
  readonly profiles: readonly string[];
}

/** A resource inside another: `contained`, or the resource of a Bundle entry. */
export interface ResourceType extends TypeBase {
  readonly kind: 'resource';
  /** The emitted profile that it has to follow, if any. */
  readonly profile?: InterfaceRef;
  readonly ref: InterfaceRef;
  /** The allowed resource types; empty if all are allowed. */
  readonly types: readonly string[];
  /** Resource types that it is not of, because items with one of these belong to a slice. */
  readonly taken?: readonly string[];
}

export interface SliceModel {
  readonly id: string;
  readonly sliceName: string;
  /** Name of the slice as a property: `staffNumber`, `officialName`. */
  readonly propertyName: string;
  /** The same slice in the base profile. */
  readonly inherited?: SliceModel;
  /** The severity of a breach in a received message. */
  readonly severityWhenReceived?: ReceivedSeverity;
  /** False for an inherited slice to which the structure adds nothing. */
  readonly isStated: boolean;
  readonly min: number;
  readonly max: number;
  readonly short?: string;
  readonly binding?: BindingModel;
  /** What its items are, as a whole: more than what they are discriminated by. */
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly minValue?: TypedValue;
  readonly maxValue?: TypedValue;
  readonly maxLength?: number;
  /** Invariants of its items; none if they have a content of their own, which states them. */
  readonly constraints: readonly Constraint[];
  /** `Identifier`, `Patient.contact`: the base type or backbone path of its items. */
  readonly basePath: string;
  /** The surrounding slice in the same element: `one` of `one/official`. Its discriminators come first. */
  readonly within?: string;
  /** Its reslicing. */
  readonly slicing?: Slicing;
  readonly discriminators: readonly SliceDiscriminator[];
  /** The reason why its items cannot be discriminated; absent if they can. */
  readonly undiscriminated?: string;
  readonly type: TypeModel;
  /** The type of an item: its own interface, that of its extension, or the base type. */
  readonly item: InterfaceRef;
}

/**
 * A discriminator of a slice: a `value` at `path`, a test of something in an item, or the reason why it cannot be used.
 */
export interface SliceDiscriminator {
  readonly type: 'value' | 'exists' | 'pattern' | 'type' | 'profile';
  /** A path of JSON names in an item if possible, otherwise as in the definition. */
  readonly path: string;
  readonly value?: unknown;
  readonly test?: SliceTest;
  /** The reason why it does not discriminate. */
  readonly unusable?: string;
  /**
   * True if the definition may state something here that cannot be evaluated, so that other discriminators do not
   * suffice.
   */
  readonly isUnknown?: true;
}

/**
 * One step into the JSON of an item: a property, the present one of several, an extension, or the target of a
 * reference.
 */
export type SliceStep =
  string | { readonly oneOf: readonly string[] } | { readonly extension: string } | { readonly resolve: true };

/** A test of the values at the end of the steps. */
export type SliceTest =
  | { readonly kind: 'value'; readonly at: readonly SliceStep[]; readonly value: unknown }
  | { readonly kind: 'exists'; readonly at: readonly SliceStep[]; readonly isThere: boolean }
  | { readonly kind: 'member'; readonly at: readonly SliceStep[]; readonly binding: BindingModel }
  | { readonly kind: 'type'; readonly at: readonly SliceStep[]; readonly types: readonly string[] }
  | { readonly kind: 'profile'; readonly at: readonly SliceStep[]; readonly profiles: readonly SliceProfile[] };

/** A profile that discriminates the items of a slice. */
export interface SliceProfile {
  readonly canonical: string;
  /** The resource type that it constrains; absent for a datatype. */
  readonly resourceType?: string;
  /** The emitted profile; absent for a FHIR type itself, which adds nothing to the type. */
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
