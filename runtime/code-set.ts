import { codes, type Codes } from './codes.js';

/** The codes of a value set, by code system, as far as they are known. */
export interface CodeSet extends Codes {
  readonly name: string;
  /** Whether a coding is a member; undefined where that cannot be decided here. */
  holds(system: unknown, code: unknown): boolean | undefined;
}

/**
 * Makes the code set of a value set.
 *
 * @param bySystem the codes of each code system, in one text with spaces between them, or as a list; '' for no system
 * @param open code systems of which the set may hold codes that are not listed
 */
export function codeSet(
  name: string,
  bySystem: Readonly<Record<string, string | readonly string[]>>,
  open: readonly string[] = [],
): CodeSet {
  const systems = Object.entries(bySystem).map(
    ([system, list]) => [system, typeof list === 'string' ? list.split(' ') : list] as const,
  );
  const base = codes(
    name,
    systems.flatMap(([, list]) => list),
  );
  // Most sets are of one code system: to compare its URL takes less than to look it up.
  const only = systems.length === 1 ? systems[0]?.[0] : undefined;
  let index: Map<unknown, Set<unknown>> | undefined;
  return {
    ...base,
    name,
    holds(system, code) {
      if (system === only && only !== undefined && base.has(code)) return true;
      index ??= new Map(systems.map(([url, list]) => [url, new Set<unknown>(list)]));
      if (index.get(system ?? '')?.has(code)) return true;
      return typeof system === 'string' && open.includes(system) ? undefined : false;
    },
  };
}
