/** Checks a message, sends it, reads the answer, and sends it again where that makes sense. */
import { setTimeout as sleep } from 'node:timers/promises';
import { formatIssues, type Issue } from 'careconnect-ems/runtime';
import {
  publishRequest,
  readResponse,
  type Answer,
  type PublishableMessage,
  type PublishRequest,
} from 'careconnect-ems/send';
import { claimsFor, type Caller, type Sign } from './token.ts';

export interface SenderSettings {
  readonly endpoint: string;
  /** Whose messages these are; `system` is the ASID that sends them. */
  readonly caller: Caller;
  /** ASID of the service. */
  readonly toASID: string;
  readonly sign: Sign;
  /** How often a message is sent at most. */
  readonly attempts: number;
  /** Seconds before it is sent the second time, unless the service asks for more; each time doubles them. */
  readonly pause: number;
  /** Seconds to wait for an answer. */
  readonly patience: number;
  /** Is told of each attempt. A publisher has to keep all of it, the request too. */
  readonly audit: (attempt: Attempt) => void;
}

/** A request and what became of it. */
export interface Attempt {
  readonly at: Date;
  readonly request: PublishRequest;
  /** Undefined if none came. */
  readonly answer: Answer | undefined;
}

/** What became of a message. Texts have no value of it, and may go to a log; `answer` may hold some. */
export type Sent =
  | { readonly state: 'sent'; readonly notices: readonly string[]; readonly answer: Answer }
  | { readonly state: 'faulty'; readonly reason: string }
  | { readonly state: 'refused'; readonly reason: string; readonly answer: Answer }
  /** Nobody knows whether the service has it; it may be sent again later, as it is. */
  | { readonly state: 'unsent'; readonly reason: string; readonly answer: Answer | undefined };

/** What checks messages of an event: its module. */
export interface Checking {
  check(message: unknown): { readonly valid: boolean; readonly issues: readonly Issue[] };
}

export async function send(event: Checking, message: PublishableMessage, settings: SenderSettings): Promise<Sent> {
  const { valid, issues } = event.check(message);
  if (!valid) return { state: 'faulty', reason: formatIssues(issues, { values: false }) };
  let last: Answer | undefined;
  for (let attempt = 1, pause = settings.pause; attempt <= settings.attempts; attempt++, pause *= 2) {
    last = await sendOnce(message, settings);
    if (last?.accepted)
      return {
        state: 'sent',
        notices: last.notices.map(({ code, diagnostics }) => `${code}: ${diagnostics}`),
        answer: last,
      };
    if (last && !last.mayRetry) break;
    if (attempt < settings.attempts) await sleep(Math.max(pause, last?.retryAfter ?? 0) * 1000);
  }
  const reason = last?.describe({ values: false }) ?? 'no answer';
  return last?.result === 'rejected' && !last.mayRetry
    ? { state: 'refused', reason, answer: last }
    : { state: 'unsent', reason, answer: last };
}

/** The same message each time, with its ids, so that receivers know it again; the token is a new one. */
async function sendOnce(message: PublishableMessage, settings: SenderSettings): Promise<Answer | undefined> {
  const { endpoint, caller, toASID, sign, patience, audit } = settings;
  const authorization = await sign(claimsFor(caller, endpoint));
  const request = publishRequest(message, { endpoint, fromASID: caller.system, toASID, authorization });
  const { url, ...init } = request;
  const at = new Date();
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patience * 1000) }).then(
    readResponse,
    () => undefined,
  );
  audit({ at, request, answer });
  return answer;
}
