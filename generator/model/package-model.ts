/** The whole package, and the messages of its events: the outermost part of the model. */
import type { CatalogueFact, Coding, DerivationDefinition, RoleDefinition } from '../fhir/definitions.ts';
import type { ServiceModel } from './service-model.ts';
import type { CodeSystemModel, ExtensionValuesModel, FamilyModel, InterfaceRef, StructureModel } from './model.ts';

export interface PackageModel {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Module with the plain FHIR types that everything extends. */
  readonly typesModule: string;
  readonly families: readonly FamilyModel[];
  /** Events of which messages are sent, each with the kinds of its messages. */
  readonly messages: readonly MessageModel[];
  /** Where they are sent to. */
  readonly service?: ServiceModel;
  /** Code systems of which all codes are in the input. */
  readonly codeSystems: readonly CodeSystemModel[];
  /** Interfaces for extensions by the type of their value, where an extension of the package needs them. */
  readonly extensionValues?: ExtensionValuesModel;
}

/** An event and the messages that are sent of it: one module, with builders, guard and reader. */
export interface MessageModel {
  /** `Admission`: what the names of its types start with. */
  readonly name: string;
  readonly subpath: string;
  readonly module: string;
  readonly canonical: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly event: Coding;
  /** URL of the header extension that states the kind. */
  readonly kindExtension: string;
  readonly kinds: readonly MessageKindModel[];
  readonly refused: readonly { readonly type: string; readonly reason: string }[];
  /** Where the identifier is by which a receiver finds what it has. */
  readonly key?: { readonly role: string; readonly path: string };
  /** FHIRPath on the header to the element that puts messages in order. */
  readonly sequence?: string;
  readonly catalogue: readonly CatalogueFact[];
  readonly parameters: readonly ParameterModel[];
  readonly cases: readonly CaseModel[];
}

/** One of the alternatives that a message is. */
export interface CaseModel {
  readonly name: string;
  /** FHIRPath condition on the Bundle. */
  readonly when: string;
  readonly description?: string;
  /** Entries and roles that follow a profile of their own in this case. */
  readonly parts: readonly { readonly role: string; readonly structure: StructureModel; readonly ref: InterfaceRef }[];
}

/** A reference that a builder sets where it is not given. */
export interface FillingModel {
  /** Name of the entry or role that it points to. */
  readonly role: string;
  /** Its path in the input of the resource. */
  readonly path: readonly string[];
  /** True where the input has to give it otherwise. */
  readonly isNeeded: boolean;
  /** True where the reference may give the resource as well as its role may: neither has to be there. */
  readonly isEither: boolean;
}

/** An element of the header that a builder takes, by its path in the input of the header. */
export interface ParameterModel {
  readonly name: string;
  readonly path: readonly string[];
  readonly isRequired: boolean;
  readonly short?: string;
}

/** One kind of message of an event, such as those that are new. */
export interface MessageKindModel {
  readonly type: Coding;
  readonly meaning?: string;
  /** Name of the entry that the message is about. */
  readonly focus?: string;
  /** What a Bundle of the kind says it follows. */
  readonly claims?: string;
  readonly bundle: StructureModel;
  readonly header: EntryModel;
  /** The other kinds of entries, as the slices of the Bundle tell them apart. */
  readonly entries: readonly EntryModel[];
  readonly roles: readonly RoleModel[];
  readonly derivations: readonly DerivationModel[];
  /** Canonicals of all profiles that the entries have to follow. */
  readonly covered: readonly string[];
}

/** Entries of one resource type. */
export interface EntryModel {
  readonly name: string;
  readonly fhirType: string;
  readonly min: number;
  readonly max: number;
  readonly short?: string;
  /** Interface of the resource. */
  readonly ref: InterfaceRef;
  /** The profile of the resource; undefined where any of the type will do. */
  readonly profile?: StructureModel;
  /** Of that profile and those that it builds on, the ones that belong to the event alone; the most general first. */
  readonly own: readonly StructureModel[];
  /** True if required resources point to it. */
  readonly isReached: boolean;
  readonly fillings: readonly FillingModel[];
}

/** Entries of one type that more than their type tells apart. */
export interface RoleModel extends RoleDefinition {
  readonly fhirType: string;
  readonly structure?: StructureModel;
  readonly ref: InterfaceRef;
  readonly fillings: readonly FillingModel[];
}

export interface DerivationModel extends DerivationDefinition {
  /** Steps from the header to the element: of slices, with what tells them. */
  readonly at: readonly DerivationStep[];
  /** Its path in the input of the header. */
  readonly input: readonly string[];
  /** Its path in the input of the resource that it comes from; empty if that is not stated. */
  readonly origin: readonly string[];
  /** Type of the value. */
  readonly fhirType: string;
}

export interface DerivationStep {
  readonly name: string;
  readonly mark?: { readonly path: string; readonly value: unknown; readonly slice: string };
  /** Of a choice: its property. */
  readonly member?: string;
}
