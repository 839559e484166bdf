/** The guard of the messages of an event: its profiles, and what holds among the entries of a Bundle. */
import { describe } from './describe.js';
import { report, test } from './face.js';
import { fault } from './faults.js';
import type { Json } from './fhirpath/env.js';
import { isFault, type Issue } from './issue.js';
import { isObject, itemsOf, type Properties } from './json.js';
import { notLookedInto } from './layers.js';
import { kindBroken, type KindRules } from './message-rules.js';
import { headerOf, kindOf, type MessageCode } from './message.js';
import { claimed } from './claims.js';
import { isResourceType } from './resource-types.js';
import {
  seal,
  up,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from './run.js';
import { standardSchema, type StandardSchema } from './standard-schema.js';
import { suggestion } from './suggest.js';

/** The messages of an event. */
export interface MessageRules {
  readonly event: MessageCode;
  /** URL of the extension of the header that holds the kind. */
  readonly kindExtension: string;
  readonly kinds: Readonly<Record<string, KindRules>>;
  /** Canonicals of the profiles that entries of all kinds are tested for in any case. */
  readonly covered: readonly string[];
  /** Why kinds that the code system has are not sent. */
  readonly refused: Readonly<Record<string, string>>;
  /** Tests a Bundle of any kind. */
  readonly bundle: Guard;
  /** Guards of the types that entries have; others are looked into where the surroundings know them. */
  readonly types: () => readonly (readonly [type: string, guard: Guard])[];
}

/** What is known beyond the event, where the guard of all that there is calls that of an event. */
export interface MessageSurroundings {
  readonly resources?: ResourceGuards | undefined;
  readonly profiles?: ProfileLookup | undefined;
  readonly known?: Known | undefined;
}

/** What the check of a message returns: the message, or only what is wrong. */
export type MessageResult<Message> =
  | { readonly valid: true; readonly message: Message; readonly issues: readonly Issue[] }
  | { readonly valid: false; readonly message?: undefined; readonly issues: readonly Issue[] };

/** Places among the elements of `Bundle`, `Bundle.entry` and `MessageHeader`. */
const ENTRY = 8;
const RESOURCE = 5;
const EXTENSION = 6;
const EVENT = 8;

/** Every way in which a value is no message of an event, in element order. Never throws. */
export function checkMessage<Message>(
  rules: MessageRules,
  value: unknown,
  options?: CheckOptions,
  surroundings: MessageSurroundings = {},
): MessageResult<Message> {
  const issues = messageIssues(rules, value, options, surroundings);
  if (issues.some(isFault)) return { valid: false, issues };
  return { valid: true, message: value as Message, issues };
}

export function messageIssues(
  rules: MessageRules,
  value: unknown,
  options?: CheckOptions,
  { resources, profiles, known }: MessageSurroundings = {},
): Issue[] {
  const [kind, guards] = surroundingsOf(rules, value, resources, profiles);
  return report(messageGuard(rules, kind), 'Bundle', value, options, guards, known, profiles);
}

/** True when a value is a message of an event; stops at the first fault. */
export function isMessage(rules: MessageRules, value: unknown, options?: CheckOptions): boolean {
  const [kind, guards] = surroundingsOf(rules, value, undefined, undefined);
  // What is less serious in a role is only known when it has been found.
  if (kind?.roles.some(({ downgrades }) => downgrades)) return !messageIssues(rules, value, options).some(isFault);
  return test(messageGuard(rules, kind), value, options, guards);
}

/** The check as a Standard Schema. */
export function messageSchema<Message>(vendor: string, rules: MessageRules): StandardSchema<Message> {
  return standardSchema(vendor, (value) => messageIssues(rules, value));
}

/** The rules of the kind that a message says it is, and guards of its entries. */
function surroundingsOf(
  rules: MessageRules,
  value: unknown,
  resources: ResourceGuards | undefined,
  profiles: ProfileLookup | undefined,
): [kind: KindRules | undefined, guards: ResourceGuards] {
  const code = kindOf(value, rules.kindExtension) ?? '';
  const kind = Object.hasOwn(rules.kinds, code) ? rules.kinds[code] : undefined;
  const isCovered = (url: string): boolean =>
    kind !== undefined && (rules.covered.includes(url) || kind.covered.includes(url));
  const known = new Map<string, Guard | undefined>();
  const guards: ResourceGuards = (type) => {
    if (known.has(type)) return known.get(type);
    const guard = resources?.(type) ?? guardsOf(rules).get(type) ?? unlisted(type);
    const all = guard && claimed(guard, type, profiles ?? (() => undefined), isCovered);
    known.set(type, all);
    return all;
  };
  return [kind, guards];
}

const guardsByRules = /*@__PURE__*/ new WeakMap<MessageRules, ReadonlyMap<string, Guard>>();

/** The guards of the types that an event lists; put into a table once. */
function guardsOf(rules: MessageRules): ReadonlyMap<string, Guard> {
  const known = guardsByRules.get(rules) ?? new Map(rules.types());
  guardsByRules.set(rules, known);
  return known;
}

/** What an event does not list may go along all the same. */
function unlisted(type: string): Guard | undefined {
  return isResourceType(type) ? (_value, run) => notLookedInto(run, type) : undefined;
}

function messageGuard(rules: MessageRules, kind: KindRules | undefined): Guard {
  return (value, run) => {
    const mark = run.faults;
    if (!rules.bundle(value, run) && run.stop) return false;
    if (!isObject(value)) return false;
    if (coded(rules, kind, value, run)) return false;
    if (kind && kindBroken(kind, value, run)) return false;
    return run.faults === mark;
  };
}

/** Checks that a message is of the event, and of a kind that the event has; true means stop. */
function coded(rules: MessageRules, kind: KindRules | undefined, bundle: Properties, run: Run): boolean {
  const header = headerOf(bundle);
  if (header === undefined) return false;
  const { event } = header as Json;
  const isOther = isObject(event) && typeof event['code'] === 'string' && event['code'] !== rules.event.code;
  if (isOther && inHeader(run, 'event', EVENT, 'value', `${describe(event['code'])} is another event`)) return true;
  const code = kindOf(bundle, rules.kindExtension);
  if (kind || code === undefined) return false;
  return inHeader(run, 'extension', EXTENSION, 'business-rule', unusedKind(rules, code), kindPlace(rules, header));
}

function unusedKind({ kinds, refused, event }: MessageRules, code: string): string {
  const names = Object.keys(kinds);
  const list = names.map((name) => JSON.stringify(name)).join(', ');
  if (Object.hasOwn(refused, code)) return `${describe(code)} is not sent for ${event.code}: ${refused[code]}`;
  return `${describe(code)} is no kind of message that ${event.code} has: ${list}${suggestion(code, names)}`;
}

function kindPlace({ kindExtension }: MessageRules, header: Json): number {
  return itemsOf(header.extension).findIndex((item: Json) => item?.url === kindExtension);
}

function inHeader(
  run: Run,
  name: string,
  order: number,
  code: 'value' | 'business-rule',
  message: string,
  index = -1,
): boolean {
  const before = run.drafts.length;
  fault(run, name, order, code, message, index);
  seal(run, before, 'MessageHeader');
  up(run, 'resource', -1, RESOURCE, before);
  return up(run, 'entry', 0, ENTRY, before);
}
