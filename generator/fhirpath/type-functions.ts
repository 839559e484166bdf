import { choose, parenthesised, type Code, literal, code } from '../code/code.ts';
import { isEqual, isPresent, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import type { Expression } from './expression.ts';
import { describeTypes, typesOf } from './items.ts';
import { filter, flatten, flattenFurther } from './lists.ts';
import { splitByType, withVariants } from './variants.ts';
import { commonSort } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { existsByItem, none, tentativeTest, test, valueOf, type Many, type One, type Value } from './value.ts';

/** Returns the type that an argument names: `Patient`, `FHIR.uri`. */
function typeNamed(argument: Expression | undefined, { types }: Context): string {
  if (argument?.kind !== 'member') return unsupported('a type that is no name');
  const { of, name } = argument;
  const isFhir = of === undefined || (of.kind === 'member' && of.of === undefined && of.name === 'FHIR');
  return isFhir && types.kindOf(name) !== undefined ? name : unsupported(`the type ${name}`);
}

/** `is`. */
export function testType(of: Value, argument: Expression | undefined, context: Context): Value {
  const type = typeNamed(argument, context);
  if (of.kind === 'none') return none;
  if (of.kind !== 'one') return unsupported('is of what is not one item');
  if (isResourceAtHand(typesOf(of), context)) return testResource(of, type, context);
  const { of: matching, other } = splitByType(of, type, context);
  const exists = (variants: One['variants']): Condition => {
    const part = withVariants(of, variants);
    return part.kind === 'one' ? part.exists() : isPresent(literal(null));
  };
  return test(exists(matching), of.exists, () => exists(other));
}

function testResource(one: One, type: string, context: Context): Value {
  const is = resourceTest(valueOf(one), type, context);
  const isTrue = isEqual(is, literal(true));
  const isFalse = isEqual(is, literal(false));
  return one.isResolved ? tentativeTest(isTrue, isFalse) : test(isTrue, one.exists, () => isFalse);
}

/** Tests a resource's type: true, false, or undefined if there is no resource. */
function resourceTest(value: Code, type: string, { session, types }: Context): Code {
  const isConcrete = types.kindOf(type) === 'resource' && type !== 'Resource' && type !== 'DomainResource';
  if (!isConcrete) return unsupported(`is ${type} of a resource`);
  return session.call('isResource', value, literal(type));
}

/** Returns whether all types are resources that are present, so that their type is known. */
function isResourceAtHand(list: readonly string[], { types }: Context): boolean {
  return (
    list.some((type) => type === 'Resource' || type === 'DomainResource') && commonSort(list, types) === 'resource'
  );
}

/** `as` and `ofType`. */
export function narrow(of: Value, argument: Expression | undefined, context: Context, name: string): Value {
  const type = typeNamed(argument, context);
  if (of.kind === 'none') return none;
  if (of.kind === 'bool') return unsupported(`${name} of a boolean test`);
  if (of.kind === 'one') return narrowOne(of, type, context);
  return name === 'as' ? unsupported('as of a list') : narrowList(of, argument, context);
}

function narrowOne(one: One, type: string, context: Context): Value {
  if (!isResourceAtHand(typesOf(one), context)) return withVariants(one, splitByType(one, type, context).of);
  const is = isEqual(resourceTest(valueOf(one), type, context), literal(true));
  const value = parenthesised(choose(is.code, valueOf(one), code`undefined`));
  const variants = [{ type, value, isDoubtful: true }];
  return { kind: 'one', variants, exists: () => is, ...(one.isResolved && { isResolved: true }) };
}

function narrowList(list: Many, argument: Expression | undefined, context: Context): Value {
  const type = typeNamed(argument, context);
  if (isResourceAtHand(list.types, context)) {
    const fitting = filter(list, (item) => isEqual(resourceTest(valueOf(item), type, context), literal(true)));
    return retype(fitting, type);
  }
  if (list.steps !== undefined) return flattenFurther(list, (item) => narrow(item, argument, context, 'ofType'));
  if (list.types.every((each) => context.types.isA(each, type))) return list;
  return list.types.some((each) => context.types.isA(each, type))
    ? unsupported('ofType() of a list of several types')
    : none;
}

function retype(list: Many, type: string): Many {
  const as = (item: One): One => ({
    ...item,
    variants: item.variants.slice(0, 1).map((variant) => ({ ...variant, type })),
  });
  return {
    ...list,
    types: [type],
    some: (inner) => list.some((item) => inner(as(item))),
    map: (body) => list.map((item) => body(as(item))),
  };
}

/** Compiles `resolve()` of References, or of texts that are references. Leaves out targets that are not found. */
export function resolveAll(of: Value, context: Context): Value {
  if (of.kind === 'none') return none;
  if (of.kind === 'bool') return unsupported('resolve() of a boolean test');
  if (of.kind === 'many') return flatten(of, (item) => resolveOne(item, context));
  return resolveOne(of, context);
}

function resolveOne(one: One, { session, types }: Context): One {
  const isReference = typesOf(one).every((type) => type === 'Reference' || commonSort([type], types) === 'text');
  if (!isReference) return unsupported(`resolve() of ${describeTypes(one)}`);
  const variants = [
    { type: 'Resource', value: session.call('resolve', session.names.env, valueOf(one)), isDoubtful: true },
  ];
  return { kind: 'one', variants, exists: existsByItem(variants), isResolved: true };
}
