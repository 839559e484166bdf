import { posix } from 'node:path';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { partsOfCanonical } from '../fhir/canonical.ts';
import { ExportedNames } from './exported-names.ts';
import { kebabCase, pascalCase, toIdentifier } from './identifiers.ts';
import { baseUrlOf, coreFamily, deriveFamilies, type DerivedFamily } from './derive-families.ts';
import {
  baseFamily,
  isDeviceName,
  longestFileName,
  ownOf,
  type FamilyRule,
  type NamingConfig,
} from './naming-config.ts';

/** Decides the folder of a definition inside its family: Bundles of events, and headers, have their own. */
export type DefinitionKind = 'structure' | 'extension' | 'value-set' | 'message-bundle' | 'message-header';

/** The facts about a definition that its name depends on. */
export interface Nameable {
  readonly canonical: string;
  readonly file: string;
  readonly kind: DefinitionKind;
  /** A FHIR type keeps its own name and belongs to the base family. */
  readonly baseName?: string | undefined;
}

/** Name and place of a definition in the package. */
export interface AssignedName {
  readonly subpath: string;
  /** Name of the interface or of the constants. */
  readonly name: string;
  /** Path of the module inside the package, without extension: `acme/value-sets/colour`. */
  readonly module: string;
  /** Title of its family, if no row of the naming table has one. */
  readonly familyTitle?: string;
}

interface Candidate {
  readonly nameable: Nameable;
  readonly subpath: string;
  readonly familyTitle?: string;
  /** Candidate names, shortest first; the last is unique among definitions with the same base URL. */
  readonly names: readonly string[];
}

interface Settled {
  readonly candidate: Candidate;
  readonly name: string;
}

/**
 * Gives every definition a family and a unique name. If short names clash inside a family, all definitions that share
 * one get their full names; a remaining clash is an error that names both canonical URLs. The naming table only
 * refines: a definition that matches no row gets a family named after its canonical URL.
 */
export function assignNames(
  all: readonly Nameable[],
  config: NamingConfig,
  report: Report,
): ReadonlyMap<string, AssignedName> {
  const families = new FamilyFinder(all, config, report);
  const candidates = all.map((nameable) => candidateOf(nameable, config, families));
  const assigned = new Map<string, AssignedName>();
  for (const subpath of new Set(candidates.map((candidate) => candidate.subpath))) {
    const family = candidates.filter((candidate) => candidate.subpath === subpath);
    const settled = settle(family, report);
    const isEvent = family.some(({ nameable }) => nameable.kind === 'message-bundle');
    const modules = new Set<string>();
    // FHIR itself has names such as `Task` and `TaskInput`, which emitters handle.
    for (const { candidate, name } of subpath === baseFamily ? settled : tellApart(settled)) {
      const { nameable, familyTitle } = candidate;
      if (isTooLong(name, nameable, report)) continue;
      const module = moduleOf(subpath, folderOf(nameable.kind, isEvent) + fileOf(name, nameable.kind), modules);
      assigned.set(nameable.canonical, { subpath, name, module, ...(familyTitle !== undefined && { familyTitle }) });
    }
  }
  return assigned;
}

/** Reports a name that is too long for a file. */
function isTooLong(name: string, { file, canonical }: Nameable, report: Report): boolean {
  const { length } = kebabCase(name);
  if (length <= longestFileName) return false;
  const message = `The name ${name.slice(0, 40)}… makes a file name of ${length} characters; the maximum is ${longestFileName}.`;
  report(diagnostic('model/name-too-long', message, { file, canonical }));
  return true;
}

/** Finds the family of a definition. */
class FamilyFinder {
  readonly #rules: readonly FamilyRule[];
  readonly #core: DerivedFamily;
  readonly #derived: ReadonlyMap<string, DerivedFamily>;

