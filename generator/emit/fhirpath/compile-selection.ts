import { Code, code } from '../code.ts';
import { arrayOf } from './items.ts';
import { compileExpression } from './compile-expression.ts';
import { contextAt, type ElementPath } from './compile-invariant.ts';
import { parseExpression } from './parse-expression.ts';
import { mentions, Session, standardNames, withoutTexts, type Names } from './session.ts';
import type { TypeLookup } from './type-lookup.ts';
import { Unsupported } from './unsupported.ts';

export type CompiledSelection =
  | {
      readonly kind: 'compiled';
      /** A function `(value, env) => items`. */
      readonly code: Code;
      /** What the function returns: an expression in the names of the parameters. */
      readonly items: Code;
      /** Names that it imports from `#runtime/fhirpath.js`. */
      readonly helpers: readonly string[];
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * Compiles an expression that finds something to a function that returns a list of what it finds.
 *
 * @param at type of the value that it starts from, or path of the element
 * @param names what the parameters are called: `v` and `e` unless told, for where only `items` is used
 */
export function compileSelection(
  expression: string,
  at: ElementPath,
  types: TypeLookup,
  names: Names = standardNames,
): CompiledSelection {
  try {
    const session = new Session(names, (name) => Code.trusted(name));
    const found = arrayOf(compileExpression(parseExpression(expression), contextAt(session, at, types)));
    const calls = [...withoutTexts(found).matchAll(/(?<![.\w$])([A-Za-z]\w*)\(/g)].map(([, name = '']) => name);
    const parameters = mentions(found, names.env) ? code`v, e` : code`v`;
    const items = code`present(${found})`;
    return {
      kind: 'compiled',
      code: code`(${parameters}) => ${items}`,
      items,
      helpers: [...new Set(['present', ...calls])].sort(),
    };
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message };
    throw error;
  }
}
