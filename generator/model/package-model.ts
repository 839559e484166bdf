/** The whole package, and the messages of its events: the outermost part of the model. */
import type { CatalogueFact, Coding, DerivationDefinition, RoleDefinition } from '../fhir/definitions.ts';
import type { ServiceModel } from './service-model.ts';
import type { SubscriptionModel } from './subscription-model.ts';
import type { CodeSystemModel, ExtensionValuesModel, FamilyModel, InterfaceRef, StructureModel } from './model.ts';

export interface PackageModel {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Module of the FHIR types that everything extends. */
  readonly typesModule: string;
  readonly families: readonly FamilyModel[];
  /** Events, each with the kinds of its messages. */
  readonly messages: readonly MessageModel[];
  /** Where they are sent to. */
  readonly service?: ServiceModel;
  /** Services that are subscribed to. */
  readonly subscriptions: readonly SubscriptionModel[];
  /** Code systems whose codes are all in the input. */
  readonly codeSystems: readonly CodeSystemModel[];
  /** Interfaces for extensions by the type of their value, if an extension of the package needs them. */
  readonly extensionValues?: ExtensionValuesModel;
}

/** An event and its messages: one module, with builders, guard and reader. */
export interface MessageModel {
  /** The beginning of the names of its types: `Admission`. */
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
  /** The place of the identifier by which a receiver finds its own record. */
  readonly key?: { readonly role: string; readonly path: string };
  /** FHIRPath on the header to the element that defines the order of messages. */
  readonly sequence?: string;
  readonly catalogue: readonly CatalogueFact[];
  readonly parameters: readonly ParameterModel[];
  readonly cases: readonly CaseModel[];
}

/** One of the alternative cases of a message. */
export interface CaseModel {
  readonly name: string;
  /** FHIRPath condition on the Bundle. */
  readonly when: string;
  readonly description?: string;
  /** Entries and roles that follow a profile of their own in this case. */
  readonly parts: readonly { readonly role: string; readonly structure: StructureModel; readonly ref: InterfaceRef }[];
}

/** A reference that a builder sets if the input leaves it out. */
export interface FillingModel {
  /** Name of the entry or role that is the target. */
  readonly role: string;
  /** Its path in the input of the resource. */
  readonly path: readonly string[];
  /** True if the resource needs the reference: only the builder lets the input omit it. */
  readonly isNeeded: boolean;
  /** True if the resource may be given in the reference as well as by its role, so that neither is required. */
  readonly isEither: boolean;
}

/** An element of the header that a builder takes, by its path in the input of the header. */
export interface ParameterModel {
  readonly name: string;
  readonly path: readonly string[];
  readonly isRequired: boolean;
  readonly short?: string;
}

/** One kind of message of an event, such as new. */
export interface MessageKindModel {
  readonly type: Coding;
  readonly meaning?: string;
  /** Name of the focus entry. */
  readonly focus?: string;
  /** The profile that a Bundle of the kind claims. */
  readonly claims?: string;
  readonly bundle: StructureModel;
  readonly header: EntryModel;
  /** The other kinds of entries, as slices of the Bundle discriminate them. */
  readonly entries: readonly EntryModel[];
  readonly roles: readonly RoleModel[];
  readonly derivations: readonly DerivationModel[];
  /** Canonical URLs of all profiles that the entries have to follow. */
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
  /** The profile of the resource; undefined if any resource of the type is allowed. */
  readonly profile?: StructureModel;
  /** That profile and its base profiles, as long as they belong only to the event; most general first. */
  readonly own: readonly StructureModel[];
  /** True if required resources refer to it. */
  readonly isReached: boolean;
  readonly fillings: readonly FillingModel[];
}

/** Entries of one type that are discriminated by more than their type. */
export interface RoleModel extends RoleDefinition {
  readonly fhirType: string;
  readonly structure?: StructureModel;
  readonly ref: InterfaceRef;
  readonly fillings: readonly FillingModel[];
}

export interface DerivationModel extends DerivationDefinition {
  /** Steps from the header to the element; those into slices include the discriminators. */
  readonly at: readonly DerivationStep[];
  /** Its path in the input of the header. */
  readonly input: readonly string[];
  /** Its path in the input of the source resource; empty if that is not stated. */
  readonly origin: readonly string[];
  /** Type of the value. */
  readonly fhirType: string;
}

export interface DerivationStep {
  readonly name: string;
  readonly mark?: { readonly path: string; readonly value: unknown; readonly slice: string };
  /** Of a choice, its property. */
  readonly member?: string;
}
