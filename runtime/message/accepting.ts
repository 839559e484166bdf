/** The guard of the messages of an event, with a policy. */
import { isFault, type Issue } from '../core/issue.js';
import { ifReadable, isObject } from '../core/json.js';
import { judge, type Accept, type Judged } from '../core/policy.js';
import type { AcceptingOptions, CheckOptions } from '../guard/check-options.js';
import { checkMessage, isMessage, messageIssues, type MessageResult, type MessageRules } from './message-guard.js';
import { headerOf, kindOf } from './message.js';
import type { TolerantResult } from './tolerant.js';

/** The kind of a message of an event; undefined for another event, and for a kind that the event does not have. */
export function knownKind({ event, kindExtension, kinds }: MessageRules, value: unknown): string | undefined {
  return ifReadable(() => {
    const kind = isObject(value) ? kindOf(value, kindExtension) : undefined;
    const coded = headerOf(value as never)?.['event'];
    const isOurs = isObject(coded) && coded['code'] === event.code;
    return isOurs && kind !== undefined && Object.hasOwn(kinds, kind) ? kind : undefined;
  });
}

/** Applies a policy to the issues of a message. Issues of a message that cannot be read are never accepted. */
export function judgeMessage(
  rules: MessageRules | undefined,
  value: unknown,
  issues: readonly Issue[],
  accept: Accept | undefined,
): Judged {
  const isReadable = rules === undefined || knownKind(rules, value) !== undefined;
  return isReadable ? judge(issues, accept) : { issues: [...issues], isAccepted: false };
}

/** Checks a message as `checkMessage` does; with a policy the result tells whether it is valid without it. */
export function checkAccepting<Message>(
  rules: MessageRules,
  value: unknown,
  options: CheckOptions | AcceptingOptions = {},
): MessageResult<Message> | TolerantResult<Message> {
  const { accept, ...strict } = options;
  if (accept === undefined) return checkMessage(rules, value, strict);
  const { issues, isAccepted } = judgeMessage(rules, value, messageIssues(rules, value, strict), accept);
  if (issues.some(isFault)) return { valid: false, accepted: false, issues };
  return { valid: true, accepted: isAccepted, message: value, issues } as TolerantResult<Message>;
}

/** True for a valid message, and for one of which everything that is wrong is accepted. */
export function isAcceptable(
  rules: MessageRules,
  value: unknown,
  options: CheckOptions | AcceptingOptions = {},
): boolean {
  const { accept, ...strict } = options;
  if (isMessage(rules, value, strict)) return accept === undefined || checkAccepting(rules, value, options).valid;
  return accept !== undefined && checkAccepting(rules, value, options).valid;
}
