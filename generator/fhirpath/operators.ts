import { code, literal, type Code } from '../code/code.ts';
import { calculate, isArithmetic } from './arithmetic.ts';
import { combineBools, negate } from './booleans.ts';
import { always } from './condition.ts';
import type { Context } from './context.ts';
import { compareEqual, type Operand } from './equality.ts';
import { arrayOf, mapOne, typesOf } from './items.ts';
import { literalsOf, resultOf } from './lists.ts';
import { isMember } from './membership.ts';
import { compareOrder, isOrder } from './order.ts';
import { commonSort } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { computed, none, notPassed, pairOf, valueOf, type One, type Value } from './value.ts';

/** Compiles an operator between two values. */
export function compileOperator(op: string, left: Value, right: Value, context: Context): Value {
  const bool = combineBools(op, left, right, context);
  if (bool !== undefined) return bool;
  if (op === '|') return unite(left, right, context);
  if (op === '&') return concatenate(left, right, context);
  if (op === 'in') return isMember(left, right, context);
  if (op === 'contains') return isMember(right, left, context);
  if (left.kind === 'none' || right.kind === 'none') return compareNothing(op);
  return compare(op, left, right, context);
}

/** Returns a failed test for an empty operand, or empty if the operator is no test. */
function compareNothing(op: string): Value {
  if (isArithmetic(op)) return none;
  return op === '!=' ? negate(notPassed) : notPassed;
}

function compare(op: string, left: Operand, right: Operand, context: Context): Value {
  if (op === '=') return compareEqual(left, right, context);
  if (op === '!=') return negate(compareEqual(left, right, context));
  if (isOrder(op)) return compareOrder(op, single(left, op), single(right, op), context);
  if (isArithmetic(op)) return calculate(op, single(left, op), single(right, op), context);
  return unsupported(`the operator ${op}`);
}

function single(value: Operand, op: string): One {
  if (value.kind === 'one') return value;
  return unsupported(`${op} with ${value.kind === 'many' ? 'a list' : 'a boolean test'} as an operand`);
}

/** `|`. */
function unite(left: Value, right: Value, { session }: Context): Value {
  if (left.kind === 'none') return right;
  if (right.kind === 'none') return left;
  const items = [...literalItems(left), ...literalItems(right)];
  const all = [left, right];
  if (all.every((value) => literalItems(value).length > 0)) return literalsOf(session, items);
  if (all.some((value) => value.kind === 'bool')) return unsupported('| of boolean tests');
  const types = [...new Set(all.flatMap(typesOf))];
  const array = session.call('union', arrayOf(left), arrayOf(right));
  const pairs = (): Code => session.call('distinctPairs', code`[...${pairsOf(left)}, ...${pairsOf(right)}]`);
  return { ...resultOf(session, types, array, pairs), isDistinct: true };
}

function pairsOf(value: Value): Code {
  return value.kind === 'many' ? (value.pairs?.() ?? value.map(pairOf)) : code`[${mapOne(value, pairOf)}]`;
}

function literalItems(value: Value): readonly One[] {
  if (value.kind === 'one') return value.literal === undefined ? [] : [value];
  if (value.kind !== 'many' || value.literals === undefined) return [];
  const [type = 'System.String'] = value.types;
  return value.literals.map((item) => ({
    kind: 'one',
    variants: [{ type, value: literal(item) }],
    exists: () => always,
    literal: item,
  }));
}

/** Compiles `&`, in which an empty operand counts as the empty text. */
function concatenate(left: Value, right: Value, context: Context): Value {
  return computed(
    'System.String',
    context.session.call('concat', text(left, context), text(right, context)),
    () => always,
  );
}

function text(value: Value, context: Context): Code {
  if (value.kind === 'none') return literal('');
  if (value.kind !== 'one' || commonSort(typesOf(value), context.types) !== 'text')
    return unsupported('& of what is not one text');
  return valueOf(value);
}
