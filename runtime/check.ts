import { claimed } from './claims.js';
import { report } from './face.js';
import { no } from './faults.js';
import type { Issue } from './issue.js';
import { isObject } from './json.js';
import type { CheckOptions, Guard, Known, ProfileLookup, ProfileRules, ResourceGuards } from './run.js';
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
  const type = isObject(value) && typeof value['resourceType'] === 'string' ? value['resourceType'] : undefined;
  const guard = type === undefined ? undefined : resources(type);
  const known: Known = {
    hasCode: (system, code) => registry.systems.get(system)?.has(code),
    extensions: registry.extensions,
  };
  const root = guard && type !== undefined ? type : 'Resource';
  const isBase = options.rules === 'base';
  const all = guard ?? untyped(registry);
  if (isBase) return report(all, root, value, options, resources);
  return report(all, root, value, options, resources, known, profiles);
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
