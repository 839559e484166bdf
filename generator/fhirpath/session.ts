import { arrow, type Code, ident, valueName, literal, code, call } from '../code/code.ts';

/** The module of the runtime whose functions the compiled code calls. */
export const helpers = '#runtime/fhirpath/index.js';

/** Names that the compiled code uses for what it is given. */
export interface Names {
  /** The element that the constraint stands on. */
  readonly value: Code;
  /** What is known around it: `FhirPathEnv`. */
  readonly env: Code;
  /** Of a primitive, the property with `_` before its name. */
  readonly sibling: Code;
}

export const names: Names = { value: ident('v'), env: ident('e'), sibling: ident('s') };

/** Parameters of nested functions, outermost first; none of them may be one of the names above. */
const parameters = ['a', 'b', 'c', 'd', 'f', 'g', 'h', 'i', 'j', 'k'].map(ident);

/** True when code uses a name; texts in it do not count, nor do properties. */
export function mentions(text: Code, name: Code): boolean {
  const escaped = name.text.replace(/[$.]/g, '\\$&');
  return new RegExp(`(?<![.\\w$])${escaped}(?![\\w$])`).test(withoutTexts(text));
}

function withoutTexts(text: Code): string {
  return text.text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''");
}

/** One compilation: knows what things are called. */
export class Session {
  readonly names = names;
  readonly #reports = new Set<string>();
  #depth = 0;

  /** A call of a function of the runtime. */
  call(name: string, ...args: readonly Code[]): Code {
    return call(valueName(name, helpers), args);
  }

  /** A function of one parameter, whose name no function around it uses. */
  lambda(body: (parameter: Code) => Code): Code {
    const parameter = parameters[this.#depth];
    if (parameter === undefined) throw new Error('functions nested too deeply');
    this.#depth++;
    try {
      const text = body(parameter);
      return arrow(mentions(text, parameter) ? code`(${parameter})` : code`()`, text);
    } finally {
      this.#depth--;
    }
  }

  /** Keeps a remark on the expression; each is kept once. */
  report(remark: string): void {
    this.#reports.add(remark);
  }

  get remarks(): readonly string[] {
    return [...this.#reports];
  }

  list(values: readonly (string | number | boolean)[]): Code {
    return literal(values);
  }
}
