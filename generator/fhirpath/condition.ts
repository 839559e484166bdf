import { type Code, literal, code, parenthesised, chain } from '../code/code.ts';

/** Precedence of a condition's outermost operator; `unary` also stands for calls and names. */
type Level = 'or' | 'and' | 'compare' | 'unary';

/** A JavaScript expression that is true or false. */
export interface Condition {
  readonly code: Code;
  readonly level: Level;
  /** Returns the opposite, if it can be written without `!`. */
  readonly opposite?: () => Condition;
  /** The operands of `||` or `&&`. */
  readonly parts?: readonly Condition[];
  /** Set if the result is known at generation time. */
  readonly constant?: boolean;
}

export const always: Condition = { code: literal(true), level: 'unary', constant: true };
export const never: Condition = { code: literal(false), level: 'unary', constant: false };

export function constant(value: boolean): Condition {
  return value ? always : never;
}

/** Creates a condition from a call, or from other code that needs no parentheses. */
export function simple(text: Code): Condition {
  return { code: text, level: 'unary' };
}

export function isPresent(value: Code): Condition {
  return { code: code`${value} != null`, level: 'compare', opposite: () => isAbsent(value) };
}

export function isAbsent(value: Code): Condition {
  return { code: code`${value} == null`, level: 'compare', opposite: () => isPresent(value) };
}

export function isEqual(left: Code, right: Code): Condition {
  return { code: code`${left} === ${right}`, level: 'compare', opposite: () => isUnequal(left, right) };
}

export function isUnequal(left: Code, right: Code): Condition {
  return { code: code`${left} !== ${right}`, level: 'compare', opposite: () => isEqual(left, right) };
}

/** Creates a condition that is true if exactly one of two is true. */
export function differ(left: Condition, right: Condition): Condition {
  if (left.constant !== undefined) return left.constant ? not(right) : right;
  if (right.constant !== undefined) return right.constant ? not(left) : left;
  return isUnequal(operand(left), operand(right));
}

export type Order = '<' | '>' | '<=' | '>=';

const orders: Readonly<Record<Order, Code>> = { '<': code`<`, '>': code`>`, '<=': code`<=`, '>=': code`>=` };

/** Creates a comparison by order. It has no opposite: with NaN or undefined, both it and its reverse are false. */
export function isOrdered(left: Code, op: Order, right: Code): Condition {
  return { code: code`${left} ${orders[op]} ${right}`, level: 'compare' };
}

export function not(condition: Condition): Condition {
  if (condition.constant !== undefined) return constant(!condition.constant);
  if (condition.opposite !== undefined) return condition.opposite();
  if (condition.parts !== undefined) return combine(condition.parts.map(not), condition.level === 'or' ? 'and' : 'or');
  return { code: code`!${operand(condition)}`, level: 'unary', opposite: () => condition };
}

export function and(...conditions: readonly Condition[]): Condition {
  return combine(conditions, 'and');
}

export function or(...conditions: readonly Condition[]): Condition {
  return combine(conditions, 'or');
}

function combine(conditions: readonly Condition[], level: 'and' | 'or'): Condition {
  const deciding = level === 'or';
  const flat = conditions.flatMap((condition) => (condition.level === level ? (condition.parts ?? []) : [condition]));
  const open = absorb(distinct(flat.filter((condition) => condition.constant === undefined)));
  if (flat.some((condition) => condition.constant === deciding) || hasOpposites(open)) return constant(deciding);
  const [first, ...rest] = open;
  if (first === undefined) return constant(!deciding);
  if (rest.length === 0) return first;
  const texts = open.map(asOperand);
  return {
    code: chain(texts, deciding ? '||' : '&&'),
    level,
    parts: open,
  };
}

function distinct(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((condition) => [condition.code.text, condition])).values()];
}

/** Simplifies `a || (!a && b)` to `a || b`, and the other way round. */
function absorb(conditions: readonly Condition[]): readonly Condition[] {
  const opposites = new Set(
    conditions.filter(({ parts }) => parts === undefined).map((condition) => not(condition).code.text),
  );
  return conditions.map((condition) => {
    const { parts = [], level } = condition;
    const left = parts.filter((part) => !opposites.has(part.code.text));
    const isShorter = left.length > 0 && left.length < parts.length;
    return isShorter ? combine(left, level === 'or' ? 'or' : 'and') : condition;
  });
}

function hasOpposites(conditions: readonly Condition[]): boolean {
  const texts = new Set(conditions.map((condition) => condition.code.text));
  return conditions.some((condition) => condition.parts === undefined && texts.has(not(condition).code.text));
}

/** Returns a condition as an operand of `&&` or `||`. */
export function asOperand({ code: text, level }: Condition): Code {
  return level === 'or' || level === 'and' ? parenthesised(text) : text;
}

/** Returns a condition as an operand of a comparison. */
function operand(condition: Condition): Code {
  return condition.level === 'unary' ? condition.code : code`(${condition.code})`;
}
