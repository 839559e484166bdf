import type { Issue } from '../core/issue.js';
import { ifReadable, isObject, itemsOf } from '../core/json.js';
import { markedIssue } from '../core/marked.js';
import { isOwnedBy, type SubscriptionParts } from './make-subscription.js';
import { parseCriteria } from './parse-criteria.js';

/**
 * Checks what the profile of a subscription cannot express: its criteria follow the grammar, and its endpoint belongs
 * to its first contact. The guard of the profile reports a value that cannot be read.
 */
export function subscriptionIssues(parts: SubscriptionParts, value: unknown): Issue[] {
  return ifReadable(() => issuesOfReadable(parts, value)) ?? [];
}

function issuesOfReadable({ grammar, contact, endpoint }: SubscriptionParts, value: unknown): Issue[] {
  if (!isObject(value)) return [];
  const { criteria, channel } = value;
  const ofCriteria = typeof criteria === 'string' ? parseCriteria(grammar, criteria).issues : [];
  const [first] = itemsOf(value['contact']);
  const address = isObject(first) ? first['value'] : undefined;
  const id = isObject(channel) ? channel['endpoint'] : undefined;
  if (typeof address !== 'string' || typeof id !== 'string' || !address.startsWith(contact.start))
    return [...ofCriteria];
  if (isOwnedBy(endpoint, id, address.slice(contact.start.length))) return [...ofCriteria];
  const message = `the ${endpoint.title} does not belong to the organisation of the first contact`;
  return [
    ...ofCriteria,
    markedIssue({ severity: 'error', code: 'business-rule', expression: 'Subscription.channel.endpoint', message }),
  ];
}
