/**
 * What our own extensions of a profile of Subscription say of the service that is subscribed to. FHIR leaves the meaning of
 * `criteria` to the server, so the grammar is a fact of one service and stands with its profile: whoever describes
 * another service writes another profile, and no code.
 */
import type { CheckDigitRule } from './own-extensions.ts';
import type { TokenClaim } from './service-definition.ts';

export interface SubscriptionDefinition {
  /** How all criteria begin. */
  readonly start: string;
  readonly forms: readonly CriteriaFormDefinition[];
  readonly parameters: readonly CriteriaParameterDefinition[];
  readonly contact: SubscriptionTextDefinition;
  readonly endpoint: SubscriptionTextDefinition;
  /** Canonical of the profile of what the service gives back. */
  readonly heldAs: string;
  /** Media types of requests and answers; the first counts unless another is chosen. */
  readonly mediaTypes: readonly string[];
  /** Claims of tokens that requests about messages do not have. */
  readonly claims: readonly TokenClaim[];
  /** Path of the resources below the base address of the service. */
  readonly path: string;
  readonly operations: readonly SubscriptionOperationDefinition[];
}

/** A sort of subscription, which parameters of its own tell from the others. */
export interface CriteriaFormDefinition {
  readonly name: string;
  readonly description: string;
}

/** A parameter of the criteria. Its values are codes of a value set, bounds of a range, or match a pattern. */
export interface CriteriaParameterDefinition {
  readonly name: string;
  readonly description: string;
  readonly valueSet?: string;
  readonly system?: string;
  readonly pattern?: string;
  /** The pattern in words. */
  readonly expected?: string;
  readonly checkDigit?: CheckDigitRule;
  /** Prefixes of numbers, and the member for each. */
  readonly bounds: readonly { readonly prefix: 'lt' | 'gt'; readonly member: string }[];
  /** A smaller value set that counts with a code of another parameter. */
  readonly narrowed?: NarrowedDefinition;
  /** Codes of other parameters with which this one has no effect. */
  readonly pointless: readonly { readonly parameter: string; readonly code: string }[];
  readonly uses: readonly CriteriaUseDefinition[];
}

export interface NarrowedDefinition {
  readonly parameter: string;
  readonly code: string;
  readonly valueSet: string;
  /** Ends the name of the type for criteria with that code, and for those with another. */
  readonly suffix: string;
  readonly otherSuffix: string;
}

/** How a form uses a parameter. */
export interface CriteriaUseDefinition {
  readonly form: string;
  /** Name of the member of the criteria, as an object. */
  readonly member: string;
  readonly min: number;
  /** `Infinity` for `*`. */
  readonly max: number;
}

/** A sort of texts that builders tell from others: of the first contact, or of the endpoint. */
export interface SubscriptionTextDefinition {
  /** Name of its type: `OrderNumber`. */
  readonly type: string;
  readonly member: string;
  readonly title: string;
  readonly description: string;
  readonly pattern: string;
  /** The pattern in words. */
  readonly expected: string;
  /** Of the contact: what stands before the text in the resource. */
  readonly start?: string;
  /** Of the endpoint: a pattern that finds the text of the contact in it. */
  readonly owner?: string;
}

export interface SubscriptionOperationDefinition {
  readonly name: 'create' | 'read' | 'delete';
  readonly interactionId: string;
  readonly scope: string;
}
