import { code, Code } from '../code.ts';
import { always, and, call, constant, isPresent, or, type Condition } from './condition.ts';
import type { Session } from './session.ts';
import { computed, existsOf, isCertain, itemOf, none, type Bool, type Many, type One, type Value } from './value.ts';

/** A JavaScript array that becomes a list. */
interface Source {
  readonly types: readonly string[];
  readonly array: Code;
  /** Tells without a look at the items that there are some. */
  readonly exists?: Condition;
  readonly isDoubtful: boolean;
}

/** An array of the data; undefined where there is none. `siblings` is the array beside a list of primitives. */
export function listOf(
  session: Session,
  types: readonly string[],
  array: Code,
  siblings: Code | undefined,
  isDoubtful: boolean,
): Many {
  if (siblings === undefined) return itemsOf(session, { types, array, exists: isPresent(array), isDoubtful });
  const exists = isPresent(code`(${array} ?? ${siblings})`);
  return itemsOf(session, { types, array: session.call('withSiblings', array, siblings), exists, isDoubtful });
}

/** An array that a function returned: empty where there is nothing. */
export function resultOf(session: Session, types: readonly string[], array: Code): Many {
  return itemsOf(session, { types, array, isDoubtful: true });
}

function itemsOf(session: Session, source: Source): Many {
  const { types, array, exists } = source;
  return {
    kind: 'many',
    types,
    some(test) {
      const probe = test(itemIn(source, code`_`));
      if (probe.constant === false) return probe;
      if (probe.constant === true && exists !== undefined) return exists;
      return call(
        session.call(
          'some',
          array,
          session.lambda((item) => test(itemIn(source, item)).code),
        ),
      );
    },
    map: (body) =>
      session.call(
        'select',
        array,
        session.lambda((item) => body(itemIn(source, item))),
      ),
    items: () => array,
  };
}

/** An item of an array: known to be there. */
function itemIn({ types, isDoubtful }: Pick<Source, 'types' | 'isDoubtful'>, value: Code): One {
  return {
    kind: 'one',
    variants: types.map((type) => ({ type, value, isMixed: true, isSolid: true, isDoubtful })),
    exists: () => always,
  };
}

/** The values that `body` comes to for each item, one after the other. */
export function flatten(outer: Many, body: (item: One) => Value): Many {
  const map: Many['map'] = (inner) => outer.map((item) => mapOne(body(item), inner));
  return {
    kind: 'many',
    types: typesOf(body(itemIn({ types: outer.types, isDoubtful: true }, code`_`))),
    some: (test) => outer.some((item) => someOf(body(item), test)),
    map,
    items: () => map(itemOf),
  };
}

/** As `flatten`, for what is absent where the item is: steps from one item are then taken in one go (`a.meta?.versionId`). */
export function flattenFurther(list: Many, body: (item: One) => Value): Many {
  const { steps } = list;
  const outer = steps?.outer ?? list;
  const further = steps === undefined ? body : (item: One): Value => stepFrom(steps.body(item), body);
  return { ...flatten(outer, further), steps: { outer, body: further } };
}

function stepFrom(value: Value, body: (item: One) => Value): Value {
  if (value.kind === 'one') return body(value);
  return value.kind === 'many' ? flattenFurther(value, body) : none;
}

/** The items that pass a test. */
export function filter(outer: Many, test: (item: One) => Condition): Many {
  const map: Many['map'] = (body) => outer.map((item) => onlyIf(test(item), body(item)));
  return {
    kind: 'many',
    types: outer.types,
    some: (inner) => outer.some((item) => and(test(item), inner(item))),
    map,
    items: () => map(itemOf),
  };
}

/** The one item where a condition holds, else nothing. */
export function onlyWhere(one: One, condition: Condition): One {
  const variants = one.variants.map((variant) => ({
    ...variant,
    value: onlyIf(condition, variant.value),
    ...(variant.sibling && { sibling: onlyIf(condition, variant.sibling) }),
    isSolid: false,
  }));
  const { isResolved } = one;
  return { kind: 'one', variants, exists: () => and(one.exists(), condition), ...(isResolved && { isResolved }) };
}

/** What stands in the expression itself, such as `('a' | 'b')`. */
export function literalsOf(session: Session, items: readonly One[]): Many {
  const distinct = [...new Map(items.map((item) => [item.literal, item])).values()];
  const literals = distinct.flatMap(({ literal }) => literal ?? []);
  const types = [...new Set(distinct.flatMap(({ variants }) => variants.map(({ type }) => type)))];
  const array = session.list(literals);
  return {
    ...resultOf(session, types, array),
    some: (test) => or(...distinct.map(test)),
    literals,
    isDistinct: true,
  };
}

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

/** The types of a value for a message: not more of them than one wants to read. */
export function describeTypes(value: Value): string {
  const types = typesOf(value);
  return types.length > 4
    ? `${types.slice(0, 3).join(', ')} and ${types.length - 3} more types`
    : types.join(', ') || 'nothing';
}

/** One of the items of a value passes a test. */
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

/** Every item of a value passes a test. */
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

/** The item itself is undefined where there is none; anything else has to be asked first. */
function mapItem(one: One, body: (item: One) => Code): Code {
  const mapped = body({ ...one, exists: () => always });
  return isCertain(one) || mapped.text === itemOf(one).text ? mapped : onlyIf(one.exists(), mapped);
}

function onlyIf(condition: Condition, value: Code): Code {
  if (condition.constant !== undefined) return condition.constant ? value : code`undefined`;
  return code`(${condition.code} ? ${value} : undefined)`;
}

function itemOfBool(bool: Bool): One {
  return computed('System.Boolean', code`(${bool.isTrue().code})`, () => always);
}

/** An array (or undefined) of the items of a value. */
export function arrayOf(value: Value): Code {
  if (value.kind === 'many') return value.items();
  const item = mapOne(value, itemOf);
  return value.kind === 'none' ? code`[]` : code`[${item}]`;
}
