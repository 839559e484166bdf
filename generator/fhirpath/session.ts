import { arrow, type Code, ident, valueName, literal, code, call } from '../code/code.ts';

/** The runtime module whose functions the compiled code calls. */
export const helpers = '#runtime/fhirpath/index.js';

/** Names of the compiled code's parameters. */
export interface Names {
  /** The element that states the constraint. */
  readonly value: Code;
  /** Its environment: `FhirPathEnv`. */
  readonly env: Code;
  /** Of a primitive, the property with `_` before its name. */
  readonly sibling: Code;
}

export const names: Names = { value: ident('v'), env: ident('e'), sibling: ident('s') };

/** Parameters of nested functions, outermost first; none of them may equal one of the names above. */
const parameters = ['a', 'b', 'c', 'd', 'f', 'g', 'h', 'i', 'j', 'k'].map(ident);

/** Returns true if code uses a name, other than in texts or as a property. */
export function mentions(text: Code, name: Code): boolean {
  const escaped = name.text.replace(/[$.]/g, '\\$&');
  return new RegExp(`(?<![.\\w$])${escaped}(?![\\w$])`).test(withoutTexts(text));
}

function withoutTexts(text: Code): string {
  return text.text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''");
}

/** One compilation, which keeps track of names. */
export class Session {
  readonly names = names;
  readonly #reports = new Set<string>();
  #depth = 0;

  /** Calls a function of the runtime. */
  call(name: string, ...args: readonly Code[]): Code {
    return call(valueName(name, helpers), args);
  }

  /** Creates a function of one parameter, with a name that no surrounding function uses. */
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

  /** Keeps a remark on the expression, without repetitions. */
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
