/** A service that receives messages, defined by a CapabilityStatement with our own extensions. */
import type { CheckDigitRule } from './own-extensions.ts';
import type { Source } from './source.ts';

/** A text that the sender has to give. */
export interface GivenText {
  readonly name: string;
  readonly short?: string;
  /** Regular expression of the whole text. */
  readonly pattern: string;
  /** The pattern in words, which follow “is not …”. */
  readonly form: string;
  /** How the last digit is worked out. */
  readonly checkDigit?: CheckDigitRule;
  /** A prefix of the text. */
  readonly prefix?: string;
}

/** A header of requests: given by the sender, or a fact about the event, by its name in the catalogue. */
export interface RequestHeader {
  readonly header: string;
  readonly given?: GivenText;
  readonly catalogue?: string;
}

/** A claim of the token in requests: fixed, given, or the first of others that is present. */
export interface TokenClaim {
  readonly claim: string;
  readonly short?: string;
  readonly value?: string;
  readonly firstOf?: readonly string[];
  readonly given?: GivenText;
  readonly isOptional: boolean;
}

/** A function that returns the headers by which a carrier recognises a message. */
export interface Transport {
  readonly name: string;
  readonly description?: string;
  readonly headers: readonly { readonly header: string; readonly catalogue: string }[];
}

/**
 * The part of a CapabilityStatement that the generator uses.
 *
 * @see http://hl7.org/fhir/STU3/capabilitystatement.html
 */
export interface ServiceDefinition {
  readonly resourceType: 'CapabilityStatement';
  readonly url: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  /** The first is the default. */
  readonly mediaTypes: readonly string[];
  /** MessageDefinitions of the messages that it accepts. */
  readonly taken: readonly string[];
  /** MessageDefinitions of the messages that it delivers. */
  readonly delivered: readonly string[];
  /** The reason why it delivers some that it does not accept. */
  readonly refusal?: string;
  readonly path: string;
  readonly maxBytes: number;
  readonly headers: readonly RequestHeader[];
  readonly claims: readonly TokenClaim[];
  /** Value set of the codes in its answers. */
  readonly codes: string;
  /** Subsets of these: codes of accepted requests, of temporary reasons, and of what exists already. */
  readonly notices: readonly string[];
  readonly passing: readonly string[];
  readonly duplicate: readonly string[];
  readonly transports: readonly Transport[];
  readonly source: Source;
}
