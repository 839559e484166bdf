import { claimed } from './claims.js';
import { report } from './face.js';
import { no } from './faults.js';
import type { Issue } from './issue.js';
import { isObject, itemsOf } from './json.js';
import type { CheckOptions, Guard, Known, ProfileLookup, ProfileRules, ResourceGuards } from './run.js';
import { messageIssues, type MessageRules } from './message-guard.js';
import { headerOf, kindOf } from './message.js';
import { notObject } from './structure.js';

/** Which rules count: those of FHIR itself, or also those of the profiles that a resource claims, or also those of its event. */
export type RuleLayer = 'base' | 'profile' | 'event';

/** What `check` may be told. */
export interface CheckAnyOptions extends CheckOptions {
  /** All that is known, unless told. */
  readonly rules?: RuleLayer | undefined;
}

/** Everything that a package can check: resource types by name, profiles by canonical URL. */
export interface Registry {
  readonly types: ReadonlyMap<string, Guard>;
  readonly profiles: ReadonlyMap<string, ProfileRules>;
  /** Code systems by URL, of which all codes are known. */
  readonly systems: ReadonlyMap<string, ReadonlySet<string>>;
  /** Canonical URLs of extensions. */
  readonly extensions: readonly string[];
  /** Rules of the messages of each event, by the code of the event with its system: see `codeKey`. */
  readonly messages: ReadonlyMap<string, MessageRules>;
}

/** The event that a message tells of: its code, and the code of what became of it. */
export interface MessageEvent {
  readonly code: string;
  readonly type: string;
}

/** What a value says it is. */
export interface Identity {
  /** As it stands there, whether there is such a type or not; undefined where there is none. */
  readonly resourceType: string | undefined;
  /** Canonical URLs that it claims to follow, and that of the message it is, each once. */
  readonly profiles: readonly string[];
  /** Undefined where it is no message of a known event. */
  readonly event: MessageEvent | undefined;
}

/** Tells what a value says it is; nothing of it is checked. */
export function identifyAny(registry: Registry, value: unknown): Identity {
  const type = isObject(value) ? value['resourceType'] : undefined;
  const rules = messageRulesOf(registry, value);
  const kind = rules && kindOf(value, rules.kindExtension);
  const profile =
    kind !== undefined && rules && Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind]?.profile : undefined;
  const meta = isObject(value) ? value['meta'] : undefined;
  const claims = isObject(meta) ? itemsOf(meta['profile']).filter((url) => typeof url === 'string') : [];
  const profiles = [...claims, ...(profile === undefined ? [] : [profile])];
  return {
    resourceType: typeof type === 'string' ? type : undefined,
    profiles: [...new Set(profiles)],
    event: rules && { code: rules.event.code, type: kind ?? '' },
  };
}

/** The rules of the event that a message tells of; undefined for what is no message of a known event. */
function messageRulesOf(registry: Registry, value: unknown): MessageRules | undefined {
  const event = isObject(value) && value['resourceType'] === 'Bundle' ? headerOf(value)?.['event'] : undefined;
  return isObject(event) ? registry.messages.get(codeKey(event['system'], event['code'])) : undefined;
}

function codeKey(system: unknown, code: unknown): string {
  return `${String(system)}|${String(code)}`;
}

/**
 * Checks a resource of any type by what it says of itself: `resourceType`, and the profiles in `meta.profile`. Resources
 * inside it, such as those of a Bundle, are checked in the same way. Returns all issues in element order; expressions
 * start with the resource type. Never throws.
 */
export function checkAny(registry: Registry, value: unknown, options: CheckAnyOptions = {}): Issue[] {
  const profiles: ProfileLookup = (url) => registry.profiles.get(url);
  const resources: ResourceGuards = (type) => {
    const guard = registry.types.get(type);
    return guard && options.rules !== 'base' ? claimed(guard, type, profiles) : guard;
  };
  const event = (options.rules ?? 'event') === 'event' ? messageRulesOf(registry, value) : undefined;
  if (event) {
    const surroundings = { resources: (name: string) => registry.types.get(name), profiles, known: knownTo(registry) };
    return messageIssues(event, value, options, surroundings);
  }
  const type = isObject(value) && typeof value['resourceType'] === 'string' ? value['resourceType'] : undefined;
  const guard = type === undefined ? undefined : resources(type);
  const root = guard && type !== undefined ? type : 'Resource';
  const isBase = options.rules === 'base';
  const all = guard ?? untyped(registry);
  if (isBase) return report(all, root, value, options, resources);
  return report(all, root, value, options, resources, knownTo(registry), profiles);
}

function knownTo(registry: Registry): Known {
  return { hasCode: (system, code) => registry.systems.get(system)?.has(code), extensions: registry.extensions };
}

/** A resource that is none, or of no type that there is. */
function untyped(registry: Registry): Guard {
  return (value, run) => {
    if (!isObject(value)) return notObject(run, value);
    const rule = {
      json: 'string',
      text: 'a resource type of this release of FHIR',
      among: [...registry.types.keys()],
    } as const;
    no(run, 'resourceType', 0, rule, value['resourceType']);
    return false;
  };
}

/** Makes a registry; its tables are filled when they are first needed. */
export function createRegistry(
  types: () => readonly (readonly [name: string, guard: Guard])[],
  profiles: () => readonly (readonly [canonical: string, type: string, rules: Guard])[],
  systems: () => readonly (readonly [url: string, codes: string | readonly string[]])[],
  extensions: readonly string[],
  messages: () => readonly MessageRules[],
): Registry {
  let byName: ReadonlyMap<string, Guard> | undefined;
  let byUrl: ReadonlyMap<string, ProfileRules> | undefined;
  let codes: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  let byEvent: ReadonlyMap<string, MessageRules> | undefined;
  return {
    extensions,
    get messages() {
      return (byEvent ??= new Map(messages().map((rules) => [codeKey(rules.event.system, rules.event.code), rules])));
    },
    get types() {
      return (byName ??= new Map(types()));
    },
    get profiles() {
      return (byUrl ??= new Map(profiles().map(([url, type, rules]) => [url, { type, rules }])));
    },
    get systems() {
      return (codes ??= new Map(
        systems().map(([url, list]) => [url, new Set(typeof list === 'string' ? list.split(' ') : list)]),
      ));
    },
  };
}
