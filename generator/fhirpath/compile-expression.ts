import { literal } from '../code/code.ts';
import { simple, or } from './condition.ts';
import type { Context } from './context.ts';
import { isSame, printExpression, type Expression, type LiteralType } from './expression.ts';
import { compileCall, itemOfList } from './functions.ts';
import { arrayOf } from './items.ts';
import { membersOf } from './navigate.ts';
import { isInSet, isMember } from './membership.ts';
import { compileOperator } from './operators.ts';
import { isPrimitive, sortOf } from './type-sorts.ts';
import { narrow, testType } from './type-functions.ts';
import { unsupported } from './unsupported.ts';
import { existsByItem, known, none, total, type One, type Value } from './value.ts';

/** Compiles an expression with all its parts. */
export function compileExpression(expression: Expression, context: Context): Value {
  switch (expression.kind) {
    case 'literal':
      return compileLiteral(expression.type, expression.value);
    case 'empty':
      return none;
    case 'this':
      return context.self;
    case 'variable':
      return compileVariable(expression.name, context);
    case 'member':
      return compileMember(expression, context);
    case 'call':
      return compileCall(expression.name, startOf(expression, context), expression.args, context, compileExpression);
    case 'item':
      return itemOfList(compileExpression(expression.of, context), compileExpression(expression.index, context));
    case 'typed':
      return compileTyped(expression, context);
    case 'binary':
      return compileBinary(expression, context);
  }
}

function startOf({ of }: { readonly of?: Expression }, context: Context): Value {
  return of === undefined ? context.self : compileExpression(of, context);
}

function compileLiteral(type: LiteralType, value: string | number | boolean): Value {
  return known(literal(value), `System.${type}`, value);
}

function compileVariable(name: string, { root, resource }: Context): Value {
  switch (name) {
    case 'resource':
      return resource;
    case 'context':
      return root;
    case 'ucum':
      return compileLiteral('String', 'http://unitsofmeasure.org');
    default:
      return unsupported(`the variable %${name}`);
  }
}

/** Compiles a member. An expression may start with the type of its context: `Patient.name`. */
function compileMember(expression: Expression & { readonly kind: 'member' }, context: Context): Value {
  const of = startOf(expression, context);
  if (
    expression.of === undefined &&
    of.kind === 'one' &&
    of.variants.every(({ type }) => context.types.isA(type, expression.name))
  )
    return of;
  return membersOf(of, expression.name, context);
}

function compileTyped({ op, of, type }: Expression & { readonly kind: 'typed' }, context: Context): Value {
  const value = compileExpression(of, context);
  return op === 'is' ? testType(value, type, context) : narrow(value, type, context, 'as');
}

function compileBinary(expression: Expression & { readonly kind: 'binary' }, context: Context): Value {
  const { op, left, right } = expression;
  if (isContentTest(expression)) return compileContentTest(context);
  if (op === 'in') return compileIn(left, right, context);
  return compileOperator(op, compileExpression(left, context), compileExpression(right, context), context);
}

/** Recognises `children().count() > id.count()`: there is something besides an id. */
function isContentTest({ op, left, right }: Expression & { readonly kind: 'binary' }): boolean {
  return (
    op === '>' &&
    isCount(left, { kind: 'call', name: 'children', args: [] }) &&
    isCount(right, { kind: 'member', name: 'id' })
  );
}

function isCount(expression: Expression, of: Expression): boolean {
  return isSame(expression, { kind: 'call', of, name: 'count', args: [] });
}

/** Compiles that test; for a primitive, it asks for content in the sibling. */
function compileContentTest({ session, self, types }: Context): Value {
  if (self.kind !== 'one') return unsupported('children().count() > id.count() of a list');
  const holders = self.variants.map(({ type, value, sibling }) => (isPrimitive(sortOf(type, types)) ? sibling : value));
  return total(or(...holders.flatMap((holder) => (holder ? simple(session.call('hasContent', holder)) : []))));
}

/** Compiles `in`. An operand that depends only on the resource, and may be long, becomes a set once per resource. */
function compileIn(left: Expression, right: Expression, context: Context): Value {
  const value = compileExpression(left, context);
  const inResource = compileExpression(right, context);
  if (!startsAtResource(right) || inResource.kind !== 'many' || value.kind !== 'one')
    return isMember(value, inResource, context);
  const { session } = context;
  const body = session.lambda((resource) =>
    arrayOf(compileExpression(right, { ...context, resource: resourceIn(resource, context.resource) })),
  );
  const key = literal(printExpression(right).replace(/^%resource\./, ''));
  return isInSet(value, session.call('resourceSet', session.names.env, key, body), context);
}

function resourceIn(value: One['variants'][number]['value'], resource: One): One {
  const variants = resource.variants.map((variant) => ({ ...variant, value }));
  return { kind: 'one', variants, exists: existsByItem(variants) };
}

/** Recognises a chain of steps from `%resource` whose arguments, if any, also depend on nothing else. */
function startsAtResource(expression: Expression): boolean {
  if (expression.kind === 'variable') return expression.name === 'resource';
  if (expression.kind === 'member') return expression.of !== undefined && startsAtResource(expression.of);
  const isTrace = expression.kind === 'call' && expression.name === 'trace';
  return (
    expression.kind === 'call' &&
    (isTrace || expression.args.length === 0) &&
    expression.of !== undefined &&
    startsAtResource(expression.of)
  );
}

/** Recognises `a | b` of two tests, whose result may be several booleans. */
export function isBooleanUnion(expression: Expression): expression is Expression & { readonly kind: 'binary' } {
  return expression.kind === 'binary' && expression.op === '|' && [expression.left, expression.right].every(isTest);
}

const tests = ['=', '!=', '<', '>', '<=', '>=', 'in', 'contains', 'and', 'or', 'xor', 'implies', '~', '!~'];
const testFunctions = [
  'empty',
  'exists',
  'not',
  'all',
  'hasValue',
  'isDistinct',
  'startsWith',
  'endsWith',
  'contains',
  'matches',
  'is',
];

function isTest(expression: Expression): boolean {
  if (expression.kind === 'binary') return tests.includes(expression.op) || isBooleanUnion(expression);
  if (expression.kind === 'typed') return expression.op === 'is';
  return expression.kind === 'call' && testFunctions.includes(expression.name);
}
