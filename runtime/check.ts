import { claimed, claimLookup } from './guard/claims.js';
import type { CodeSet } from './guard/code-set.js';
import { readDisplays, type DisplayRows, type DisplaysBySystem } from './guard/known-display.js';
import { followedGuard } from './guard/explain-content.js';
import { typeGuard } from './guard/explain-type.js';
import { no } from './guard/faults.js';
import { reasonAgainstUnit, UCUM } from './guard/known-unit.js';
import { valueText } from './core/marked.js';
import type { Issue } from './core/issue.js';
import { ifReadable, isObject, itemsOf } from './core/json.js';
import type { Accept } from './core/policy.js';
import type { CommonCheckOptions } from './guard/check-options.js';
import type { ProfileRules, TypeRules } from './guard/rules.js';
import { isUsable, misuseOf, type ExtensionUsage } from './guard/extension-usage.js';
import type { Guard, Known, ProfileLookup, ResourceGuards, Run } from './guard/run.js';
import { judgeMessage } from './message/accepting.js';
import {
  knownProfile,
  messageIssues,
  noteUnknownEvent,
  nothingKnown,
  type MessageRules,
} from './message/message-guard.js';
import { withProfiles, type MessageSurroundings } from './message/surroundings.js';
import { headerOf, kindOf } from './message/message.js';
import { rootNode } from './guard/link.js';
import { issuesFor, type Judged } from './guard/verdict.js';
import { resourceNode } from './guard/walk-places.js';
import type { MayUse, WalkSurroundings } from './guard/walk-state.js';
import { notObject } from './guard/structure.js';

/**
 * The rules to check: those of FHIR itself, also those of the profiles that a resource claims, or also those of its
 * event.
 */
export type RuleLayer = 'base' | 'profile' | 'event';

/** Options of `check`. */
export interface CheckAnyOptions extends CommonCheckOptions {
  /** Which errors become warnings: see `AcceptingOptions`. */
  readonly accept?: Accept | undefined;
  /** All rules by default. */
  readonly rules?: RuleLayer | undefined;
}

/** Everything that a package can check: resource types by name, profiles by canonical URL. */
export interface Registry {
  readonly types: ReadonlyMap<string, TypeRules>;
  readonly profiles: ReadonlyMap<string, ProfileRules>;
  /** The codes of the code systems whose codes are all known, by URL. */
  readonly systems: ReadonlyMap<string, ReadonlySet<string>>;
  /** The rules of extensions, by canonical URL. */
  readonly extensions: ReadonlyMap<string, ProfileRules>;
  /** Where extensions may be used, by canonical URL. */
  readonly usages: ReadonlyMap<string, ExtensionUsage>;
  /** The rules for the messages of each event, by the event's code with its system: see `codeKey`. */
  readonly messages: ReadonlyMap<string, MessageRules>;
  /** The displays of codes, by the URL of their code system. */
  readonly displays: DisplaysBySystem;
}

/** The event that a message reports: its code, and the code of the kind of message. */
export interface MessageEvent {
  readonly code: string;
  readonly type: string;
}

/** What a value states about itself. */
export interface Identity {
  /** As given, whether the type exists or not; undefined if the value has none. */
  readonly resourceType: string | undefined;
  /** Canonical URLs of the profiles that it claims, and of its kind of message, without repetitions. */
  readonly profiles: readonly string[];
  /** Undefined if it is not a message of a known event. */
  readonly event: MessageEvent | undefined;
  /** Code of the event that the header of a message states, whether the event is known or not. */
  readonly code: string | undefined;
}

/** Identifies a value by its own statements, without checking it. */
export function identifyAny(registry: Registry, value: unknown): Identity {
  return ifReadable(() => identifyReadable(registry, value)) ?? UNIDENTIFIED;
}

const UNIDENTIFIED: Identity = { resourceType: undefined, profiles: [], event: undefined, code: undefined };

function identifyReadable(registry: Registry, value: unknown): Identity {
  const type = isObject(value) ? value['resourceType'] : undefined;
  const rules = messageRulesOf(registry, value);
  const kind = rules && kindOf(value, rules.kindExtension);
  const profile =
    kind !== undefined && rules && Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind]?.profile : undefined;
  const event = isObject(value) && type === 'Bundle' ? headerOf(value)?.['event'] : undefined;
  const meta = isObject(value) ? value['meta'] : undefined;
  const claims = isObject(meta) ? itemsOf(meta['profile']).filter((url) => typeof url === 'string') : [];
  const profiles = [...claims, ...(profile === undefined ? [] : [profile])];
  return {
    resourceType: typeof type === 'string' ? type : undefined,
    profiles: [...new Set(profiles)],
    event: rules && { code: rules.event.code, type: kind ?? '' },
    code: isObject(event) && typeof event['code'] === 'string' ? event['code'] : undefined,
  };
}

