import { posix } from 'node:path';
import { compareText } from '../fhir/canonical.ts';
import type { InterfaceRef } from '../model/model.ts';
import { Code, code, ident, join, literal } from './code.ts';

/**
 * Names of other modules as one file uses them. Ask for each with `use`; the file is written twice, first to learn
 * which names it needs, then with what they are called here. Names of the file itself stay as they are; an imported
 * one that clashes says where it comes from (`R3Patient`, `BasePatient`).
 */
export class Imports {
  readonly #module: string;
  readonly #declared: ReadonlySet<string>;
  readonly #used = new Map<string, InterfaceRef>();

  constructor(module: string, declared: Iterable<string>) {
    this.#module = module;
    this.#declared = new Set(declared);
  }

  /** The local name of an interface. */
  use(ref: InterfaceRef): Code {
    if (ref.module === this.#module || ref.module === '') return ident(ref.name);
    this.#used.set(`${ref.module}#${ref.name}`, ref);
    return ident(this.#localName(ref));
  }

  #localName(ref: InterfaceRef): string {
    const clashes =
      this.#declared.has(ref.name) ||
      [...this.#used.values()].some((other) => other.name === ref.name && rank(other) > rank(ref));
    return clashes ? prefixOf(ref.module) + ref.name : ref.name;
  }

  /** One import per module, sorted by path, names sorted inside. */
  statements(): Code[] {
    const modules = new Map<string, InterfaceRef[]>();
    for (const ref of this.#used.values()) modules.set(ref.module, [...(modules.get(ref.module) ?? []), ref]);
    return [...modules]
      .map(([module, refs]) => ({ path: this.#pathTo(module), refs }))
      .sort((a, b) => compareText(a.path, b.path))
      .map(({ path, refs }) => {
        const names = [...refs].sort((a, b) => compareText(a.name, b.name)).map((ref) => this.#specifier(ref));
        return code`import type { ${join(names, ', ')} } from ${literal(path)};`;
      });
  }

  #specifier(ref: InterfaceRef): Code {
    const local = this.#localName(ref);
    return local === ref.name ? ident(local) : code`${ident(ref.name)} as ${ident(local)}`;
  }

  #pathTo(module: string): string {
    if (module.startsWith('#') || module.endsWith('.js')) return module;
    const path = posix.relative(posix.dirname(this.#module), module);
    return `${path.startsWith('.') ? path : `./${path}`}.js`;
  }
}

/** Of two imports with one name the one that comes from nearer keeps it. */
function rank(ref: InterfaceRef): number {
  if (ref.module.startsWith('#')) return 3;
  if (ref.module.endsWith('.js')) return 0;
  return ref.module.startsWith('base/') ? 1 : 2;
}

function prefixOf(module: string): string {
  const release = /^fhir\/(\w+)\.js$/.exec(module)?.[1];
  const source = release ?? module.split('/', 1)[0] ?? '';
  return source.charAt(0).toUpperCase() + source.slice(1).replace(/[^A-Za-z0-9]/g, '');
}
