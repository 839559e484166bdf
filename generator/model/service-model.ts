/** The service that receives messages of the package. */
import type { GivenText, TokenClaim } from '../fhir/service-definition.ts';
import type { ValueSetRef } from './model.ts';

/** The facts about an event, by their names in the catalogue. */
export interface TakenEvent {
  readonly code: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

/** A header of requests: given by the sender, or a fact about the event. */
export type HeaderModel =
  { readonly header: string; readonly given: GivenText } | { readonly header: string; readonly fact: string };

/** A function that returns headers for an event. */
export interface TransportModel {
  readonly name: string;
  readonly description?: string;
  readonly headers: readonly { readonly header: string; readonly fact: string }[];
}

export interface ServiceModel {
  readonly canonical: string;
  readonly description?: string;
  readonly path: string;
  readonly maxBytes: number;
  readonly mediaTypes: readonly string[];
  readonly events: readonly TakenEvent[];
  /** Codes of events that the service delivers but does not accept, and the reason. */
  readonly delivered: readonly string[];
  readonly refusal: string;
  readonly headers: readonly HeaderModel[];
  readonly claims: readonly TokenClaim[];
  readonly codes: ValueSetRef;
  readonly notices: readonly string[];
  readonly passing: readonly string[];
  readonly duplicate: readonly string[];
  readonly transports: readonly TransportModel[];
}
