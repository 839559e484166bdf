import { posix } from 'node:path';
import { code, ident, literal, packedObject, sequence, Code } from './code.ts';
import type { LocalName } from './print.ts';
import { childrenOf, type SymbolNode } from './node.ts';

interface UsedName {
  readonly name: string;
  readonly module: string;
  /** False if the name is used only as a type. */
  isValue: boolean;
}

/** Returns the names of other modules in code, in the order of first occurrence. */
export function symbolsIn(codes: Iterable<Code>): SymbolNode[] {
  const found: SymbolNode[] = [];
  const seen = new Set<Code>();
  const visit = (one: Code): void => {
    const { node } = one;
    if (typeof node === 'string' || seen.has(one)) return;
    seen.add(one);
    if (node.kind === 'symbol') found.push(node);
    childrenOf(node).forEach(visit);
  };
  for (const one of codes) visit(one);
  return found;
}

/** The local names of other modules' names in one file, and the imports that they need. */
export interface Imports {
  readonly nameOf: LocalName;
  /** One statement for each module, sorted by path; names sorted inside. */
  readonly statements: readonly Code[];
}

/**
 * Decides the local names of other modules' names in one file. The file's own names stay as they are; an imported one
 * that clashes gets its module's name as a prefix (`R3Patient`, `basePatientShape`).
 *
 * @param declared every name that the file declares
 */
export function importsOf(module: string, declared: Iterable<string>, symbols: Iterable<SymbolNode>): Imports {
  const used = new Map<string, UsedName>();
  for (const symbol of symbols) {
    if (symbol.module === module) continue;
    const known = used.get(keyOf(symbol));
    if (known) known.isValue ||= !symbol.isType;
    else used.set(keyOf(symbol), { name: symbol.name, module: symbol.module, isValue: !symbol.isType });
  }
  const locals = localNames(module, new Set(declared), [...used.values()]);
  return {
    nameOf: (symbol) => (symbol.module === module ? symbol.name : (locals.get(keyOf(symbol)) ?? symbol.name)),
    statements: statements(module, [...used.values()], locals),
  };
}

function keyOf({ name, module }: { readonly name: string; readonly module: string }): string {
  return `${module}#${name}`;
}

function localNames(module: string, declared: ReadonlySet<string>, used: readonly UsedName[]): Map<string, string> {
  const byName = groupBy(used, ({ name }) => name);
  const isTaken = (one: UsedName): boolean =>
    declared.has(one.name) ||
    // Of two names that are equally near, both get a prefix.
    (byName.get(one.name) ?? []).some(
      (other) => other.module !== one.module && nearness(other.module, module) >= nearness(one.module, module),
    );
  const [plain, clashing] = [used.filter((one) => !isTaken(one)), used.filter(isTaken)];
  const names = new Set([...declared, ...plain.map(({ name }) => name)]);
  const locals = new Map(plain.map((one) => [keyOf(one), one.name]));
  for (const one of clashing) locals.set(keyOf(one), claim(prefixed(one.name, one.module), names));
  return locals;
}

/** Adds a name, with a number behind it if it is taken, and returns it. */
function claim(name: string, names: Set<string>): string {
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name}${number}`;
  names.add(free);
  return free;
}

/** Returns how near a module is: of two imports with the same name, the nearer keeps it. */
function nearness(module: string, own: string): number {
  if (module.startsWith('#')) return 4;
  if (module.endsWith('.js')) return 0;
  if (module.startsWith('base/')) return 1;
  return module.split('/', 1)[0] === own.split('/', 1)[0] ? 3 : 2;
}

function statements(module: string, used: readonly UsedName[], locals: ReadonlyMap<string, string>): Code[] {
  const specifier = (one: UsedName): Code => {
    const local = locals.get(keyOf(one)) ?? one.name;
    return local === one.name ? ident(local) : code`${ident(one.name)} as ${ident(local)}`;
  };
  const marked = (one: UsedName): Code => (one.isValue ? specifier(one) : code`type ${specifier(one)}`);
  return [...groupBy(used, (one) => one.module)]
    .map(([from, names]) => ({ path: pathTo(from, module), names }))
    .sort((a, b) => compareText(a.path, b.path))
    .map(({ path, names }) => {
      const sorted = [...names].sort((a, b) => compareText(a.name, b.name));
      const isOfTypes = names.every(({ isValue }) => !isValue);
      const keyword = isOfTypes ? code`import type` : code`import`;
      const specifiers = sorted.map(isOfTypes ? specifier : marked);
      // As Prettier does, keep a single name on the line of its import.
      const list = specifiers.length === 1 ? sequence([code`{ `, ...specifiers, code` }`]) : packedObject(specifiers);
      return code`${keyword} ${list} from ${literal(path)};`;
    });
}

function pathTo(module: string, from: string): string {
  if (module.startsWith('#') || module.endsWith('.js')) return module;
  const path = posix.relative(posix.dirname(from), module);
  return `${path.startsWith('.') ? path : `./${path}`}.js`;
}

function prefixed(name: string, module: string): string {
  const release = /^fhir\/(\w+)\.js$/.exec(module)?.[1];
  const folder = release ?? (module.includes('/') ? module.slice(0, module.lastIndexOf('/')) : module);
  const source = folder
    .replace(/\/(?:value-sets|extensions|profiles)$/, '')
    .replace(/[^A-Za-z0-9]+(.|$)/g, (_, next: string) => next.toUpperCase());
  const isType = /^[A-Z]/.test(name);
  const start = (isType ? source.charAt(0).toUpperCase() : source.charAt(0).toLowerCase()) + source.slice(1);
  return start + name.charAt(0).toUpperCase() + name.slice(1);
}

function groupBy(used: readonly UsedName[], groupOf: (one: UsedName) => string): Map<string, UsedName[]> {
  const groups = new Map<string, UsedName[]>();
  for (const one of used) {
    const group = groups.get(groupOf(one));
    if (group) group.push(one);
    else groups.set(groupOf(one), [one]);
  }
  return groups;
}

/** Compares by code units, so that no locale matters. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
