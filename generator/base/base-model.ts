import type { StructureDefinition, ValueSetInclude } from '../fhir/definitions.ts';

/**
 * The definitions of a FHIR release itself, before any profile. Each release has a folder beside this file with a
 * `loadBaseModel`; nothing else in the generator may depend on the release. All of it is frozen; the records have no
 * prototype, so that any string may be looked up in them.
 */
export interface BaseModel {
  /** Such as `3.0.2`. */
  readonly fhirVersion: string;
  /**
   * Every primitive type, datatype and resource type, with a full `snapshot` in the order of the specification,
   * parents before children, and an empty `differential`. Primitive types, complex types, resources; each by name.
   */
  readonly definitions: readonly StructureDefinition[];
  /** The extensions that the release publishes, as profiles of Extension with a differential, by canonical URL. */
  readonly extensions: readonly StructureDefinition[];
  /**
   * The profiles that the release publishes for others to build on, with a differential, by canonical URL. They are part
   * of a package only where something of the input names them.
   */
  readonly profiles: readonly StructureDefinition[];
  /**
   * Value sets that the release publishes and the definitions bind with strength `required`, or its extensions and
   * profiles with `required` or `extensible`, by canonical URL.
   */
  readonly valueSets: readonly BaseValueSet[];
  /** Code systems of this release, and those of others that its value sets draw on. */
  readonly codeSystems: readonly BaseCodeSystem[];
  /** Formats of the primitive types, by name. The `.value` element of a primitive type has no `types`: this is its type. */
  readonly primitives: Readonly<Record<string, PrimitiveFormat>>;
  /** Module of the type package that declares the interfaces, such as `fhir/r3.js`. */
  readonly interfaceModule: string;
  /** Package that ships that module, at the exact version the model was derived from. */
  readonly interfacePackage: { readonly name: string; readonly version: string };
  /**
   * Interface of each complex type and resource (`Patient`), backbone element and content reference
   * (`Patient.contact`).
   */
  readonly interfaces: Readonly<Record<string, string>>;
  /** Interfaces that take a type parameter. */
  readonly genericInterfaces: readonly string[];
  /**
   * Paths whose JSON property has a sibling with `_` before its name: `one` Element, or a `list` of them.
   * Of a choice, its primitive members have one.
   */
  readonly siblings: Readonly<Record<string, SiblingForm>>;
  /** Paths of primitive lists: in JSON their sibling may contain nulls, which the declared interface does not allow. */
  readonly nullableSiblings: readonly string[];
}

export type SiblingForm = 'one' | 'list';

/** The written form of a primitive type. */
export interface PrimitiveFormat {
  /** Matches the whole text; absent if the release states none. */
  readonly regex?: string;
  readonly jsonType: 'string' | 'number' | 'boolean';
  /** XML schema types, joined by ` OR ` if there are several. */
  readonly xmlType: string;
}

/** A value set as published with the release, expanded if that is possible offline. */
export interface BaseValueSet {
  readonly url: string;
  readonly name?: string;
  /** False for a set that only profiles and extensions bind. */
  readonly usedByBase: boolean;
  /** True for a set that only profiles of the release bind: it is part of a package only with one of them. */
  readonly isOptional?: true;
  /** If false, `codes` is empty without meaning that there are no codes, and `reason` explains why. */
  readonly enumerable: boolean;
  readonly reason?: string;
  readonly codes: readonly BaseCode[];
  /** The definition of the set, if it is known but cannot be expanded offline. */
  readonly compose?: readonly ValueSetInclude[];
}

export interface BaseCodeSystem {
  readonly url: string;
  /** All codes, in their original case; empty if not all are known. */
  readonly codes: readonly string[];
}

export interface BaseCode {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}
