/**
 * The definitions that the generator reads, normalised so that no later stage needs to know their FHIR release or file
 * format. All of it is plain, frozen data.
 *
 * @see http://hl7.org/fhir/STU3/structuredefinition.html
 * @see http://hl7.org/fhir/STU3/elementdefinition.html
 * @see http://hl7.org/fhir/STU3/valueset.html
 */

import type { CheckDigitRule, CodeForm } from './own-extensions.ts';
import type { SubscriptionDefinition } from './subscription-definition.ts';
import type { ServiceDefinition } from './service-definition.ts';
import type { Source } from './source.ts';

export type { Source };

export type StructureKind = 'primitive-type' | 'complex-type' | 'resource' | 'logical';

/** A StructureDefinition: a base type (with a snapshot) or a profile (with a differential). */
export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly fhirVersion?: string;
  readonly kind: StructureKind;
  readonly abstract: boolean;
  /** The type that is constrained or defined, such as `Patient`. */
  readonly type: string;
  readonly baseDefinition?: string;
  readonly derivation?: 'specialization' | 'constraint';
  readonly contextType?: string;
  /** Where an extension may be used: element paths or canonical URLs of extensions. */
  readonly context: readonly string[];
  readonly differential: readonly ElementDefinition[];
  /** As published. Trusted for base types only; for profiles the resolve stage makes its own. */
  readonly snapshot?: readonly ElementDefinition[];
  /** From our own extension on a Bundle: kinds of entries that are discriminated by more than their resource type. */
  readonly roles?: readonly RoleDefinition[];
  /** From our own extension on a Bundle: parts of the header that repeat values of another entry. */
  readonly derivations?: readonly DerivationDefinition[];
  /** From our own extension on a Bundle: references of entries whose target a builder knows. */
  readonly fillings?: readonly FillingDefinition[];
  /** From our own extension: the profile that resources claim instead of the canonical URL. */
  readonly claims?: string;
  /** From our own extensions, of a Subscription: the service that is subscribed to. */
  readonly subscription?: SubscriptionDefinition;
  /** From our own extension: the severity of a breach in a received message. */
  readonly severityWhenReceived?: ReceivedSeverity;
  readonly source: Source;
}

export type ReceivedSeverity = 'warning' | 'information';

/** Entries of a message that play one part in it. */
export interface RoleDefinition {
  readonly name: string;
  /** Name under which a builder and a reader group this role with similar ones. */
  readonly group?: string;
  /** Name of the slice of `Bundle.entry` to which they belong. */
  readonly slice: string;
  /** FHIRPath from the Bundle to the resources. */
  readonly select: string;
  /** Canonical URL of a profile that constrains the profile of the slice further. */
  readonly profile?: string;
  readonly min: number;
  /** `Infinity` for `*`. */
  readonly max: number;
  /** True for a role that is checked, but that builders and readers do not offer. */
  readonly isCheckOnly: boolean;
  /** True if `select` finds only resources that follow the profile, so that only builders use it. */
  readonly isUnchecked: boolean;
  /** The severity of too few or too many entries. */
  readonly severity: 'error' | 'warning';
  /** Elements of the slice's profile whose breaches have a lower severity in this role. */
  readonly downgrades: readonly { readonly element: string; readonly severity: 'warning' | 'information' }[];
}

/** An element of the header that repeats a value of a resource in the message. */
export interface DerivationDefinition {
  /** Element id in the header. */
  readonly element: string;
  readonly role: string;
  /** FHIRPath on the resource of that role to the value. */
  readonly path: string;
  /** Element id of the value, in the profile of that resource. */
  readonly from?: string;
  /** Names of the parts of the value that are copied; all of them by default. */
  readonly parts?: readonly string[];
  /** FHIRPath on both values to what is compared. */
  readonly compare: string;
  readonly severity: 'error' | 'warning';
}

/** A reference of entries to another entry of the message, which a builder sets if the input leaves it out. */
export interface FillingDefinition {
  /** Element id of the reference, in the entries that have it. */
  readonly element: string;
  /** Name of the role or entry slice that is the target. */
  readonly role: string;
  /** Names of the roles or entry slices that have it; by default, all of the type. */
  readonly of?: readonly string[];
  /** True if the resource may be given in the reference as well as under the name of its role. */
  readonly isEither?: boolean;
}

/** One entry of `type`: as in STU3, `Reference` is repeated once per target. */
export interface ElementType {
  readonly code: string;
  readonly profile?: string;
  readonly targetProfile?: string;
  readonly aggregation?: readonly string[];
  readonly versioning?: string;
}

export type BindingStrength = 'required' | 'extensible' | 'preferred' | 'example';

export interface ElementBinding {
  readonly strength: BindingStrength;
  /** Canonical URL of the value set, as written; absent if the definition names none. */
  readonly valueSet?: string;
  readonly maxValueSet?: string;
  readonly description?: string;
}

export type DiscriminatorType = 'value' | 'exists' | 'pattern' | 'type' | 'profile';

export interface Discriminator {
  readonly type: DiscriminatorType;
  readonly path: string;
}

export interface Slicing {
  readonly discriminators: readonly Discriminator[];
  readonly ordered: boolean;
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly description?: string;
}

