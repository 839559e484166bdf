/** A service that messages are sent to, as a CapabilityStatement with our own extensions states it. */
import type { CheckDigitRule } from './own-extensions.ts';
import type { Source } from './source.ts';

/** A text that whoever sends has to give. */
export interface GivenText {
  readonly name: string;
  readonly short?: string;
  /** Regular expression of the whole text. */
  readonly pattern: string;
  /** What the pattern means, as in “is not …”. */
  readonly form: string;
  /** How the last digit is worked out. */
  readonly checkDigit?: CheckDigitRule;
  /** Stands before the text. */
  readonly prefix?: string;
}

/** A header of requests: given by whoever sends, or a fact of the event, by its name in the catalogue. */
export interface RequestHeader {
  readonly header: string;
  readonly given?: GivenText;
  readonly catalogue?: string;
}

/** A claim of the token that comes with requests: fixed, given, or the first that is there of others. */
export interface TokenClaim {
  readonly claim: string;
  readonly short?: string;
  readonly value?: string;
  readonly firstOf?: readonly string[];
  readonly given?: GivenText;
  readonly isOptional: boolean;
}

/** A function that gives the headers by which a carrier knows a message. */
export interface Transport {
  readonly name: string;
  readonly description?: string;
  readonly headers: readonly { readonly header: string; readonly catalogue: string }[];
}

/**
 * What the generator needs of a CapabilityStatement.
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
  /** MessageDefinitions of the messages that it takes. */
  readonly taken: readonly string[];
  /** MessageDefinitions of those that it delivers. */
  readonly delivered: readonly string[];
  /** Why it delivers some that it does not take. */
  readonly refusal?: string;
  readonly path: string;
  readonly maxBytes: number;
  readonly headers: readonly RequestHeader[];
  readonly claims: readonly TokenClaim[];
  /** Value set of the codes that it answers with. */
  readonly codes: string;
  /** Of these: those of answers to what was taken, those whose reason may pass, those of what exists already. */
  readonly notices: readonly string[];
  readonly passing: readonly string[];
  readonly duplicate: readonly string[];
  readonly transports: readonly Transport[];
  readonly source: Source;
}
