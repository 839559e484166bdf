/**
 * The definitions the generator reads, normalised so that no later stage needs to know which
 * release of FHIR, or which file format, they came from. All of it is plain, frozen data.
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
  /** Where an extension may be used: element paths or extension canonicals. */
  readonly context: readonly string[];
  readonly differential: readonly ElementDefinition[];
  /** As published. Trusted for base types only; for profiles the resolve stage makes its own. */
  readonly snapshot?: readonly ElementDefinition[];
  /** From our own extension, of a Bundle: kinds of entries that more than their resource type tells apart. */
  readonly roles?: readonly RoleDefinition[];
  /** From our own extension, of a Bundle: parts of the header that repeat what another entry says. */
  readonly derivations?: readonly DerivationDefinition[];
  /** From our own extension, of a Bundle: references of entries that a builder knows the target of. */
  readonly fillings?: readonly FillingDefinition[];
  /** From our own extension: what resources say they follow, in place of the canonical URL. */
  readonly claims?: string;
  /** From our own extensions, of a Subscription: the service that is subscribed to. */
  readonly subscription?: SubscriptionDefinition;
  /** From our own extension: how serious a breach is in what was received. */
  readonly severityWhenReceived?: ReceivedSeverity;
  readonly source: Source;
}

export type ReceivedSeverity = 'warning' | 'information';

/** Entries of a message that play one part in it. */
export interface RoleDefinition {
  readonly name: string;
  /** Name under which a builder and a reader gather this role and others like it. */
  readonly group?: string;
  /** Name of the slice of `Bundle.entry` that all of them belong to. */
  readonly slice: string;
  /** FHIRPath from the Bundle to the resources. */
  readonly select: string;
  /** Canonical of a profile that builds on the profile of the slice. */
  readonly profile?: string;
  readonly min: number;
  /** `Infinity` for `*`. */
  readonly max: number;
  /** True for a role that is checked and that neither builders nor readers offer. */
  readonly isCheckOnly: boolean;
  /** True where `select` finds only what follows the profile, so that builders use it and guards need not check it. */
  readonly isUnchecked: boolean;
  /** How serious it is when there are too few or too many. */
  readonly severity: 'error' | 'warning';
  /** Elements of the slice's profile whose breaches are less serious in this role. */
  readonly downgrades: readonly { readonly element: string; readonly severity: 'warning' | 'information' }[];
}

/** An element of the header that repeats what a resource of the message says. */
export interface DerivationDefinition {
  /** Element id in the header. */
  readonly element: string;
  readonly role: string;
  /** FHIRPath on the resource of that role to the value. */
  readonly path: string;
  /** Element id of the value, in the profile of that resource. */
  readonly from?: string;
  /** Names of the parts of the value that go along; all of them where it says nothing. */
  readonly parts?: readonly string[];
  /** FHIRPath on both values to what is compared. */
  readonly compare: string;
  readonly severity: 'error' | 'warning';
}

/** A reference of entries to another entry of the message, which a builder sets if it is not given. */
export interface FillingDefinition {
  /** Element id of the reference, in the entries that have it. */
  readonly element: string;
  /** Name of the role or entry slice that it points to. */
  readonly role: string;
  /** Names of the roles or entry slices that have it; all of the type where it says nothing. */
  readonly of?: readonly string[];
  /** Whether the resource may be given by the reference as well as under the name of its role. */
  readonly isEither?: boolean;
}

/** One entry of `type`: STU3 repeats `Reference` once per target, and so does this. */
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
  /** Canonical URL of the value set, as written; absent where a definition names none. */
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

/** A value with its FHIR type, from `fixedUri`, `patternCodeableConcept` and their like: `type` is `uri`, `CodeableConcept`. */
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
  /** FHIRPath of what breaks it, such as ids, from the same element: messages name it. */
  readonly culprits?: string;
  /** Canonical of the definition that states it, where known. */
  readonly source?: string;
  /** From our own extension: how serious a breach is in what was received. */
  readonly severityWhenReceived?: ReceivedSeverity;
  /** From our own extension: it says again, for other validators, what the definition says otherwise too. */
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
  /** From our own extension: how the last digit of the value is worked out. */
  readonly checkDigit?: CheckDigitRule;
  /** From our own extension: how a code is written. */
  readonly codeForm?: CodeForm;
  /** From our own extension: builders ask for it. */
  readonly isNeededInBuilders?: boolean;
  /** From our own extension: what a builder fills in where nothing is given. */
  readonly recommended?: TypedValue;
  /** From our own extension: how serious a breach is in what was received. */
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
  /** Canonicals of other value sets whose members are taken. */
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
  readonly source: Source;
}

export interface CodeSystemProperty {
  readonly code: string;
  readonly value: string | number | boolean;
}

export interface CodeSystemConcept {
  readonly code: string;
  readonly display?: string;
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
  /** `false` only when the definition says so. */
  readonly caseSensitive: boolean;
  readonly content: 'not-present' | 'example' | 'fragment' | 'complete';
  readonly concepts: readonly CodeSystemConcept[];
  readonly source: Source;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * A MessageDefinition, with what our own extensions say of it.
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
  /** Resource type of what the message is about. */
  readonly focus?: string;
  /** The kinds of messages there are of the event, each with the profile of its Bundle. */
  readonly messages: readonly MessageKind[];
  /** Kinds that the code system has and the event does not, with what to do instead. */
  readonly refused: readonly { readonly type: string; readonly reason: string }[];
  /** Where the identifier is by which a receiver finds what it has. */
  readonly key?: { readonly role: string; readonly path: string };
  /** Path of the element that puts messages in order. */
  readonly sequence?: string;
  readonly catalogue: readonly CatalogueFact[];
  /** Elements of the header that a builder takes. */
  readonly parameters: readonly { readonly name: string; readonly element: string }[];
  /** Alternatives of which a message is one, each known by a FHIRPath condition on the Bundle. */
  readonly cases: readonly CaseDefinition[];
  readonly source: Source;
}

/** A fact about an event, and what it means. */
export interface CatalogueFact {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
}

/** One of the alternatives that a message is. */
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
  /** Canonical of the Bundle profile. */
  readonly bundle: string;
  readonly meaning?: string;
}

export type Definition = StructureDefinition | ValueSet | CodeSystem | MessageDefinition | ServiceDefinition;
