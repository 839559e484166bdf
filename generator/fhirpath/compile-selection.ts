import { arrow, call, code, valueName, type Code } from '../code/code.ts';
import { arrayOf } from './items.ts';
import { compileExpression } from './compile-expression.ts';
import { contextAt, type ElementPath } from './compile-invariant.ts';
import { parseExpression } from './parse-expression.ts';
import { helpers, mentions, names, Session } from './session.ts';
import type { TypeLookup } from './type-lookup.ts';
import { Unsupported } from './unsupported.ts';

export type CompiledSelection =
  | {
      readonly kind: 'compiled';
      /** A function `(value, env) => items`. */
      readonly code: Code;
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * Compiles a selecting expression to a function that returns the list of selected items.
 *
 * @param at type of the context, or path of the element
 */
export function compileSelection(expression: string, at: ElementPath, types: TypeLookup): CompiledSelection {
  try {
    const session = new Session();
    const found = arrayOf(compileExpression(parseExpression(expression), contextAt(session, at, types)));
    const items = call(valueName('present', helpers), [found]);
    const parameters = mentions(found, names.env) ? code`(v, e)` : code`(v)`;
    return { kind: 'compiled', code: arrow(parameters, items) };
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message };
    throw error;
  }
}
