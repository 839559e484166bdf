import { choose, parenthesised, type Code, code } from '../code/code.ts';
import { always, and, constant, type Condition } from './condition.ts';
import { computed, existsOf, isCertain, itemOf, type Bool, type One, type Value } from './value.ts';

/** Returns the possible types of a value. */
export function typesOf(value: Value): readonly string[] {
  switch (value.kind) {
    case 'none':
      return [];
    case 'bool':
      return ['System.Boolean'];
    case 'one':
      return [...new Set(value.variants.map(({ type }) => type))];
    case 'many':
      return value.types;
  }
}

/** Describes the types of a value for a message, which lists only a few. */
export function describeTypes(value: Value): string {
  const types = typesOf(value);
  return types.length > 4
    ? `${types.slice(0, 3).join(', ')} and ${types.length - 3} more types`
    : types.join(', ') || 'nothing';
}

/** Returns a condition that one of a value's items passes a test. */
export function someOf(value: Value, test: (item: One) => Condition): Condition {
  switch (value.kind) {
    case 'none':
      return constant(false);
    case 'bool':
      return and(existsOf(value), test(itemOfBool(value)));
    case 'one':
      return and(value.exists(), test({ ...value, exists: () => always }));
    case 'many':
      return value.some(test);
  }
}

/** Maps each item of a value. */
export function mapOne(value: Value, body: (item: One) => Code): Code {
  switch (value.kind) {
    case 'none':
      return code`undefined`;
    case 'bool':
      return onlyIf(existsOf(value), body(itemOfBool(value)));
    case 'one':
      return mapItem(value, body);
    case 'many':
      return value.map(body);
  }
}

/** Maps a single item. Code for the item itself may be undefined; anything else is guarded by a test of presence. */
function mapItem(one: One, body: (item: One) => Code): Code {
  const mapped = body({ ...one, exists: () => always });
  return isCertain(one) || mapped.text === itemOf(one).text ? mapped : onlyIf(one.exists(), mapped);
}

export function onlyIf(condition: Condition, value: Code): Code {
  if (condition.constant !== undefined) return condition.constant ? value : code`undefined`;
  return parenthesised(choose(condition.code, value, code`undefined`));
}

function itemOfBool(bool: Bool): One {
  return computed('System.Boolean', code`(${bool.isTrue().code})`, () => always);
}

/** Returns an array (or undefined) of the items of a value. */
export function arrayOf(value: Value): Code {
  if (value.kind === 'many') return value.items();
  const item = mapOne(value, itemOf);
  return value.kind === 'none' ? code`[]` : code`[${item}]`;
}

/** Returns the item if a condition holds, otherwise nothing. */
export function onlyWhere(one: One, condition: Condition): One {
  const variants = one.variants.map((variant) => ({
    ...variant,
    value: onlyIf(condition, variant.value),
    ...(variant.sibling && { sibling: onlyIf(condition, variant.sibling) }),
    ...(variant.beside && { beside: onlyIf(condition, variant.beside) }),
    isSolid: false,
  }));
  const { isResolved } = one;
  return { kind: 'one', variants, exists: () => and(one.exists(), condition), ...(isResolved && { isResolved }) };
}
