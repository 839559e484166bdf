import type { Context } from './context.ts';
import type { Expression } from './expression.ts';
import type { Value } from './value.ts';

/**
 * Compiles a call of a function on a value. Its arguments are not compiled yet: some are compiled once for each item.
 */
export type FunctionCompiler = (of: Value, args: readonly Expression[], context: Context, compile: Compile) => Value;

export type Compile = (expression: Expression, context: Context) => Value;
