/** The guard of the messages of an event: its profiles, and the rules among the entries of a Bundle. */
import { describe, didYouMean } from '../core/describe.js';
import { typeGuard } from '../guard/explain-type.js';
import { followedGuard } from '../guard/explain-content.js';
import { nodeOf, type Node } from '../guard/node.js';
import { isSound, issuesFor, type Judged } from '../guard/verdict.js';
import { fault, note } from '../guard/faults.js';
import type { Json } from '../fhirpath/env.js';
import { isFault, type Issue } from '../core/issue.js';
import { ifReadable, isObject, itemsOf, type Properties } from '../core/json.js';
import { notLookedInto } from '../guard/layers.js';
import { among, kindBroken, rolesIn, type KindRules } from './message-rules.js';
import { withProfiles, type MessageSurroundings } from './surroundings.js';
import { headerOf, kindOf, type MessageCode } from './message.js';
import { claimed, claimLookup, type ClaimLookup } from '../guard/claims.js';
import { isResourceType } from '../core/resource-types.js';
import {
  seal,
  up,
  type CheckOptions,
  type Guard,
  type KnownProfile,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from '../guard/run.js';
import { layersOf, type ProfileRules, type TypeRules } from '../guard/rules.js';
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
  /** The rules of a Bundle of any kind. */
  readonly bundle: TypeRules;
  /** Rules of the types that entries have; others are looked into where the surroundings know them. */
  readonly types: () => readonly TypeRules[];
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
  const known = withProfiles(surroundings, options?.profiles);
  return issuesFor(judgedBy(rules, kindRulesOf(rules, value), known), value, options);
}

/** Returns true if a value is a valid message of an event; stops at the first error. */
export function isMessage(rules: MessageRules, value: unknown, options?: CheckOptions): boolean {
  const kind = kindRulesOf(rules, value);
  if (isSound(judgedBy(rules, kind, withProfiles(NONE, options?.profiles)), value, options)) return true;
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
  return ifReadable(() => {
    const code = kindOf(value, rules.kindExtension) ?? '';
    const isOurs = otherEvent(rules, value) === undefined && Object.hasOwn(rules.kinds, code);
    return isOurs ? rules.kinds[code] : undefined;
  });
}

/** Nothing is known but the event. */
const NONE: MessageSurroundings = {};

const judgedByKind = /*@__PURE__*/ new WeakMap<MessageSurroundings, Map<unknown, Judged>>();

/** Returns the rules for messages of a kind; they are assembled once for each kind and surroundings. */
function judgedBy(rules: MessageRules, kind: KindRules | undefined, surroundings: MessageSurroundings): Judged {
  let known = judgedByKind.get(surroundings);
  if (known === undefined) judgedByKind.set(surroundings, (known = new Map()));
  let judged = known.get(kind ?? rules);
  if (judged === undefined) known.set(kind ?? rules, (judged = judge(rules, kind, surroundings)));
  return judged;
}

function judge(rules: MessageRules, kind: KindRules | undefined, surroundings: MessageSurroundings): Judged {
  const { known, profiles, extensions, mayUse } = surroundings;
  // Of a message of no known kind only those profiles are tested that the surroundings know.
  const isCovered = (url: string): boolean =>
    kind ? rules.covered.includes(url) || kind.covered.includes(url) : profiles === undefined;
  const definitions = {
    profile: profiles ?? nothingKnown,
    isExtension: (url: string) => known?.extensions?.includes(url) ?? false,
    isType: (type: string) => typeIn(rules, surroundings, type) !== undefined,
  };
  const lookup: ProfileLookup | undefined = profiles && ((url) => knownProfile(profiles(url)));
  const claim = claimLookup(definitions, isCovered);
  let node: Node | undefined;
  return {
    // What is of no known kind is no message of the event.
    node:
      kind &&
      (() =>
        (node ??= nodeOf(
          rules.bundle,
          layersOf(kind.rules).map(({ content }) => content),
        ))),
    surroundings: {
      typeNamed: (type) => typeIn(rules, surroundings, type),
      claim,
      extension: extensions,
      mayUse,
      hasExtension: extensions && ((url) => extensions(url) !== undefined),
    },
    guard: messageGuard(rules, kind),
    root: 'Bundle',
    resources: entryGuards(rules, claim, surroundings),
    known,
    profiles: lookup,
    after: kind && ((bundle, run) => isObject(bundle) && among(kind, bundle, run, true)),
    roles: kind && ((bundle, run) => rolesIn(kind, bundle, run)),
  };
}

/** A lookup of definitions where none are known. */
export function nothingKnown(): undefined {
  return undefined;
}

/** A profile as the explaining walk knows it. */
export function knownProfile(rules: ProfileRules | undefined): KnownProfile | undefined {
  return rules && { type: rules.own.elements.path, rules: followedGuard(rules) };
}

/** The rules of a resource type; types that an event does not list are allowed too. */
function typeIn(rules: MessageRules, { types }: MessageSurroundings, type: string): TypeRules | 'unlisted' | undefined {
  return types?.(type) ?? typesOf(rules).get(type) ?? (isResourceType(type) ? 'unlisted' : undefined);
}

/** Guards of the resources in entries, with what those claim. */
function entryGuards(rules: MessageRules, claim: ClaimLookup, surroundings: MessageSurroundings): ResourceGuards {
  const known = new Map<string, Guard>();
  return (type) => {
    const made = known.get(type);
    if (made) return made;
    const found = typeIn(rules, surroundings, type);
    const guard: Guard | undefined =
      found === 'unlisted' ? (_value, run) => notLookedInto(run, type) : found && typeGuard(found);
    const all = guard && claimed(guard, type, claim);
    if (all) known.set(type, all);
    return all;
  };
}

const typesByRules = /*@__PURE__*/ new WeakMap<MessageRules, ReadonlyMap<string, TypeRules>>();

/** The types that an event lists; put into a table once. */
function typesOf(rules: MessageRules): ReadonlyMap<string, TypeRules> {
  let known = typesByRules.get(rules);
  if (known === undefined) {
    known = new Map(rules.types().map((type) => [type.elements.path, type]));
    typesByRules.set(rules, known);
  }
  return known;
}

function messageGuard(rules: MessageRules, kind: KindRules | undefined): Guard {
  return (value, run) => {
    const mark = run.faults;
    if (!typeGuard(rules.bundle)(value, run) && run.stop) return false;
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

/** Notes that a message was checked without the rules of its event, if its header states one; false, since that is no fault. */
export function noteUnknownEvent(run: Run, bundle: unknown): false {
  const event: unknown = headerOf(bundle)?.['event'];
  const code = isObject(event) ? event['code'] : undefined;
  if (typeof code !== 'string') return false;
  const before = run.drafts.length;
  const message = `the rules of the event ${describe(code)} are not known here, so only those of FHIR and of the claimed profiles were applied`;
  note(run, 'event', EVENT, 'information', 'not-supported', message);
  belowHeader(run, before);
  return false;
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
  return belowHeader(run, before);
}

/** Places what was found since `before` in the header of the message; true means stop. */
function belowHeader(run: Run, before: number): boolean {
  seal(run, before, 'MessageHeader');
  up(run, 'resource', -1, RESOURCE, before);
  return up(run, 'entry', 0, ENTRY, before);
}