/** Returns the rules of the event that a message reports; undefined if it is not a message of a known event. */
export function messageRulesOf(registry: Registry, value: unknown): MessageRules | undefined {
  return ifReadable(() => {
    const event = isObject(value) && value['resourceType'] === 'Bundle' ? headerOf(value)?.['event'] : undefined;
    return isObject(event) ? registry.messages.get(codeKey(event['system'], event['code'])) : undefined;
  });
}

function codeKey(system: unknown, code: unknown): string {
  return `${String(system)}|${String(code)}`;
}

/**
 * Checks a resource of any type against the rules of its `resourceType` and of the profiles in `meta.profile`.
 * Resources inside it, such as those of a Bundle, are checked in the same way. Returns all issues in element order;
 * expressions start with the resource type. Never throws.
 */
export function checkAny(registry: Registry, value: unknown, { accept, ...options }: CheckAnyOptions = {}): Issue[] {
  const issues = issuesOfAny(registry, value, options);
  return accept === undefined ? issues : judgeMessage(messageRulesOf(registry, value), value, issues, accept).issues;
}

type StrictOptions = Omit<CheckAnyOptions, 'accept'>;

/** Does the same without a policy. */
export function issuesOfAny(registry: Registry, value: unknown, options: StrictOptions): Issue[] {
  const layer = options.rules ?? 'event';
  const event = layer === 'event' ? messageRulesOf(registry, value) : undefined;
  if (event) return messageIssues(event, value, options, surroundingsIn(registry));
  const stated = ifReadable(() => (isObject(value) ? value['resourceType'] : undefined));
  const type = typeof stated === 'string' ? stated : undefined;
  // Where no event is known at all, nobody expects the rules of one.
  const judgedLayer = layer === 'event' && registry.messages.size === 0 ? 'profile' : layer;
  return issuesFor(judgedBy(registry, type, judgedLayer, options), value, options);
}

const judgedIn = /*@__PURE__*/ new WeakMap<Surroundings, Map<string, Judged>>();

/** Returns the rules for a resource of a type. */
function judgedBy(registry: Registry, type: string | undefined, layer: RuleLayer, { profiles }: StrictOptions): Judged {
  const rules = type === undefined ? undefined : registry.types.get(type);
  if (rules === undefined) return untyped(registry);
  const surroundings = withProfiles(surroundingsIn(registry), profiles);
  const known = judgedIn.get(surroundings) ?? new Map<string, Judged>();
  judgedIn.set(surroundings, known);
  const key = `${type} ${layer}`;
  const judged =
    known.get(key) ?? (layer === 'base' ? ofType(registry, rules) : ofProfiles(rules, layer, surroundings));
  known.set(key, judged);
  return judged;
}

function ofProfiles(rules: TypeRules, layer: RuleLayer, surroundings: Surroundings): Judged {
  const judged = ofClaims(rules, surroundings);
  return layer === 'event' && rules.elements.path === 'Bundle' ? withoutEvent(judged) : judged;
}

/** Notes too that no event's rules were applied, where a Bundle is a message. */
function withoutEvent(judged: Judged): Judged {
  const after = (value: unknown, run: Run): false => noteUnknownEvent(run, value);
  const guard: Guard = (value, run) => {
    const isSound = judged.guard(value, run);
    after(value, run);
    return isSound;
  };
  return { ...judged, guard, after };
}

/** Applies the rules of FHIR only. */
function ofType(registry: Registry, rules: TypeRules): Judged {
  const typeNamed = (type: string): TypeRules | undefined => registry.types.get(type);
  const resources: ResourceGuards = (type) => {
    const found = typeNamed(type);
    return found && typeGuard(found);
  };
  return {
    node: () => rootNode(rules),
    surroundings: { ...NOWHERE, typeNamed },
    guard: typeGuard(rules),
    root: rules.elements.path,
    resources,
  };
}

/** Applies the rules of claimed profiles too, also to resources inside. */
function ofClaims(rules: TypeRules, surroundings: Surroundings): Judged {
  const { types = nothingKnown, profiles, extensions, mayUse, known } = surroundings;
  const lookup: ProfileLookup = (url) => knownProfile(profiles(url));
  const resources: ResourceGuards = (type) => {
    const found = types(type);
    return found && claimed(typeGuard(found), type, claim);
  };
  const definitions = {
    profile: profiles,
    isExtension: (url: string) => extensions(url) !== undefined,
    isType: (type: string) => types(type) !== undefined,
  };
  const claim = claimLookup(definitions);
  const root = rules.elements.path;
  return {
    node: (value, w) => resourceNode(w, value, undefined),
    surroundings: {
      typeNamed: types,
      claim,
      extension: extensions,
      mayUse,
      hasExtension: (url) => extensions(url) !== undefined,
    },
    guard: resources(root) ?? typeGuard(rules),
    root,
    resources,
    known,
    profiles: lookup,
  };
}

