import { codes, type Codes } from './codes.js';

/** The codes of a value set, by code system, as far as they are known. */
export interface CodeSet extends Codes {
  readonly name: string;
  /** Of a set that may have more codes than are known: its canonical URL, for whoever knows them. */
  readonly canonical?: string;
  /** Code systems that codes of the set are from, first those with codes that are not all known; '' for none. */
  readonly systems: readonly string[];
  /** The systems in which the set has a code; none where it has no such code. */
  systemsOf(code: string): readonly string[];
  /** Whether a coding is a member; undefined where that cannot be decided here. */
  holds(system: unknown, code: unknown): boolean | undefined;
}

/** Codes by code system, '' for none: in one text with spaces between them, or as a list. */
export type CodesBySystem = Readonly<Record<string, string | readonly string[]>>;

/** Makes the code set of a value set of which all codes are known. */
export function codeSet(name: string, bySystem: CodesBySystem): CodeSet {
  return makeSet(name, bySystem, []);
}

/** Makes the code set of a value set that may have further codes of some code systems, `open`. */
export function openCodeSet(
  name: string,
  { canonical, open, codes: bySystem }: { canonical: string; open: readonly string[]; codes: CodesBySystem },
): CodeSet {
  const set = makeSet(name, bySystem, open);
  const others = set.among.length === 0 ? '' : ` or ${set.text}`;
  return { ...set, text: `a code of ${open.map(systemName).join(' or ')}${others}`, canonical };
}

function makeSet(name: string, bySystem: CodesBySystem, open: readonly string[]): CodeSet {
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
    systems: [...new Set([...open, ...systems.map(([url]) => url)])],
    systemsOf: (code) => systems.filter(([, list]) => list.includes(code)).map(([url]) => url),
    holds(system, code) {
      if (system === only && only !== undefined && base.has(code)) return true;
      index ??= new Map(systems.map(([url, list]) => [url, new Set<unknown>(list)]));
      if (index.get(system ?? '')?.has(code)) return true;
      return typeof system === 'string' && open.includes(system) ? undefined : false;
    },
  };
}

/** Code systems that people know by another name than their URL. */
const NAMES: Readonly<Record<string, string>> = {
  'http://snomed.info/sct': 'SNOMED CT',
  'http://loinc.org': 'LOINC',
  'http://unitsofmeasure.org': 'UCUM',
};

/** A code system as a message names it: `SNOMED CT (http://snomed.info/sct)`. */
export function systemName(url: string): string {
  if (url === '') return 'no system';
  const name = Object.hasOwn(NAMES, url) ? NAMES[url] : undefined;
  return name === undefined ? url : `${name} (${url})`;
}
