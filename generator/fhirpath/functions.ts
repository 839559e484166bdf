import { type Code, literal, code } from '../code/code.ts';
import { everyTrue, negate, toBool } from './booleans.ts';
import { always, and, simple, constant, isEqual, isPresent, not, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import type { Expression } from './expression.ts';
import type { Compile, FunctionCompiler } from './function-compiler.ts';
import { onlyWhere, someOf, typesOf } from './items.ts';
import { filter, flatten, resultOf } from './lists.ts';
import { hasValue } from './variants.ts';
import { childrenOf, descendantsOf, membersOf } from './navigate.ts';
import { textFunctions } from './text-functions.ts';
import { sortOf } from './type-sorts.ts';
import { narrow, resolveAll, testType } from './type-functions.ts';
import { unsupported } from './unsupported.ts';
import { computed, existsOf, isCertain, itemOf, none, total, valueOf, type One, type Value } from './value.ts';

/** Compiles a call. */
export function compileCall(
  name: string,
  of: Value,
  args: readonly Expression[],
  context: Context,
  compile: Compile,
): Value {
  const entry = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (entry === undefined) return unsupported(`the function ${name}()`);
  const [fewest, most, compiler] = entry;
  if (args.length < fewest || args.length > most) return unsupported(`${name}() with ${args.length} arguments`);
  return compiler(of, args, context, compile);
}

type Entry = readonly [fewest: number, most: number, compiler: FunctionCompiler];

const functions: Readonly<Record<string, Entry>> = {
  empty: [0, 0, (of) => total(not(existsOf(of)))],
  exists: [0, 1, (of, args, context, compile) => total(existsOf(where(of, args, context, compile)))],
  not: [0, 0, (of, _, context) => negate(toBool(of, context))],
  all: [1, 1, (of, [test], context, compile) => all(of, test, context, compile)],
  where: [1, 1, where],
  select: [1, 1, (of, [body], context, compile) => select(of, body, context, compile)],
  count: [0, 0, (of, _, context) => count(of, context)],
  first: [0, 0, (of) => itemAt(of, 0)],
  tail: [0, 0, (of, _, context) => tail(of, context)],
  isDistinct: [0, 0, (of, _, context) => isDistinct(of, context)],
  distinct: [0, 0, (of, _, context) => distinct(of, context)],
  hasValue: [0, 0, (of, _, context) => total(hasOneValue(of, context))],
  children: [0, 0, (of, _, context) => childrenOf(of, context)],
  descendants: [0, 0, (of, _, context) => descendantsOf(of, context)],
  extension: [1, 1, (of, [url], context, compile) => extension(of, url, context, compile)],
  trace: [1, 2, (of) => of],
  resolve: [0, 0, (of, _, context) => resolveAll(of, context)],
  is: [1, 1, (of, [type], context) => testType(of, type, context)],
  as: [1, 1, (of, [type], context) => narrow(of, type, context, 'as')],
  ofType: [1, 1, (of, [type], context) => narrow(of, type, context, 'ofType')],
  htmlChecks: [0, 0, htmlChecks],
  htmlchecks: [0, 0, htmlChecks],
  ...textFunctions,
};

function needed(expression: Expression | undefined): Expression {
  return expression ?? unsupported('an argument that is missing');
}

/** Compiles a criterion for each item; an empty one counts as false. */
function criterion(expression: Expression, item: One, context: Context, compile: Compile): Condition {
  const inner = { ...context, self: item };
  const value = compile(expression, inner);
  return isBooleanOrTest(value, inner) ? toBool(value, inner).isTrue() : existsOf(value);
}

/**
 * Returns whether a value is a boolean or a test. Any other item counts as true, even a primitive with only an id or
 * extensions.
 */
function isBooleanOrTest(value: Value, { types }: Context): boolean {
  return value.kind !== 'one' || typesOf(value).some((type) => sortOf(type, types) === 'boolean');
}

function where(of: Value, [test]: readonly Expression[], context: Context, compile: Compile): Value {
  if (test === undefined || of.kind === 'none') return of;
  if (of.kind === 'bool') return unsupported('where() on a boolean test');
  if (isThisType(test)) return narrow(of, test.type, context, 'ofType');
  if (of.kind === 'many') return filter(of, (item) => criterion(test, item, context, compile));
  return onlyWhere(of, criterion(test, { ...of, exists: () => always }, context, compile));
}

/** Recognises `where($this is Patient)`, which also narrows the type of the items. */
function isThisType(test: Expression): test is Expression & { readonly kind: 'typed' } {
  return test.kind === 'typed' && test.op === 'is' && test.of.kind === 'this';
}

function select(of: Value, body: Expression | undefined, context: Context, compile: Compile): Value {
  const project = (item: One): Value => compile(needed(body), { ...context, self: item });
  if (of.kind === 'none') return none;
  if (of.kind === 'bool') return unsupported('select() on a boolean test');
  if (of.kind === 'many') return flatten(of, project);
  const value = project(of);
  return value.kind === 'none' || isCertain(of) ? value : whereThere(of, value);
}

/** Makes a value depend on the presence of an item. */
function whereThere(of: One, value: Value): Value {
  if (value.kind === 'one') return onlyWhere(value, of.exists());
  return value.kind === 'many' ? filter(value, () => of.exists()) : unsupported('select() of a boolean test');
}

function all(of: Value, test: Expression | undefined, context: Context, compile: Compile): Value {
  const fails = (item: One): Condition => not(criterion(needed(test), item, context, compile));
  if (of.kind === 'bool') return unsupported('all() on a boolean test');
  return everyTrue(someOf(of, fails));
}

function count(of: Value, { session }: Context): Value {
  const number = (text: Code): Value => computed('System.Integer', text, () => always);
  if (of.kind === 'bool') return unsupported('count() of a boolean test');
  if (of.kind === 'none') return number(literal(0));
  return number(session.call('countOf', of.kind === 'one' ? itemOf(of) : of.items()));
}

function itemAt(of: Value, index: number): Value {
  if (of.kind === 'bool') return unsupported('an item of a boolean test');
  if (of.kind !== 'many') return index === 0 ? of : none;
  const value = code`${of.items()}?.[${literal(index)}]`;
  const beside = of.pairs && code`${of.pairs()}?.[${literal(index)}]?.beside`;
  const variants = of.types.map((type) => ({
    type,
    value,
    isMixed: true,
    isDoubtful: true,
    ...(beside && { beside }),
  }));
  return { kind: 'one', variants, exists: () => isPresent(value) };
}

/** Compiles `first()` and `[n]`. */
export function itemOfList(of: Value, index: Value): Value {
  if (index.kind !== 'one' || typeof index.literal !== 'number') return unsupported('an index that is no number');
  return itemAt(of, index.literal);
}

function tail(of: Value, { session }: Context): Value {
  if (of.kind !== 'many') return of.kind === 'bool' ? unsupported('tail() of a boolean test') : none;
  const { pairs } = of;
  return resultOf(session, of.types, session.call('tail', of.items()), pairs && (() => session.call('tail', pairs())));
}

function isDistinct(of: Value, { session }: Context): Value {
  if (of.kind !== 'many' || of.isDistinct) return total(always);
  return total(simple(session.call('isDistinct', of.items())));
}

function distinct(of: Value, { session }: Context): Value {
  if (of.kind !== 'many' || of.isDistinct) return of;
  const { pairs } = of;
  const distinctPairs = pairs && ((): Code => session.call('distinctPairs', pairs()));
  return { ...resultOf(session, of.types, session.call('distinct', of.items()), distinctPairs), isDistinct: true };
}

function hasOneValue(of: Value, context: Context): Condition {
  if (of.kind === 'none') return constant(false);
  if (of.kind === 'bool') return existsOf(of);
  if (of.kind === 'one') return hasValue(of, context);
  const isOne = isEqual(context.session.call('countOf', of.items()), literal(1));
  return and(
    isOne,
    of.some((item) => hasValue(item, context)),
  );
}

/** Compiles `extension(url)`, short for `extension.where(url = …)`. */
function extension(of: Value, url: Expression | undefined, context: Context, compile: Compile): Value {
  const test: Expression = { kind: 'binary', op: '=', left: { kind: 'member', name: 'url' }, right: needed(url) };
  return where(membersOf(of, 'extension', context), [test], context, compile);
}

function htmlChecks(of: Value, _: readonly Expression[], { session }: Context): Value {
  if (of.kind === 'none') return none;
  if (of.kind !== 'one') return unsupported('htmlChecks() of more than one item');
  return total(simple(session.call('htmlChecks', valueOf(of))));
}
