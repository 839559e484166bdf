import { report } from './face.js';
import { no, note } from './faults.js';
import type { Issue } from './issue.js';
import { isObject, itemsOf } from './json.js';
import type { CheckOptions, Guard, Known, ResourceGuards, Run } from './run.js';
import { notObject } from './structure.js';

/** Which rules count: those of FHIR itself, or also those of the profiles that a resource claims, or also those of its event. */
export type RuleLayer = 'base' | 'profile' | 'event';

/** What `check` may be told. */
export interface CheckAnyOptions extends CheckOptions {
  /** All that is known, unless told. */
  readonly rules?: RuleLayer | undefined;
}

/** The rules of a profile, and the type of resource that they are for. */
export interface ProfileRules {
  readonly type: string;
  readonly rules: Guard;
}

/** Everything that a package can check: resource types by name, profiles by canonical URL. */
export interface Registry {
  readonly types: ReadonlyMap<string, Guard>;
  readonly profiles: ReadonlyMap<string, ProfileRules>;
  /** Code systems by URL, of which all codes are known. */
  readonly systems: ReadonlyMap<string, ReadonlySet<string>>;
  /** Canonical URLs of extensions. */
  readonly extensions: readonly string[];
  /** Tells which message of a known event a value is; absent where no event is known. */
  readonly messageOf?: ((value: unknown) => KnownMessage | undefined) | undefined;
}

/** The event that a message tells of: its code, and the code of what became of it. */
export interface MessageEvent {
  readonly code: string;
  readonly type: string;
}

/** A message of a known event, and the canonical URL of its profile. */
export interface KnownMessage {
  readonly event: MessageEvent;
  readonly profile: string;
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
  const message = registry.messageOf?.(value);
  const profiles = [...(isObject(value) ? claimsOf(value['meta']) : []), ...(message ? [message.profile] : [])];
  return {
    resourceType: typeof type === 'string' ? type : undefined,
    profiles: [...new Set(profiles)],
    event: message?.event,
  };
}

/**
 * Checks a resource of any type by what it says of itself: `resourceType`, and the profiles in `meta.profile`. Resources
 * inside it, such as those of a Bundle, are checked in the same way. Returns all issues in element order; expressions
 * start with the resource type. Never throws.
 */
export function checkAny(registry: Registry, value: unknown, options: CheckAnyOptions = {}): Issue[] {
  const resources: ResourceGuards = (type) => {
    const guard = registry.types.get(type);
    return guard && options.rules !== 'base' ? claimed(registry, type, guard) : guard;
  };
  const type = isObject(value) && typeof value['resourceType'] === 'string' ? value['resourceType'] : undefined;
  const guard = type === undefined ? undefined : resources(type);
  const known: Known = {
    hasCode: (system, code) => registry.systems.get(system)?.has(code),
    extensions: registry.extensions,
  };
  const root = guard && type !== undefined ? type : 'Resource';
  const isBase = options.rules === 'base';
  return report(guard ?? untyped(registry), root, value, options, resources, isBase ? undefined : known);
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

/** A guard with the rules of all profiles that the value claims and that are known here. */
function claimed(registry: Registry, type: string, base: Guard): Guard {
  return (value, run) => {
    const sound = base(value, run);
    if (!isObject(value) || (run.stop && !sound)) return false;
    const profiles = claimsOf(value['meta']);
    return profiles.map((url) => follows(registry, url, type, value, run)).every(Boolean) && sound;
  };
}

function claimsOf(meta: unknown): string[] {
  const profiles = isObject(meta) ? itemsOf(meta['profile']) : [];
  return profiles.filter((url): url is string => typeof url === 'string');
}

function follows(registry: Registry, canonical: string, type: string, value: unknown, run: Run): boolean {
  const profile = registry.profiles.get(canonical.split('|', 1)[0] ?? '');
  if (profile?.type === type) return profile.rules(value, run);
  const message = profile ? `is for a ${profile.type}` : 'is not known here';
  note(run, 'meta', 1, 'warning', 'not-supported', `not checked: the profile ${canonical} ${message}`);
  return true;
}

/** Makes a registry; its tables are filled when they are first needed. */
export function createRegistry(
  types: () => readonly (readonly [name: string, guard: Guard])[],
  profiles: () => readonly (readonly [canonical: string, type: string, rules: Guard])[],
  systems: () => readonly (readonly [url: string, codes: string | readonly string[]])[],
  extensions: readonly string[],
): Registry {
  let byName: ReadonlyMap<string, Guard> | undefined;
  let byUrl: ReadonlyMap<string, ProfileRules> | undefined;
  let codes: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return {
    extensions,
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