function knownTo(registry: Registry): Known {
  return {
    reasonAgainst(system, code) {
      if (system === UCUM) return reasonAgainstUnit(code);
      const codes = registry.systems.get(system);
      return codes === undefined || codes.size === 0 || codes.has(code)
        ? undefined
        : `is not a code of ${valueText(system)}`;
    },
    displaysOf: (system, code) => registry.displays.get(system)?.get(code),
    hasSystem: (system) => registry.systems.has(system),
    extensions: [...registry.extensions.keys()],
    extensionRules(canonical) {
      const rules = registry.extensions.get(canonical);
      return rules && followedGuard(rules);
    },
    misuse(canonical, owner) {
      const usage = registry.usages.get(canonical);
      return usage && misuseOf(canonical, usage, owner);
    },
  };
}

interface Surroundings extends MessageSurroundings {
  readonly profiles: (url: string) => ProfileRules | undefined;
  readonly extensions: (url: string) => ProfileRules | undefined;
  readonly mayUse: MayUse;
  readonly known: Known;
}

const surroundingsByRegistry = /*@__PURE__*/ new WeakMap<Registry, Surroundings>();

/** Returns the definitions that apply whatever the event; put together once for each registry. */
function surroundingsIn(registry: Registry): Surroundings {
  const surroundings: Surroundings = surroundingsByRegistry.get(registry) ?? {
    types: (type) => registry.types.get(type),
    profiles: (url) => registry.profiles.get(url),
    extensions: (url) => registry.extensions.get(url),
    mayUse(url, row, w) {
      const usage = registry.usages.get(url);
      return usage === undefined || isUsable(w, row, usage);
    },
    known: knownTo(registry),
  };
  surroundingsByRegistry.set(registry, surroundings);
  return surroundings;
}

/** Reports a value that is no resource, or has an unknown type. */
function untyped(registry: Registry): Judged {
  const guard: Guard = (value, run) => {
    if (!isObject(value)) return notObject(run, value);
    const rule = {
      json: 'string',
      text: 'a resource type of this release of FHIR',
      among: [...registry.types.keys()],
    } as const;
    no(run, 'resourceType', 0, rule, value['resourceType']);
    return false;
  };
  return { node: undefined, surroundings: NOWHERE, guard, root: 'Resource', known: surroundingsIn(registry).known };
}

const NOWHERE: WalkSurroundings = {
  typeNamed: undefined,
  claim: undefined,
  extension: undefined,
  mayUse: undefined,
  hasExtension: undefined,
};

/** The rules of an extension, where it may be used, in words with a space between, and whether it is a modifier. */
export type RegisteredExtension = readonly [rules: ProfileRules, contexts: string, isModifier?: boolean];

function usageOf([rules, contexts, isModifier = false]: RegisteredExtension): [string, ExtensionUsage] {
  return [rules.own.profile, { contexts: wordsOf(contexts), isModifier }];
}

/** A code system with all its codes, or a value set that is made of just these. */
type KnownSystem = readonly [url: string, codes: string | readonly string[]] | CodeSet;

/** Creates a registry; its tables are filled on first use. */
export function createRegistry(
  types: () => readonly TypeRules[],
  profiles: () => readonly ProfileRules[],
  systems: () => readonly KnownSystem[],
  extensions: () => readonly RegisteredExtension[],
  messages: () => readonly MessageRules[],
  displays: () => readonly DisplayRows[] = () => [],
): Registry {
  let byName: ReadonlyMap<string, TypeRules> | undefined;
  let byUrl: ReadonlyMap<string, ProfileRules> | undefined;
  let codes: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  let byEvent: ReadonlyMap<string, MessageRules> | undefined;
  let byExtension: ReadonlyMap<string, ProfileRules> | undefined;
  let usages: ReadonlyMap<string, ExtensionUsage> | undefined;
  let texts: DisplaysBySystem | undefined;
  return {
    get extensions() {
      return (byExtension ??= byCanonical(extensions().map(([rules]) => rules)));
    },
    get usages() {
      return (usages ??= new Map(extensions().map(usageOf)));
    },
    get messages() {
      return (byEvent ??= new Map(messages().map((rules) => [codeKey(rules.event.system, rules.event.code), rules])));
    },
    get types() {
      return (byName ??= new Map(types().map((type) => [type.elements.path, type])));
    },
    get profiles() {
      return (byUrl ??= byCanonical(profiles()));
    },
    get displays() {
      return (texts ??= readDisplays(displays()));
    },
    get systems() {
      return (codes ??= new Map(systems().map(codesOf)));
    },
  };
}

function byCanonical(rules: readonly ProfileRules[]): ReadonlyMap<string, ProfileRules> {
  return new Map(rules.map((one) => [one.own.profile, one]));
}

function codesOf(system: KnownSystem): [url: string, codes: ReadonlySet<string>] {
  if ('among' in system) return [system.systems[0] ?? '', new Set(system.among)];
  const [url, list] = system;
  return [url, new Set(typeof list === 'string' ? wordsOf(list) : list)];
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
