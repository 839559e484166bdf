import { codes, type Codes } from './codes.js';

/** The known codes of a value set, by code system. */
export interface CodeSet extends Codes {
  readonly name: string;
  /** The canonical URL, if the set may have more codes than are known. */
  readonly canonical?: string;
  /** The code systems of the set's codes that are known, those with unknown codes first; '' for none. */
  readonly systems: readonly string[];
  /** Returns the systems in which the set has a code. */
  systemsOf(code: string): readonly string[];
  /** Returns whether a coding is a member; undefined if that cannot be decided here. */
  holds(system: unknown, code: unknown): boolean | undefined;
}

/** Codes by code system ('' for none): a list, or one text with spaces between them. */
export type CodesBySystem = Readonly<Record<string, string | readonly string[]>>;

/** Creates the code set of a value set whose codes are all known. */
export function codeSet(name: string, bySystem: CodesBySystem): CodeSet {
  return makeSet(name, bySystem, []);
}

/** Creates the code set of a value set that may have further codes of the code systems `open`; '' for any system. */
export function openCodeSet(
  name: string,
  { canonical, open, codes: bySystem }: { canonical: string; open: readonly string[]; codes: CodesBySystem },
): CodeSet {
  const set = makeSet(name, bySystem, open);
  const others = set.among.length === 0 ? '' : ` or ${set.text}`;
  const unknown = open.includes(anySystem) ? 'any system' : open.map(systemName).join(' or ');
  return { ...set, text: `a code of ${unknown}${others}`, canonical };
}

/** In place of a code system with unknown codes: which systems they have is unknown too. */
const anySystem = '';

function makeSet(name: string, bySystem: CodesBySystem, open: readonly string[]): CodeSet {
  const systems = Object.entries(bySystem).map(
    ([system, list]) => [system, typeof list === 'string' ? list.split(' ') : list] as const,
  );
  const base = codes(
    name,
    systems.flatMap(([, list]) => list),
  );
  // Most sets have codes of a single system, whose URL is faster to compare than to look up.
  const only = systems.length === 1 ? systems[0]?.[0] : undefined;
  const isOpen = open.includes(anySystem) ? () => true : (system: unknown) => open.some((one) => one === system);
  let index: Map<unknown, Set<unknown>> | undefined;
  return {
    ...base,
    name,
    systems: [...new Set([...open.filter((one) => one !== anySystem), ...systems.map(([url]) => url)])],
    systemsOf: (code) => systems.filter(([, list]) => list.includes(code)).map(([url]) => url),
    holds(system, code) {
      if (system === only && only !== undefined && base.has(code)) return true;
      index ??= new Map(systems.map(([url, list]) => [url, new Set<unknown>(list)]));
      if (index.get(system ?? '')?.has(code)) return true;
      return isOpen(system) ? undefined : false;
    },
  };
}

/** Common names of code systems. */
const NAMES: Readonly<Record<string, string>> = {
  'http://snomed.info/sct': 'SNOMED CT',
  'http://loinc.org': 'LOINC',
  'http://unitsofmeasure.org': 'UCUM',
};

/** Returns the name of a code system for a message: `SNOMED CT (http://snomed.info/sct)`. */
export function systemName(url: string): string {
  if (url === '') return 'no system';
  const name = Object.hasOwn(NAMES, url) ? NAMES[url] : undefined;
  return name === undefined ? url : `${name} (${url})`;
}
