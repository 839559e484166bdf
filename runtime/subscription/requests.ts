/** Requests that create, read and delete subscriptions. */
import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import { readable } from '../core/plain.js';
import { toJson } from '../json/write-json.js';
import { id as isId } from '../primitives/primitives.js';
import { makeClaims, type ClaimRule } from '../send/claims.js';
import type { HttpRequest } from '../send/http.js';
import { requestHead, type HeaderRule, type RequestHead } from '../send/publish.js';

/** The operations of a service on subscriptions. */
export type SubscriptionOperation = 'create' | 'read' | 'delete';

/** How to make requests to a service. */
export interface SubscriptionRequestRules {
  /** Path for subscriptions, below the address of the service. */
  readonly path: string;
  /** The first is the default. */
  readonly mediaTypes: readonly string[];
  readonly headers: readonly HeaderRule[];
  /** Facts about each operation for headers, and the scope that its token needs. */
  readonly operations: Readonly<Record<SubscriptionOperation, Readonly<Record<'interactionId' | 'scope', string>>>>;
  /** Claims of the token besides its scope. */
  readonly claims: readonly ClaimRule[];
}

/** A request about a subscription; only one that creates it has a body. */
export type SubscriptionRequest<Method extends string, Header extends string = string> = HttpRequest & {
  readonly method: Method;
  readonly headers: Readonly<Record<Header, string>>;
} & (Method extends 'POST' ? { readonly body: string } : { readonly body?: never });

/** Creates the request that creates a subscription, written in the media type. The subscription is not checked. */
export function makeCreateRequest(
  rules: SubscriptionRequestRules,
  toXml: (resource: object) => string,
  subscription: unknown,
  options: unknown,
): HttpRequest {
  const isOne = readable(
    'subscription',
    () => isObject(subscription) && subscription['resourceType'] === 'Subscription',
  );
  if (!isOne) throw new InputError('subscription', subscription ?? null, 'a Subscription');
  const { mediaType, url, headers } = requestParts(rules, 'create', options);
  const body = /json/.test(mediaType)
    ? readable('subscription', () => toJson(subscription as object))
    : toXml(subscription as object);
  return { method: 'POST', url, headers: { ...headers, 'Content-Type': mediaType, Accept: mediaType }, body };
}

/** Creates the request that reads or deletes the subscription with an id. */
export function makeIdRequest(
  rules: SubscriptionRequestRules,
  operation: 'read' | 'delete',
  id: unknown,
  options: unknown,
): HttpRequest {
  // A segment of dots would be a step in the path of a URL.
  if (!isId(id) || /^\.+$/.test(String(id)))
    throw new InputError(
      'id',
      id ?? null,
      'a logical id: 1 to 64 letters, digits, "-" and ".", and not "." or ".." alone',
    );
  const { mediaType, url, headers } = requestParts(rules, operation, options);
  const method = operation === 'read' ? 'GET' : 'DELETE';
  return { method, url: `${url}/${String(id)}`, headers: { ...headers, Accept: mediaType } };
}

function requestParts(
  rules: SubscriptionRequestRules,
  operation: SubscriptionOperation,
  options: unknown,
): RequestHead {
  return readable('options', () => requestHead(rules, rules.operations[operation], options));
}

/** Creates the claims of a request's token. */
export function makeSubscriptionClaims(
  { operations, claims }: SubscriptionRequestRules,
  operation: SubscriptionOperation,
  input: unknown,
): Readonly<Record<string, string>> {
  if (typeof operation !== 'string' || !Object.hasOwn(operations, operation))
    throw new InputError('operation', operation, `one of ${Object.keys(operations).join(', ')}`);
  return makeClaims([{ claim: 'scope', value: operations[operation].scope }, ...claims], input);
}
