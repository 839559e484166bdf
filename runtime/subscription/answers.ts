/** The answers of a service to requests about subscriptions. */
import { describe } from '../core/issue-text.js';
import { isFault, type Issue } from '../core/issue.js';
import type { ElementTables } from '../core/elements.js';
import { readAnswer, type AnswerRules } from '../send/read-answer.js';
import type {
  Accepted,
  AcceptedWithWarning,
  AnswerTextOptions,
  LifecycleNotice,
  Rejected,
  Unclear,
} from '../send/answer.js';
import type { ResponseLike } from '../send/http.js';

type AnyAccepted<Code extends string, Notice extends Code> = Accepted<Code> | AcceptedWithWarning<Code, Notice>;

/** The facts about a created subscription. */
export interface CreatedFacts<Notice extends string> {
  /** The logical id. Store it, because the service offers no search. */
  readonly id: string;
  /** The version, from the header `ETag`; undefined if the answer names none. */
  readonly versionId: string | undefined;
  /** From the header `Last-Modified`; undefined if the answer has none. */
  readonly lastModified: Date | undefined;
  /** Notices that are errors: messages of the events that they name will not come. */
  readonly refused: readonly LifecycleNotice<Notice>[];
}

/** The answer to a request that creates a subscription. */
export type CreatedAnswer<Code extends string, Notice extends Code> =
  (AnyAccepted<Code, Notice> & CreatedFacts<Notice>) | Rejected<Code> | Unclear<Code>;

/** The facts about a subscription that was read. */
export interface HeldFacts<Held, Criteria> {
  readonly id: string;
  readonly subscription: Held;
  /** Its criteria, parsed. */
  readonly criteria: Criteria;
}

/** The answer to a request that reads a subscription. */
export type HeldAnswer<Code extends string, Notice extends Code, Held, Criteria> =
  (AnyAccepted<Code, Notice> & HeldFacts<Held, Criteria>) | Rejected<Code> | Unclear<Code>;

/** Reads the answer to a request that creates a subscription. Without an id it is unclear what was created. */
export async function readCreatedAnswer<Code extends string, Notice extends Code>(
  rules: AnswerRules<Code, Notice>,
  tables: () => ElementTables,
  response: ResponseLike,
): Promise<CreatedAnswer<Code, Notice>> {
  const answer = await readAnswer(rules, response, { tables, expects: 'Subscription', isOptional: true });
  if (!answer.accepted) return answer;
  if (answer.id === undefined) return unclear(answer, 'the header Location is missing, or ends in no id');
  const modified = Date.parse(response.headers.get('Last-Modified') ?? '');
  return {
    ...answer,
    id: answer.id,
    versionId: versionIn(response.headers.get('ETag')),
    lastModified: Number.isNaN(modified) ? undefined : new Date(modified),
    refused: answer.notices.filter(({ severity }) => severity === 'fatal' || severity === 'error'),
  };
}

/**
 * Reads the answer to a request that reads a subscription. It is unclear if the resource is not what the service should
 * store.
 */
export async function readHeldAnswer<Code extends string, Notice extends Code, Held, Criteria>(
  rules: AnswerRules<Code, Notice>,
  reading: HeldReading<Criteria>,
  response: ResponseLike,
): Promise<HeldAnswer<Code, Notice, Held, Criteria>> {
  const answer = await readAnswer(rules, response, { tables: reading.tables, expects: 'Subscription' });
  if (!answer.accepted) return answer;
  const fault = reading.check(answer.resource).find(isFault);
  if (fault) return unclear(answer, `the subscription breaks a rule: ${describe(fault, { values: false })}`);
  const subscription = answer.resource as Held & HeldResource;
  return { ...answer, id: subscription.id, subscription, criteria: reading.parse(subscription.criteria) };
}

/** How to read a stored subscription. */
export interface HeldReading<Criteria> {
  readonly tables: () => ElementTables;
  readonly check: (resource: unknown) => readonly Issue[];
  readonly parse: (criteria: string) => Criteria;
}

interface HeldResource {
  readonly id: string;
  readonly criteria: string;
}

/** Reads the version in the header ETag: `W/"3"`. */
function versionIn(tag: string | null): string | undefined {
  return /^\s*(?:W\/)?"?([A-Za-z0-9.-]{1,64})"?\s*$/.exec(tag ?? '')?.[1];
}

/** Returns an answer that is valid except for the reason; sending the request again would not help. */
function unclear<Code extends string, Notice extends Code>(
  { result: _, accepted: __, notices: ___, ...facts }: AnyAccepted<Code, Notice>,
  reason: string,
): Unclear<Code> {
  const told = (options?: AnswerTextOptions): string => `${facts.describe(options)}\n${reason}`;
  return {
    ...facts,
    result: 'unclear',
    accepted: false,
    reason,
    mayRetry: false,
    retryAfter: undefined,
    describe: told,
  };
}
