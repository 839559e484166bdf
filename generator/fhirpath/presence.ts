import type { Expression } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import type { TypeLookup } from './type-lookup.ts';
import { Unsupported } from './unsupported.ts';

/** An invariant that concerns only the presence of elements: at least one of some, or exactly one of two. */
export interface Presence {
  readonly kind: 'some' | 'one';
  /** Elements as in an element id: `name`, `value[x]`. */
  readonly names: readonly string[];
}

/**
 * Reads an invariant about the presence of elements; undefined for any other.
 *
 * @param at the type or backbone element that states it
 */
export function presenceOf(expression: string, at: string, types: TypeLookup): Presence | undefined {
  try {
    const parsed = parseExpression(expression);
    const some = alternativesOf(parsed).map((one) => elementIn(one, at, types));
    if (some.length > 1 && some.every((name) => name !== undefined)) return { kind: 'some', names: some };
    if (parsed.kind !== 'binary' || (parsed.op !== '!=' && parsed.op !== 'xor')) return undefined;
    const [left, right] = [elementIn(parsed.left, at, types), elementIn(parsed.right, at, types)];
    return left === undefined || right === undefined ? undefined : { kind: 'one', names: [left, right] };
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

/** Returns the operands of `a or b or c`. */
function alternativesOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.op !== 'or') return [expression];
  return [...alternativesOf(expression.left), ...alternativesOf(expression.right)];
}

/** Returns the element of `name.exists()`. */
function elementIn(expression: Expression, at: string, types: TypeLookup): string | undefined {
  if (expression.kind !== 'call' || expression.name !== 'exists' || expression.args.length > 0) return undefined;
  const { of } = expression;
  if (of?.kind !== 'member' || of.of !== undefined) return undefined;
  const [member, ...others] = types.membersOf(at, of.name);
  if (!member || others.length > 0) return undefined;
  return member.isChoice ? `${of.name}[x]` : of.name;
}
