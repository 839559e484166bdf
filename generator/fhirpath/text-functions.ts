import { literal, code } from '../code/code.ts';
import { and, simple, isPresent, not, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import type { Expression } from './expression.ts';
import type { Compile, FunctionCompiler } from './function-compiler.ts';
import { typesOf } from './items.ts';
import { hasValue } from './variants.ts';
import { checkPattern } from './pattern.ts';
import { commonSort, isPrimitive } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { computed, none, test, valueOf, type One, type Value } from './value.ts';

type Entry = readonly [fewest: number, most: number, compiler: FunctionCompiler];

const entries: readonly (readonly [name: string, entry: Entry])[] = [
  ['startsWith', [1, 1, textTest('startsWith')]],
  ['endsWith', [1, 1, textTest('endsWith')]],
  ['contains', [1, 1, textTest('contains')]],
  ['matches', [1, 1, matches]],
  ['substring', [1, 2, substring]],
  ['length', [0, 0, length]],
  ['lower', [0, 0, changedText('lower')]],
  ['upper', [0, 0, changedText('upper')]],
  ['toInteger', [0, 0, toInteger]],
  ['toString', [0, 0, toText]],
];

export const textFunctions: Readonly<Record<string, Entry>> = Object.fromEntries(entries);

/** Returns a single text; undefined for an empty collection. */
function textIn(value: Value, what: string, { types }: Context): One | undefined {
  if (value.kind === 'none') return undefined;
  if (value.kind === 'one' && ['text', 'any'].includes(commonSort(typesOf(value), types) ?? '')) return value;
  return unsupported(`${what} of what is not one text`);
}

function textTest(name: string): FunctionCompiler {
  return (of, [argument], context, compile) => {
    const text = textIn(of, `${name}()`, context);
    const other = textIn(argument ? compile(argument, context) : none, `the argument of ${name}()`, context);
    if (text === undefined || other === undefined) return none;
    const isTrue = simple(context.session.call(name, valueOf(text), valueOf(other)));
    return decided(isTrue, and(hasValue(text, context), hasValue(other, context)));
  };
}

function decided(isTrue: Condition, isDecided: Condition): Value {
  return test(
    isTrue,
    () => isDecided,
    () => and(isDecided, not(isTrue)),
  );
}

function matches(of: Value, [argument]: readonly Expression[], context: Context): Value {
  const text = textIn(of, 'matches()', context);
  if (text === undefined) return none;
  if (argument?.kind !== 'literal' || typeof argument.value !== 'string')
    return unsupported('matches() with a pattern that is no literal');
  const pattern = checkPattern(argument.value);
  return decided(simple(context.session.call('matches', valueOf(text), literal(pattern))), hasValue(text, context));
}

function substring(of: Value, args: readonly Expression[], context: Context, compile: Compile): Value {
  const text = textIn(of, 'substring()', context);
  if (text === undefined) return none;
  const numbers = args.map((argument) => {
    const number = compile(argument, context);
    return number.kind === 'one' && typeof number.literal === 'number'
      ? literal(number.literal)
      : unsupported('substring() with what is no number');
  });
  const value = context.session.call('substring', valueOf(text), ...numbers);
  return computed('System.String', value, () => isPresent(value));
}

function length(of: Value, _: readonly Expression[], context: Context): Value {
  const text = textIn(of, 'length()', context);
  if (text === undefined) return none;
  return computed('System.Integer', context.session.call('lengthOf', valueOf(text)), () => hasValue(text, context));
}

function changedText(name: string): FunctionCompiler {
  return (of, _, context) => {
    const text = textIn(of, `${name}()`, context);
    if (text === undefined) return none;
    return computed('System.String', context.session.call(name, valueOf(text)), () => hasValue(text, context));
  };
}

function toInteger(of: Value, _: readonly Expression[], context: Context): Value {
  if (of.kind === 'none') return none;
  if (of.kind !== 'one') return unsupported('toInteger() of what is not one item');
  const value = context.session.call('toInteger', valueOf(of));
  return computed('System.Integer', value, () => not(simple(code`Number.isNaN(${value})`)));
}

function toText(of: Value, _: readonly Expression[], context: Context): Value {
  if (of.kind === 'none') return none;
  const sort = of.kind === 'one' ? commonSort(typesOf(of), context.types) : undefined;
  if (of.kind !== 'one' || sort === undefined || !isPrimitive(sort))
    return unsupported('toString() of what is not one primitive');
  if (sort === 'text') return of;
  return computed('System.String', context.session.call('toText', valueOf(of)), () => hasValue(of, context));
}
