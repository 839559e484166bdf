/** The guard of the messages of an event: its profiles, and the rules among the entries of a Bundle. */
import { describe, didYouMean } from '../core/describe.js';
import { report, test } from '../guard/face.js';
import { fault } from '../guard/faults.js';
import type { Json } from '../fhirpath/env.js';
import { isFault, type Issue } from '../core/issue.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { notLookedInto } from '../guard/layers.js';
import { kindBroken, type KindRules } from './message-rules.js';
import { headerOf, kindOf, type MessageCode } from './message.js';
import { claimed } from '../guard/claims.js';
import { isResourceType } from '../core/resource-types.js';
import {
  seal,
  up,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from '../guard/run.js';
import { standardSchema, type StandardSchema } from '../guard/standard-schema.js';

/** The messages of an event. */
export interface MessageRules {
  readonly event: MessageCode;
  /** URL of the header extension that states the kind. */
  readonly kindExtension: string;
  readonly kinds: Readonly<Record<string, KindRules>>;
  /** Canonicals of the profiles that entries of all kinds are tested for in any case. */
  readonly covered: readonly string[];
  /** Why some kinds of the code system are not sent. */
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

/** The result of the check of a message: the message, or only its issues. */
export type MessageResult<Message> =
  | { readonly valid: true; readonly message: Message; readonly issues: readonly Issue[] }
  | { readonly valid: false; readonly message?: undefined; readonly issues: readonly Issue[] };

/** Places among the elements of `Bundle`, `Bundle.entry` and `MessageHeader`. */
const ENTRY = 8;
const RESOURCE = 5;
const EXTENSION = 6;
const EVENT = 8;

/** Lists every reason why a value is not a valid message of an event, in element order. Never throws. */
export function checkMessage<Message>(
  rules: MessageRules,
  value: unknown,
  options?: CheckOptions,
  surroundings: MessageSurroundings = NONE,
): MessageResult<Message> {
  const issues = messageIssues(rules, value, options, surroundings);
  if (issues.some(isFault)) return { valid: false, issues };
  return { valid: true, message: value as Message, issues };
}

export function messageIssues(
  rules: MessageRules,
  value: unknown,
  options?: CheckOptions,
  surroundings: MessageSurroundings = NONE,
): Issue[] {
  const kind = kindRulesOf(rules, value);
  const { known, profiles } = surroundings;
  const guards = guardsFor(rules, kind, surroundings);
  return report(messageGuard(rules, kind), 'Bundle', value, options, guards, known, profiles);
}

/** Returns true if a value is a valid message of an event; stops at the first error. */
export function isMessage(rules: MessageRules, value: unknown, options?: CheckOptions): boolean {
  const kind = kindRulesOf(rules, value);
  if (test(messageGuard(rules, kind), value, options, guardsFor(rules, kind, NONE))) return true;
  // What is less serious in a role is only known when it has been found.
  const isDowngraded = kind?.roles.some(({ downgrades }) => downgrades) ?? false;
  return isDowngraded && !messageIssues(rules, value, options).some(isFault);
}

/** The check as a Standard Schema. */
export function messageSchema<Message>(vendor: string, rules: MessageRules): StandardSchema<Message> {
  return standardSchema(vendor, (value) => messageIssues(rules, value));
}

/** The rules of the kind that a message states. */
function kindRulesOf(rules: MessageRules, value: unknown): KindRules | undefined {
  const code = kindOf(value, rules.kindExtension) ?? '';
  const isOurs = otherEvent(rules, value) === undefined && Object.hasOwn(rules.kinds, code);
  return isOurs ? rules.kinds[code] : undefined;
}

/** Nothing is known but the event. */
const NONE: MessageSurroundings = {};

const guardsByKind = /*@__PURE__*/ new WeakMap<MessageSurroundings, Map<unknown, ResourceGuards>>();

/** The guards of the entries of a kind of message; put together once for each kind and surroundings. */
function guardsFor(
  rules: MessageRules,
  kind: KindRules | undefined,
  surroundings: MessageSurroundings,
): ResourceGuards {
  const known = guardsByKind.get(surroundings) ?? new Map<unknown, ResourceGuards>();
  guardsByKind.set(surroundings, known);
  const guards = known.get(kind ?? rules) ?? entryGuards(rules, kind, surroundings);
  known.set(kind ?? rules, guards);
  return guards;
}

function entryGuards(
  rules: MessageRules,
  kind: KindRules | undefined,
  { resources, profiles }: MessageSurroundings,
): ResourceGuards {
  // Of a message of no known kind only those profiles are tested that the surroundings know.
  const isCovered = (url: string): boolean =>
    kind ? rules.covered.includes(url) || kind.covered.includes(url) : profiles === undefined;
  const known = new Map<string, Guard>();
  return (type) => {
    const made = known.get(type);
    if (made) return made;
    const guard = resources?.(type) ?? guardsOf(rules).get(type) ?? unlisted(type);
    const all = guard && claimed(guard, type, profiles ?? (() => undefined), isCovered);
    if (all) known.set(type, all);
    return all;
  };
}

const guardsByRules = /*@__PURE__*/ new WeakMap<MessageRules, ReadonlyMap<string, Guard>>();

/** The guards of the types that an event lists; put into a table once. */
function guardsOf(rules: MessageRules): ReadonlyMap<string, Guard> {
  const known = guardsByRules.get(rules) ?? new Map(rules.types());
  guardsByRules.set(rules, known);
  return known;
}

/** Types that an event does not list are allowed too. */
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

/** The code of the event of a message, if it is a different event. */
function otherEvent(rules: MessageRules, bundle: Json): string | undefined {
  const event: Json = headerOf(bundle)?.['event'];
  const code: unknown = isObject(event) ? event['code'] : undefined;
  return typeof code === 'string' && code !== rules.event.code ? code : undefined;
}

/** Checks that a message is of the event, and of a kind that the event has; true means stop. */
function coded(rules: MessageRules, kind: KindRules | undefined, bundle: Properties, run: Run): boolean {
  const header = headerOf(bundle);
  if (kind || header === undefined) return false;
  const other = otherEvent(rules, bundle);
  if (other !== undefined) return inHeader(run, 'event', EVENT, 'value', anotherEvent(rules, other));
  const code = kindOf(bundle, rules.kindExtension);
  // The profile of the header says so too, where profiles are tested.
  if (code === undefined && run.profiles && run.faults > 0) return false;
  if (code === undefined) return inHeader(run, 'extension', EXTENSION, 'required', noKind(rules));
  return inHeader(run, 'extension', EXTENSION, 'business-rule', unusedKind(rules, code), kindPlace(rules, header));
}

function anotherEvent({ event }: MessageRules, code: string): string {
  return `this is a message for the event ${describe(code)}, not ${event.code}${didYouMean(code, [event.code])}`;
}

function noKind(rules: MessageRules): string {
  return `the message does not state its kind: ${kindsOf(rules)} in the extension ${rules.kindExtension}`;
}

function kindsOf({ kinds }: MessageRules): string {
  const names = Object.keys(kinds).map((name) => JSON.stringify(name));
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((text) => text !== '').join(' or ');
}

function unusedKind(rules: MessageRules, code: string): string {
  const { kinds, refused, event } = rules;
  if (Object.hasOwn(refused, code)) return `${describe(code)} is not sent for ${event.code}: ${refused[code]}`;
  const hint = didYouMean(code, Object.keys(kinds));
  return `${describe(code)} is not a kind of message for ${event.code}; use ${kindsOf(rules)}${hint}`;
}

function kindPlace({ kindExtension }: MessageRules, header: Json): number {
  return itemsOf(header.extension).findIndex((item: Json) => item?.url === kindExtension);
}

function inHeader(
  run: Run,
  name: string,
  order: number,
  code: 'value' | 'required' | 'business-rule',
  message: string,
  index = -1,
): boolean {
  const before = run.drafts.length;
  fault(run, name, order, code, message, index);
  seal(run, before, 'MessageHeader');
  up(run, 'resource', -1, RESOURCE, before);
  return up(run, 'entry', 0, ENTRY, before);
}