  constructor(all: readonly Nameable[], { families }: NamingConfig, report: Report) {
    this.#rules = families;
    const taken = families.map(({ subpath }) => subpath);
    this.#core = coreFamily(taken);
    const others = all.filter(({ baseName, canonical }) => baseName === undefined && !this.#rule(canonical));
    this.#derived = deriveFamilies(
      others.map(({ canonical }) => canonical),
      [...taken, this.#core.subpath],
    );
    for (const { subpath, base } of this.#derived.values()) {
      const first = others.find(({ canonical }) => baseUrlOf(canonical) === base);
      const message = `No row of the naming table matches definitions published at ${base}; they go to the family ${subpath}.`;
      report(diagnostic('model/no-family', message, { file: first?.file, canonical: first?.canonical }));
    }
  }

  of(canonical: string): FamilyRule | DerivedFamily {
    const family = this.#rule(canonical) ?? this.#derived.get(baseUrlOf(canonical));
    if (!family) throw new Error(`there is no family for ${canonical}`);
    return family;
  }

  #rule(canonical: string): FamilyRule | DerivedFamily | undefined {
    const rule = this.#rules.find((candidate) => fits(candidate, canonical));
    return rule ?? (baseUrlOf(canonical) === this.#core.base ? this.#core : undefined);
  }
}

/** Adds a number to a name that another definition exports for one of its parts, as `ColourName` is one of `Colour`. */
function tellApart(settled: readonly Settled[]): Settled[] {
  const taken = new ExportedNames();
  return settled.map(({ candidate, name }) => {
    const declarer = candidate.nameable.kind === 'value-set' ? 'value-set' : 'structure';
    return { candidate, name: taken.claim(name, declarer) };
  });
}

function candidateOf(nameable: Nameable, config: NamingConfig, families: FamilyFinder): Candidate {
  if (nameable.baseName !== undefined) {
    const name = toIdentifier(pascalCase(nameable.baseName));
    const names = nameable.kind === 'value-set' ? [name, `${name}ValueSet`] : [name];
    return { nameable, subpath: baseFamily, names };
  }
  const family = families.of(nameable.canonical);
  const own = ownOf(config.names, nameable.canonical);
  return {
    nameable,
    subpath: family.subpath,
    ...('title' in family && { familyTitle: family.title }),
    names: own === undefined ? namesOf(nameable, family) : [toIdentifier(own)],
  };
}

function fits(rule: FamilyRule, canonical: string): boolean {
  return canonical.startsWith(`${rule.base}/`) && plainSegment(canonical).startsWith(rule.prefix);
}

/** Returns the name in a URL without the word for the kind of definition, and without a first version's `-1`. */
function plainSegment(canonical: string): string {
  return partsOfCanonical(canonical)
    .name.replace(/^Extension-/, '')
    .replace(/-1$/, '');
}

function namesOf(nameable: Nameable, rule: FamilyRule): string[] {
  const full = plainSegment(nameable.canonical);
  const short = full.slice(rule.prefix.length) || full;
  const suffix = nameable.kind === 'extension' ? 'Extension' : '';
  // Definitions in different folders, and versions of one definition, differ only in the rest of their URLs.
  const { path, name } = partsOfCanonical(nameable.canonical);
  const names = [short, full, ...(path === name ? [] : [path])].map((segment) =>
    toIdentifier(pascalCase(segment) + suffix),
  );
  return nameable.kind === 'value-set' ? [...names, `${names.at(-1)}ValueSet`] : names;
}

/** Replaces shared names by the next candidates, until every name is unique or there are no more candidates. */
function settle(family: readonly Candidate[], report: Report): Settled[] {
  const step = family.map(() => 0);
  const nameAt = (index: number): string => family[index]?.names[step[index] ?? 0] ?? '';
  for (;;) {
    const groups = groupIndexes(family, nameAt);
    const clashing = [...groups.values()].filter((group) => group.length > 1);
    const movable = clashing.flat().filter((index) => (step[index] ?? 0) < (family[index]?.names.length ?? 1) - 1);
    if (movable.length === 0) {
      const lost = new Set(
        clashing.flatMap((group) =>
          reportClash(
            group.map((index) => family[index]),
            nameAt(group[0] ?? 0),
            report,
          ),
        ),
      );
      return family.flatMap((candidate, index) => (lost.has(candidate) ? [] : [{ candidate, name: nameAt(index) }]));
    }
    for (const index of movable) step[index] = (step[index] ?? 0) + 1;
  }
}

function groupIndexes(family: readonly Candidate[], nameAt: (index: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  family.forEach((_, index) => {
    // Some file systems ignore case, so names that differ only by case clash too.
    const key = nameAt(index).toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return groups;
}

/** Reports all but the first definition of a clash, which are left out. */
function reportClash(group: readonly (Candidate | undefined)[], name: string, report: Report): Candidate[] {
  const [first, ...others] = group.filter((candidate) => candidate !== undefined);
  for (const other of others) {
    const message = `The name ${name} in ${other.subpath} is already used by ${first?.nameable.canonical}.`;
    report(
      diagnostic('model/name-collision', message, { file: other.nameable.file, canonical: other.nameable.canonical }),
    );
  }
  return others;
}

/** Files of a family that contain no definition. */
const ownFiles: ReadonlySet<string> = new Set(['index', 'accessors', 'message']);

/** Returns the folder inside a family, with a slash at its end; profiles for messages have one if there is an event. */
function folderOf(kind: DefinitionKind, isEvent: boolean): string {
  if (kind === 'value-set') return 'value-sets/';
  if (kind === 'extension') return 'extensions/';
  return kind === 'message-bundle' || (kind === 'message-header' && isEvent) ? 'profiles/' : '';
}

/** Returns the file name, which omits `Extension` because extensions have a folder of their own. */
function fileOf(name: string, kind: DefinitionKind): string {
  const file = kebabCase(name);
  return kind === 'extension' ? file.replace(/-extension$/, '') : file;
}

/** Returns a module path that is unique in its family, and reserves it. */
function moduleOf(subpath: string, path: string, taken: Set<string>): string {
  let free = path;
  while (ownFiles.has(free) || taken.has(free) || isDeviceName(posix.basename(free))) free += '_';
  taken.add(free);
  return `${subpath}/${free}`;
}
