/** `/STU3/Subscription`: makes subscriptions, shows them and ends them. */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { checkSubscription, isSubscription, type Subscription } from 'careconnect-ems/ems';
import { fromJson } from 'careconnect-ems/json';
import { formatIssues, isFault } from 'careconnect-ems/runtime';
import { parseCriteria } from 'careconnect-ems/subscriptions';
import { fromXml } from 'careconnect-ems/xml';
import { callerOf, formatOf, type Caller } from './caller.ts';
import { noticeOf } from './events.ts';
import { outcomeOf, Refusal, refuse, type Answered } from './outcome.ts';
import type { ServiceState, Subscribed } from './state.ts';

const INTERACTION = 'urn:nhs:names:services:clinicals-sync:SubscriptionsApi';

function caller(state: ServiceState, headers: IncomingHttpHeaders, method: string, scope: 'read' | 'write'): Caller {
  const found = callerOf(headers, state.settings, `patient/Subscription.${scope}`);
  if (found.interaction === `${INTERACTION}${method}`) return found;
  return refuse(400, 'MISSING_OR_INVALID_HEADER', 'invalid', `InteractionID has to be ${INTERACTION}${method}`);
}

export function create(state: ServiceState, headers: IncomingHttpHeaders, body: string): Answered {
  const { asid } = caller(state, headers, 'Post', 'write');
  const resource = read(formatOf(headers['content-type'], ['xml', 'json']), body);
  const events = eventsIn(resource.criteria);
  const notices = events.flatMap((event) => {
    const lifecycle = state.settings.lifecycle?.[event];
    return lifecycle ? [noticeOf(event, lifecycle)] : [];
  });
  const refused = notices.find(({ severity }) => severity === 'fatal');
  if (refused) throw new Refusal(400, refused);
  for (const [id, { owner, resource: known }] of state.subscriptions)
    if (owner === asid && known.criteria === resource.criteria && known.channel.endpoint === resource.channel.endpoint)
      return refuse(409, 'DUPLICATE_REJECTED', 'duplicate', `the subscription exists as Subscription/${id}`);
  const id = randomUUID();
  const now = new Date();
  const made = {
    ...resource,
    id,
    meta: { ...resource.meta, versionId: '1', lastUpdated: now.toISOString() },
    status: 'active' as const,
  };
  state.subscriptions.set(id, { owner: asid, resource: made });
  return {
    status: 201,
    headers: { Location: `/STU3/Subscription/${id}`, ETag: 'W/"1"', 'Last-Modified': now.toUTCString() },
    ...(notices.length > 0 && { resource: outcomeOf(notices) }),
  };
}

export function show(state: ServiceState, headers: IncomingHttpHeaders, id: string): Answered {
  const { asid } = caller(state, headers, 'Get', 'read');
  return { status: 200, resource: find(state, asid, id).resource };
}

export function end(state: ServiceState, headers: IncomingHttpHeaders, id: string): Answered {
  const { asid } = caller(state, headers, 'Delete', 'write');
  find(state, asid, id);
  state.subscriptions.delete(id);
  return { status: 200 };
}

/** A system knows of its own subscriptions only. */
function find({ subscriptions }: ServiceState, asid: string, id: string): Subscribed {
  const found = subscriptions.get(id);
  return found?.owner === asid ? found : refuse(404, 'NO_RECORD_FOUND', 'not-found', 'there is no such subscription');
}

function read(format: 'xml' | 'json', body: string): Subscription {
  const { resource, issues } = format === 'xml' ? fromXml(body) : fromJson(body);
  if (!resource) return refuse(400, 'MESSAGE_NOT_WELL_FORMED', 'structure', formatIssues(issues, { values: false }));
  const found = checkSubscription(resource);
  if (!isSubscription(resource) || found.some(isFault))
    return refuse(422, 'INVALID_RESOURCE', 'invalid', formatIssues(found, { values: false }));
  const { status, id, channel, contact } = resource;
  const [{ system, value, use }] = contact;
  const organisation = /^https:\/\/directory\.spineservices\.nhs\.uk\/STU3\/Organization\/[A-Za-z0-9]+$/;
  if (id !== undefined) return refuse(422, 'MSG_RESOURCE_ID_FAIL', 'invalid', 'the service gives the id');
  if (status !== 'requested' || channel.type !== 'message' || channel.endpoint === undefined)
    return refuse(422, 'INVALID_VALUE', 'value', 'status is requested, the channel a message to a mailbox');
  if (system !== 'url' || use !== 'work' || !organisation.test(value))
    return refuse(
      422,
      'INVALID_VALUE',
      'value',
      'the first contact is the address of the organisation in the directory',
    );
  return resource;
}

/** The events that a subscription is for; refuses criteria that cannot be used. */
function eventsIn(text: string): readonly string[] {
  const parsed = parseCriteria(text);
  if (!parsed.valid) return refuse(422, 'INVALID_PARAMETER', 'invalid', formatIssues(parsed.issues, { values: false }));
  const { criteria, form } = parsed;
  const events = form === 'explicit' ? criteria.events : criteria.event;
  return typeof events === 'string' ? [events] : events;
}
