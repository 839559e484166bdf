/** What `receive` returns. */
import type { MessageHeader } from 'fhir/r3.js';
import type { Issue } from '../core/issue.js';
import type { FormatOptions } from '../core/issue-text.js';
import type { ReadOptions } from '../core/read-options.js';
import type { Accept } from '../core/policy.js';
import type { CommonCheckOptions } from '../guard/check-options.js';
import type { OfKind } from '../message/message.js';
import type { Found, Tolerant, TolerantMessage } from '../message/tolerant.js';

/**
 * Options of `receive`: those of reading and of checking. The rules for receivers apply unless the options say
 * otherwise.
 */
export interface ReceiveOptions extends CommonCheckOptions, Pick<ReadOptions, 'maxBytes' | 'warnBytes'> {
  readonly accept?: undefined;
}

/** Options with a policy: a message may then be valid because faults were accepted. */
export interface AcceptingReceiveOptions extends Omit<ReceiveOptions, 'accept'> {
  readonly accept: Accept | undefined;
}

/** Options of the text that describes a received message. */
export interface ReceivedTextOptions extends Omit<FormatOptions, 'resource'> {
  /** Whether paths name the resources of entries: their types and, with values, their ids. */
  readonly resources?: boolean | undefined;
}

/** The facts about everything received. */
export interface ReceivedFacts {
  /** Faults in the form and breaches of rules, in the order of the text, with line and column. */
  readonly issues: readonly Issue[];
  /** As given in the text; undefined if nothing could be read. */
  readonly resourceType: string | undefined;
  /** Code of the event that the header states, whether the event is known or not. */
  readonly code: string | undefined;
  /** Id of the header, by which a receiver recognises a message that it already has. */
  readonly messageId: string | undefined;
  /** `MessageHeader.meta.lastUpdated`, which defines the order of messages. */
  readonly lastUpdated: string | undefined;
  /** The value that was read, unchanged; undefined if nothing could be read. */
  readonly resource: unknown;
  /** Returns the issues as text, one per line, as `formatIssues` does. */
  readonly describe: (options?: ReceivedTextOptions) => string;
}

/** The key of a content, if its event has one. */
type KeyOf<Content> = Content extends { readonly key: infer Key } ? Key : undefined;

interface Valid<Code, Type, Message, Content> extends ReceivedFacts {
  readonly event: Code;
  readonly type: Type;
  readonly valid: true;
  readonly accepted: false;
  readonly message: Message;
  readonly content: Content;
  /** The identifier by which a receiver finds its own record. */
  readonly key: KeyOf<Content>;
}

interface Accepted<Code, Type, Message, Content> extends ReceivedFacts {
  readonly event: Code;
  readonly type: Type;
  readonly valid: true;
  /** The message is valid only because faults were accepted, by the policy or because it was received. */
  readonly accepted: true;
  readonly message: TolerantMessage<Message>;
  readonly content: Found<Content>;
  readonly key: Tolerant<KeyOf<Content>> | undefined;
}

interface Invalid<Code, Type, Message, Content> extends ReceivedFacts {
  readonly event: Code;
  /** Undefined if the message states no kind that its event has. */
  readonly type: Type | undefined;
  readonly valid: false;
  readonly accepted: false;
  readonly message: TolerantMessage<Message>;
  /** The content that could be found. */
  readonly content: Found<Content>;
  readonly key: Tolerant<KeyOf<Content>> | undefined;
}

/** A message of an event as it was received. `valid` and `type` narrow the message, its content and its key. */
export type ReceivedOf<Code, Message, Content> = Content extends { readonly type: infer Type extends string }
  ? | Valid<Code, Type, Extract<Message, OfKind<Type>>, Content>
    | Invalid<Code, Type, Extract<Message, OfKind<Type>>, Content>
  : never;

/** A received message under a policy: `accepted` narrows a valid one. */
export type TolerantlyReceivedOf<Code, Message, Content> =
  | ReceivedOf<Code, Message, Content>
  | (Content extends { readonly type: infer Type extends string }
      ? Accepted<Code, Type, Extract<Message, OfKind<Type>>, Content>
      : never);

/** The content found in a message of an unknown event. */
export interface OtherContent {
  /** Code of the kind of message, if the header states one as known events do. */
  readonly type: string | undefined;
  readonly header: Tolerant<MessageHeader>;
  /** The resources of all other entries, in their order. */
  readonly resources: readonly { readonly resourceType: string }[];
}

/** Anything received that is not a message of a known event, or that could not be read. */
export interface OtherReceived extends ReceivedFacts {
  readonly event: undefined;
  readonly type: string | undefined;
  readonly valid: false;
  readonly accepted: false;
  readonly message: undefined;
  readonly content: OtherContent | undefined;
  readonly key: undefined;
}
