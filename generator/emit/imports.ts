import { posix } from 'node:path';
import { compareText } from '../fhir/canonical.ts';
import type { InterfaceRef } from '../model/model.ts';
import { lineWidth } from './layout.ts';
import { Code, code, ident, join, quoted } from './code.ts';

interface UsedName {
  readonly name: string;
  readonly module: string;
  /** False for what is needed as a type only. */
  isValue: boolean;
  /** Where it stands in the list of used names. */
  readonly place: number;
}

/**
 * Names of other modules as one file uses them. Ask for types with `use` and for values with `value`: what these give
 * holds the place of the name, because only the whole file decides what it is called here, which `settle` puts in.
 * Names of the file itself stay as they are; an imported one that clashes says where it comes from (`R3Patient`,
 * `basePatientShape`).
 */
export class Imports {
  readonly #module: string;
  readonly #declared: ReadonlySet<string>;
  readonly #used = new Map<string, UsedName>();
  readonly #places: UsedName[] = [];
  /** What the places are called; made anew when one was added. */
  #names: string[] = [];

  constructor(module: string, declared: Iterable<string>) {
    this.#module = module;
    this.#declared = new Set(declared);
  }

  /** Stands for the local name of a type. */
  use(ref: Pick<InterfaceRef, 'name' | 'module'>): Code {
    return this.#add(ref, false);
  }

  /** Stands for the local name of a value. */
  value(name: string, module: string): Code {
    return this.#add({ name, module }, true);
  }

  #add({ name, module }: Pick<InterfaceRef, 'name' | 'module'>, isValue: boolean): Code {
    if (module === this.#module || module === '') return ident(name);
    const key = `${module}#${name}`;
    const used = this.#used.get(key) ?? this.#addPlace(key, { name, module, isValue, place: this.#places.length });
    used.isValue ||= isValue;
    return Code.trusted(`\u0001${used.place}\u0001`);
  }

  #addPlace(key: string, used: UsedName): UsedName {
    this.#used.set(key, used);
    this.#places.push(used);
    return used;
  }

  /** Puts local names in their places. No text of a definition looks like a place: control characters are escaped. */
  settle(whole: Code): Code {
    if (this.#names.length !== this.#places.length) this.#names = this.#localNames();
    const names = this.#names;
    return Code.trusted(whole.text.replace(/\u0001(\d+)\u0001/g, (_, place: string) => names[Number(place)] ?? ''));
  }

  #localNames(): string[] {
    const byName = new Map<string, UsedName[]>();
    for (const used of this.#places) byName.set(used.name, [...(byName.get(used.name) ?? []), used]);
    const isKept = this.#places.map((used) => this.#keepsName(used, byName.get(used.name) ?? []));
    // A made name may be a real one as well, or be made twice: what is real keeps it.
    const taken = new Set(this.#declared);
    for (const [index, { name }] of this.#places.entries()) if (isKept[index] === true) taken.add(name);
    const names = this.#places.map(({ name }) => name);
    for (const used of this.#sorted(this.#places.filter((_, index) => isKept[index] !== true)))
      names[used.place] = claim(prefixed(used.name, used.module), taken);
    return names;
  }

  #keepsName({ name, module }: UsedName, namesakes: readonly UsedName[]): boolean {
    // Two that are equally near are both told apart.
    const isTaken = (other: UsedName): boolean =>
      other.module !== module && this.#rank(other.module) >= this.#rank(module);
    return !this.#declared.has(name) && !namesakes.some(isTaken);
  }

  #sorted(used: readonly UsedName[]): UsedName[] {
    return [...used].sort((a, b) => compareText(a.module, b.module) || compareText(a.name, b.name));
  }

  /** Of two imports with one name the one that comes from nearer keeps it. */
  #rank(module: string): number {
    if (module.startsWith('#')) return 4;
    if (module.endsWith('.js')) return 0;
    if (module.startsWith('base/')) return 1;
    return module.split('/', 1)[0] === this.#module.split('/', 1)[0] ? 3 : 2;
  }

  /** At most two imports per module, types and values, sorted by path, names sorted inside. */
  statements(): Code[] {
    this.#names = this.#localNames();
    const modules = new Map<string, UsedName[]>();
    for (const used of this.#used.values()) modules.set(used.module, [...(modules.get(used.module) ?? []), used]);
    return [...modules]
      .map(([module, names]) => ({ path: this.#pathTo(module), names }))
      .sort((a, b) => compareText(a.path, b.path))
      .flatMap(({ path, names }) => [
        ...this.#statement(
          Code.trusted('import type'),
          path,
          names.filter((used) => !used.isValue),
        ),
        ...this.#statement(
          Code.trusted('import'),
          path,
          names.filter((used) => used.isValue),
        ),
      ]);
  }

  #statement(keyword: Code, path: string, names: readonly UsedName[]): Code[] {
    if (names.length === 0) return [];
    const sorted = [...names].sort((a, b) => compareText(a.name, b.name)).map((used) => this.#specifier(used));
    const line = code`${keyword} { ${join(sorted, ', ')} } from ${quoted(path)};`;
    if (line.text.length <= lineWidth || sorted.length === 1) return [line];
    const lines = sorted.map((specifier) => code`  ${specifier},`);
    return [code`${keyword} {\n${join(lines, '\n')}\n} from ${quoted(path)};`];
  }

  #specifier(used: UsedName): Code {
    const local = this.#names[used.place] ?? used.name;
    return local === used.name ? ident(local) : code`${ident(used.name)} as ${ident(local)}`;
  }

  #pathTo(module: string): string {
    if (module.startsWith('#') || module.endsWith('.js')) return module;
    const path = posix.relative(posix.dirname(this.#module), module);
    return `${path.startsWith('.') ? path : `./${path}`}.js`;
  }
}

/** The name, with a number where it is taken; it is taken then. */
function claim(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  taken.add(free);
  return free;
}

function prefixed(name: string, module: string): string {
  const release = /^fhir\/(\w+)\.js$/.exec(module)?.[1];
  const folder = release ?? (module.includes('/') ? module.slice(0, module.lastIndexOf('/')) : module);
  const source = folder
    .replace(/\/value-sets$/, '')
    .replace(/[^A-Za-z0-9]+(.|$)/g, (_, next: string) => next.toUpperCase());
  const isType = /^[A-Z]/.test(name);
  const start = isType ? source.charAt(0).toUpperCase() + source.slice(1) : source;
  return start + name.charAt(0).toUpperCase() + name.slice(1);
}