/**
 * A value with its FHIR type, from `fixedUri`, `patternCodeableConcept` and the like: `type` is `uri`,
 * `CodeableConcept`.
 */
export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
}

/** An invariant of an element, in FHIRPath. */
export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human?: string;
  readonly expression?: string;
  /** FHIRPath from the same element to what breaks the invariant, such as ids, for the message. */
  readonly culprits?: string;
  /** Canonical URL of the definition that states it, if known. */
  readonly source?: string;
  /** From our own extension: the severity of a breach in a received message. */
  readonly severityWhenReceived?: ReceivedSeverity;
  /**
   * From our own extension: true if it restates, for other validators, what the definition states in another way too.
   */
  readonly isRestated?: boolean;
}

/** An ElementDefinition. In a differential an absent property means "as in the base". */
export interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly short?: string;
  readonly definition?: string;
  readonly min?: number;
  /** `'*'` or a number in digits, as FHIR writes it. */
  readonly max?: string;
  readonly types?: readonly ElementType[];
  /** Id of the element whose content this one repeats, without the leading `#`. */
  readonly contentReference?: string;
  readonly binding?: ElementBinding;
  readonly slicing?: Slicing;
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly defaultValue?: TypedValue;
  readonly minValue?: TypedValue;
  readonly maxValue?: TypedValue;
  readonly maxLength?: number;
  /** From our own extension: the rule for the last digit of the value. */
  readonly checkDigit?: CheckDigitRule;
  /** From our own extension: how a code is written. */
  readonly codeForm?: CodeForm;
  /** From our own extension: builders ask for it. */
  readonly isNeededInBuilders?: boolean;
  /** From our own extension: the value that a builder fills in by default. */
  readonly recommended?: TypedValue;
  /** From our own extension: the severity of a breach in a received message. */
  readonly severityWhenReceived?: ReceivedSeverity;
  readonly constraints?: readonly Constraint[];
  readonly isModifier?: boolean;
  readonly isSummary?: boolean;
  readonly mustSupport?: boolean;
  /** `xmlAttr`, `xhtml` … */
  readonly representation?: readonly string[];
}

export interface ValueSetConcept {
  readonly code: string;
  readonly display?: string;
}

export interface ValueSetFilter {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

export interface ValueSetInclude {
  readonly system?: string;
  readonly version?: string;
  readonly concepts: readonly ValueSetConcept[];
  readonly filters: readonly ValueSetFilter[];
  /** Canonical URLs of value sets whose members are included. */
  readonly valueSets: readonly string[];
}

export interface ValueSet {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly include: readonly ValueSetInclude[];
  readonly exclude: readonly ValueSetInclude[];
  /** True if only an expansion says what it contains, and that is not whole. */
  readonly isPartial?: true;
  readonly source: Source;
}

export interface CodeSystemProperty {
  readonly code: string;
  readonly value: string | number | boolean;
}

export interface CodeSystemConcept {
  readonly code: string;
  readonly display?: string;
  /** Further texts for the concept, whatever their language or use; absent if there are none. */
  readonly designations?: readonly string[];
  readonly definition?: string;
  readonly properties: readonly CodeSystemProperty[];
  readonly concepts: readonly CodeSystemConcept[];
}

export interface CodeSystem {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** `false` only if the definition says so. */
  readonly caseSensitive: boolean;
  readonly content: 'not-present' | 'example' | 'fragment' | 'complete';
  /** True if nothing but its codes is known: neither their hierarchy nor their properties. */
  readonly hasOnlyCodes?: true;
  readonly concepts: readonly CodeSystemConcept[];
  readonly source: Source;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * A MessageDefinition with our own extensions.
 *
 * @see http://hl7.org/fhir/STU3/messagedefinition.html
 */
export interface MessageDefinition {
  readonly resourceType: 'MessageDefinition';
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly event: Coding;
  /** Resource type of the focus. */
  readonly focus?: string;
  /** The kinds of messages of the event, each with the profile of its Bundle. */
  readonly messages: readonly MessageKind[];
  /** Kinds that the code system has and the event does not, with the alternative. */
  readonly refused: readonly { readonly type: string; readonly reason: string }[];
  /** The place of the identifier by which a receiver finds its own record. */
  readonly key?: { readonly role: string; readonly path: string };
  /** Path of the element that defines the order of messages. */
  readonly sequence?: string;
  readonly catalogue: readonly CatalogueFact[];
  /** Elements of the header that a builder takes. */
  readonly parameters: readonly { readonly name: string; readonly element: string }[];
  /** The alternative cases of a message, each with a FHIRPath condition on the Bundle. */
  readonly cases: readonly CaseDefinition[];
  readonly source: Source;
}

/** A fact about an event, and what it means. */
export interface CatalogueFact {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
}

/** One of the alternative cases of a message. */
export interface CaseDefinition {
  readonly name: string;
  /** FHIRPath condition on the Bundle. */
  readonly when: string;
  readonly description?: string;
  /** Entries that have to follow a profile of their own in this case. */
  readonly profiles: readonly { readonly role: string; readonly profile: string }[];
}

export interface MessageKind {
  readonly type: Coding;
  /** Canonical URL of the Bundle profile. */
  readonly bundle: string;
  readonly meaning?: string;
}

export type Definition = StructureDefinition | ValueSet | CodeSystem | MessageDefinition | ServiceDefinition;
