/** Receives messages of all events of a package. */
import { isFault, type Issue } from './core/issue.js';
import { isObject } from './core/json.js';
import { describe, describeType, didYouMean } from './core/describe.js';
import { markedIssue } from './core/marked.js';
import { locateIssues } from './core/positions.js';
import { issuesOfAny, messageRulesOf, type Registry } from './check.js';
import type { Dated, MessageReading } from './message/message-reader.js';
import type { XmlReading } from './receive/read-input.js';
import { eventCodeIn, headerIn, receive, type AnyReceived, type Receiving } from './receive/receive.js';
import type { AcceptingReceiveOptions, ReceiveOptions } from './receive/received.js';

/** The code of an event, and how its messages are read. */
export type EventReading = readonly [code: string, reading: MessageReading];

/** Creates a package's `receive` function from its registry. */
export function receiverOf(
  registry: Registry,
  readXml: XmlReading,
  readings: () => readonly EventReading[],
): (input: unknown, options?: ReceiveOptions | AcceptingReceiveOptions) => AnyReceived {
  let receiving: Receiving | undefined;
  return (input, options) =>
    receive((receiving ??= receivingIn(registry, readXml, new Map(readings()))), input, options);
}

function receivingIn(
  registry: Registry,
  readXml: XmlReading,
  readings: ReadonlyMap<string, MessageReading>,
): Receiving {
  const all = [...registry.messages.values()];
  const codes = all.map(({ event }) => event.code);
  return {
    readXml,
    eventOf(value) {
      const rules = messageRulesOf(registry, value);
      const reading = rules && readings.get(rules.event.code);
      return rules && reading && { rules, reading };
    },
    check(value, options) {
      const issues = issuesOfAny(registry, value, options);
      const reason = messageRulesOf(registry, value) ? undefined : strangeness(value, issues, codes);
      return reason ? [...locateIssues(value, [reason]), ...issues] : issues;
    },
    kindExtensions: [...new Set(all.map(({ kindExtension }) => kindExtension))],
  };
}

/** Explains why a value is not a message of a known event; undefined if its faults leave that unclear. */
function strangeness(value: unknown, issues: readonly Issue[], codes: readonly string[]): Issue | undefined {
  const header = headerIn(value);
  const code = eventCodeIn(header);
  if (header) return strangeEvent(code, codes);
  const type = isObject(value) ? value['resourceType'] : undefined;
  if (typeof type !== 'string' || issues.some(isFault)) return undefined;
  const message = `${describeType(type)} is not a message of an event`;
  return markedIssue({ severity: 'error', code: 'not-supported', expression: type, message });
}

function strangeEvent(code: string | undefined, codes: readonly string[]): Issue {
  const said = code === undefined ? 'the message states no event' : `the event ${describe(code)} is unknown`;
  const message = `${said}${code === undefined ? '' : didYouMean(code, codes)}`;
  return markedIssue({
    severity: 'error',
    code: 'not-supported',
    expression: 'Bundle.entry[0].resource.event',
    message,
  });
}

/**
 * Returns true if the first of two received messages, or of rows made from them, has the later `lastUpdated`; false if
 * either has none. Messages of events without an order cannot be compared.
 */
export function isNewer(one: Dated, other: Dated): boolean {
  return Date.parse(one.lastUpdated ?? '') > Date.parse(other.lastUpdated ?? '');
}
