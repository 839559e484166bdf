/** Gives everything in a program a unique name. */

/** Words that cannot be the name of a constant, and names that every program uses. */
const RESERVED =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private protected ' +
  'public return static super switch this throw true try typeof undefined var void while with yield message ids';

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

interface Import {
  readonly name: string;
  readonly alias: string;
}

export class ProgramNames {
  readonly #taken = new Set(RESERVED.split(' '));
  /** The imports by module. */
  readonly #imports = new Map<string, Map<string, Import>>();

  /** Returns the local name of an import, changed if it is taken. */
  imported(name: string, module: string): string {
    const names = this.#imports.get(module) ?? new Map<string, Import>();
    this.#imports.set(module, names);
    const known = names.get(name);
    if (known) return known.alias;
    const folder = camel(module.slice(module.lastIndexOf('/') + 1));
    const alias = this.free([name, folder + name.charAt(0).toUpperCase() + name.slice(1)], name);
    names.set(name, { name, alias });
    return alias;
  }

  /** Returns the first free name; if none is free, one with a number at its end. */
  free(names: readonly string[], stem: string): string {
    let name = names.find((one) => IDENTIFIER.test(one) && !this.#taken.has(one));
    for (let number = 1; name === undefined; number++)
      if (!this.#taken.has(`${stem}${number}`)) name = `${stem}${number}`;
    this.#taken.add(name);
    return name;
  }

  /** Returns the import lines, modules and names in alphabetical order. */
  importLines(width: number): string[] {
    const modules = [...this.#imports].sort(([one], [other]) => (one < other ? -1 : 1));
    return modules.map(([module, names]) => {
      const all = [...names.values()]
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .map(({ name, alias }) => (name === alias ? name : `${name} as ${alias}`));
      const line = `import { ${all.join(', ')} } from '${module}';`;
      return line.length <= width ? line : `import {\n${all.map((name) => `  ${name},\n`).join('')}} from '${module}';`;
    });
  }
}

function camel(text: string): string {
  return text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase());
}

/** Returns `patient` for `Patient`, as the start of a name. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
