/** Receives a message in one call: from text or bytes to its content. */
import { isFault, type Issue } from '../core/issue.js';
import { formatIssues } from '../core/issue-text.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { markedIssue } from '../core/marked.js';
import type { Accept } from '../core/policy.js';
import { judgeMessage, knownKind } from '../message/accepting.js';
import { findContent } from '../message/find-content.js';
import { messageIssues, type MessageRules } from '../message/message-guard.js';
import { readMessage, type MessageReading } from '../message/message-reader.js';
import { headerOf, kindOf } from '../message/message.js';
import { readInput, type XmlReading } from './read-input.js';
import type { AcceptingReceiveOptions, OtherContent, ReceivedFacts, ReceiveOptions } from './received.js';

type AnyOptions = ReceiveOptions | AcceptingReceiveOptions;

/** An event: its rules, and how its messages are read. */
export interface ReceivedEvent {
  readonly rules: MessageRules;
  readonly reading: MessageReading;
}

/** How to receive: a reader of XML, the known events, and how to check a value. */
export interface Receiving {
  readonly readXml: XmlReading;
  /** Returns the event that a message reports. */
  readonly eventOf: (value: unknown) => ReceivedEvent | undefined;
  readonly check: (value: unknown, options: Omit<AnyOptions, 'accept'>) => readonly Issue[];
  /** Extensions in which headers state the kind of message. */
  readonly kindExtensions: readonly string[];
}

/** A received message, before it has the types of its event. */
export interface AnyReceived extends ReceivedFacts {
  readonly event: string | undefined;
  readonly type: string | undefined;
  readonly valid: boolean;
  readonly accepted: boolean;
  readonly message: unknown;
  readonly content: unknown;
  readonly key: unknown;
}

/** Receives a message of one event. */
export function receiveMessage(
  event: ReceivedEvent,
  readXml: XmlReading,
  input: unknown,
  options?: AnyOptions,
): AnyReceived {
  const { rules } = event;
  const receiving: Receiving = {
    readXml,
    eventOf: (value) => (eventCodeIn(headerIn(value)) === rules.event.code ? event : undefined),
    check: (value, strict) => messageIssues(rules, value, strict),
    kindExtensions: [rules.kindExtension],
  };
  return receive(receiving, input, options);
}

/**
 * Reads text or bytes, or takes a value that was read; checks it; and reads its content. Never throws: for any input,
 * the result says what is wrong with it and contains what could be found.
 */
export function receive(receiving: Receiving, input: unknown, options: AnyOptions = {}): AnyReceived {
  const { accept, ...strict } = { ...options, direction: options.direction ?? 'receive' } as const;
  const { value, issues: unread } = readInput(input, receiving.readXml, strict);
  if (value === undefined && unread.length > 0) return other(receiving, value, unread);
  let issues: readonly Issue[] = [];
  try {
    issues = byPlace(receiving.check(value, strict));
    const event = receiving.eventOf(value);
    return event ? known(event, value, issues, accept) : other(receiving, value, issues);
  } catch {
    // A value whose properties cannot be read.
    return other(receiving, undefined, issues.length > 0 ? issues : [unreadable()]);
  }
}

function known(event: ReceivedEvent, value: unknown, found: readonly Issue[], accept: Accept | undefined): AnyReceived {
  const { rules, reading } = event;
  const { issues, isAccepted } = judgeMessage(rules, value, found, accept);
  const valid = !issues.some(isFault);
  const accepted = valid && isAccepted && accept !== undefined;
  const type = knownKind(rules, value);
  const content = valid && !accepted ? readMessage(reading, value) : findContent(reading, value, type);
  const { key } = content;
  return { ...factsOf(value, issues), event: rules.event.code, type, valid, accepted, message: value, content, key };
}

function unreadable(): Issue {
  return markedIssue({ severity: 'fatal', code: 'exception', expression: '', message: 'the value cannot be read' });
}

/** Returns the result for anything but a message of a known event. */
function other({ kindExtensions }: Receiving, value: unknown, issues: readonly Issue[]): AnyReceived {
  const type = kindExtensions.map((url) => kindOf(value as never, url)).find((kind) => kind !== undefined);
  const header = headerIn(value);
  const content: OtherContent | undefined = header && { type, header, resources: resourcesBeside(header, value) };
  return {
    ...factsOf(value, issues),
    event: undefined,
    type,
    valid: false,
    accepted: false,
    message: undefined,
    content,
    key: undefined,
  };
}

function resourcesBeside(header: Properties, bundle: unknown): OtherContent['resources'] {
  const all = itemsOf((bundle as Properties)['entry']).map((entry) =>
    isObject(entry) ? entry['resource'] : undefined,
  );
  return all.filter((one) => one !== header && isObject(one) && textIn(one, 'resourceType')) as never;
}

/** Sorts by position in the text; issues without a position keep their element order. */
function byPlace(issues: readonly Issue[]): Issue[] {
  return [...issues].sort(
    (one, another) => (one.line ?? 0) - (another.line ?? 0) || (one.column ?? 0) - (another.column ?? 0),
  );
}

function factsOf(value: unknown, issues: readonly Issue[]): ReceivedFacts {
  const header = headerIn(value);
  const meta = header?.['meta'];
  return {
    issues,
    resourceType: isObject(value) ? textIn(value, 'resourceType') : undefined,
    code: eventCodeIn(header),
    messageId: header && textIn(header, 'id'),
    lastUpdated: isObject(meta) ? textIn(meta, 'lastUpdated') : undefined,
    resource: value,
    describe: ({ resources = false, ...options } = {}) =>
      formatIssues(issues, resources ? { ...options, resource: value } : options),
  };
}

/** Returns the header of a message; undefined if the value is no message. */
export function headerIn(value: unknown): Properties | undefined {
  return isObject(value) && value['resourceType'] === 'Bundle' ? headerOf(value) : undefined;
}

/** Returns the code of the event that a header states. */
export function eventCodeIn(header: Properties | undefined): string | undefined {
  const event = header?.['event'];
  return isObject(event) ? textIn(event, 'code') : undefined;
}

function textIn(value: Properties, name: string): string | undefined {
  const text = value[name];
  return typeof text === 'string' ? text : undefined;
}
