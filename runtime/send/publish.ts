/** Creates the request for a message, and the claims of its token. */
import { describe } from '../core/describe.js';
import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import { readable } from '../core/plain.js';
import { suggestion } from '../core/suggest.js';
import { headerOf } from '../message/message.js';
import type { HttpRequest } from './http.js';
import { textOf, type TextRule } from './text-rule.js';

/** An event as data, with the facts that headers use. */
export type EventFacts = Readonly<Record<string, unknown>>;

/** A header of requests; its text is given under the name of the rule, or is a fact about the event. */
export type HeaderRule = (TextRule & { readonly header: string }) | { readonly header: string; readonly of: string };

/** How messages reach a service. */
export interface PublicationRules {
  /** Path for messages, below the address of the service. */
  readonly path: string;
  /** Media types of the body; the first is the default. */
  readonly mediaTypes: readonly string[];
  /** Maximum length of a body, in bytes. */
  readonly maxBytes: number;
  readonly headers: readonly HeaderRule[];
  /** The events that the service accepts, by their code. */
  readonly events: Readonly<Record<string, EventFacts>>;
  /** Codes of events that it only delivers. */
  readonly delivered: readonly string[];
  /** The reason why it does not accept these. */
  readonly refusal: string;
}

/** The options of a request, besides the texts of headers. */
export interface PublicationOptions {
  readonly endpoint: string | { readonly href: string };
  readonly mediaType?: string | undefined;
}

/** A request with a message in its body. */
export interface PublicationRequest<Header extends string = string> extends HttpRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<Header, string>>;
  readonly body: string;
}

/**
 * Creates the request that sends a message. The message is not checked.
 *
 * @throws InputError if an argument is malformed, or the service does not accept the event
 * @throws SizeError if the body would be too long
 */
export function makePublication(
  rules: PublicationRules,
  toXml: (resource: object, options: { readonly maxBytes: number }) => string,
  message: unknown,
  options: PublicationOptions,
): PublicationRequest {
  const event = readable('message', () => eventOf(rules, message));
  const { mediaType, url, headers } = readable('options', () => requestHead(rules, event, options));
  return {
    method: 'POST',
    url,
    headers: { ...headers, 'Content-Type': mediaType, Accept: mediaType },
    body: toXml(message as object, { maxBytes: rules.maxBytes }),
  };
}

/** What the head of a request is made of. */
export interface HeadRules {
  readonly path: string;
  readonly mediaTypes: readonly string[];
  readonly headers: readonly HeaderRule[];
}

/** The address and the headers of a request. */
export interface RequestHead {
  readonly mediaType: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes the head of a request from its options, and the facts about what it is for. */
export function requestHead(rules: HeadRules, facts: EventFacts, options: unknown): RequestHead {
  if (!isObject(options)) throw new InputError('options', options ?? null, 'an object');
  const mediaType = options['mediaType'] ?? rules.mediaTypes[0];
  if (typeof mediaType !== 'string' || !rules.mediaTypes.includes(mediaType))
    throw new InputError('mediaType', mediaType, `one of ${rules.mediaTypes.join(', ')}`);
  const url = addressOf(options['endpoint'], rules.path);
  const headers = rules.headers.map((rule): [string, string] => [
    rule.header,
    'of' in rule ? String(facts[rule.of]) : textOf(rule, options[rule.name]),
  ]);
  return { mediaType, url, headers: Object.fromEntries(headers) };
}

function eventOf({ events, delivered, refusal }: PublicationRules, message: unknown): EventFacts {
  const header = isObject(message) && message['resourceType'] === 'Bundle' ? headerOf(message) : undefined;
  if (!header)
    throw new InputError('message', message ?? null, 'a message: a Bundle whose first entry is a MessageHeader');
  const place = 'message.entry[0].resource.event.code';
  const stated = header['event'];
  const code = isObject(stated) ? stated['code'] : undefined;
  if (typeof code === 'string' && Object.hasOwn(events, code)) return events[code] as EventFacts;
  if (typeof code === 'string' && delivered.includes(code))
    throw new InputError(place, undefined, `${describe(code)} cannot be published. ${refusal}`);
  const hint = typeof code === 'string' ? suggestion(code, Object.keys(events)) : '';
  throw new InputError(place, code ?? null, `an event that can be published${hint}`);
}

/** Returns the address of the service with the path, which the address may already end with. */
function addressOf(endpoint: unknown, path: string): string {
  const text = isObject(endpoint) ? endpoint['href'] : endpoint;
  const rule = 'the address of the service: https:// with a host, and neither query nor fragment';
  if (text === undefined || text === null) throw new InputError('endpoint', undefined, 'is required');
  if (typeof text !== 'string') throw new InputError('endpoint', text, rule);
  // A copied address may contain invisible characters, which URL would drop or encode.
  if (/[^\x21-\x7e]/.test(text))
    throw new InputError('endpoint', undefined, 'contains white space or a character that is not ASCII');
  if (!/^https?:\/\/[^/?#]/i.test(text) || /[?#]/.test(text) || !URL.canParse(text))
    throw new InputError('endpoint', text, rule);
  const base = text.replace(/\/+$/, '');
  return base.endsWith(path) ? base : base + path;
}
