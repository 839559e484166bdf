import { type Code, literal, code } from '../code/code.ts';
import { always, and, simple, isOrdered, isPresent, or, type Condition } from './condition.ts';
import { mapOne, onlyIf, someOf, typesOf } from './items.ts';
import { mentions, type Session } from './session.ts';
import { none, itemOf, pairOf, type Many, type One, type Value } from './value.ts';

/** A JavaScript array that becomes a list. */
interface Source {
  readonly types: readonly string[];
  readonly array: Code;
  /** Tells without a look at the items that there are some. */
  readonly exists: Condition;
  readonly isDoubtful: boolean;
  /** The same with what stands beside each item: see `Many`. */
  readonly pairs?: (() => Code) | undefined;
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
  const pairs = (): Code => session.call('paired', array, siblings);
  return itemsOf(session, { types, array: session.call('withSiblings', array, siblings), exists, isDoubtful, pairs });
}

/** An array that a function returned: empty where there is nothing. */
export function resultOf(session: Session, types: readonly string[], array: Code, pairs?: () => Code): Many {
  const exists: Condition = isOrdered(code`${array}.length`, '>', literal(0));
  return itemsOf(session, { types, array, exists, isDoubtful: true, pairs });
}

function itemsOf(session: Session, source: Source): Many {
  const { types, array, exists, pairs } = source;
  return {
    kind: 'many',
    types,
    some(test) {
      const probe = test(itemIn(source, code`_`));
      if (probe.constant === false) return probe;
      if (probe.constant === true) return exists;
      return simple(overItems(session, source, 'some', (item) => test(item).code));
    },
    map: (body) => overItems(session, source, 'select', body),
    items: () => array,
    pairs,
  };
}

/** A call of `some` or `select`: over the items, or over pairs where what stands beside an item is looked into. */
function overItems(session: Session, source: Source, name: 'some' | 'select', body: (item: One) => Code): Code {
  const { array, pairs } = source;
  let isPaired = false;
  const ofPair = (pair: Code): Code => {
    const beside = code`${pair}.beside`;
    const text = body(itemIn(source, code`${pair}.item`, beside));
    isPaired = mentions(text, beside);
    return text;
  };
  const lambda = pairs && session.lambda(ofPair);
  if (pairs && lambda && isPaired) return session.call(name, pairs(), lambda);
  return session.call(
    name,
    array,
    session.lambda((item) => body(itemIn(source, item))),
  );
}

/** An item of an array: known to be there. */
function itemIn({ types, isDoubtful }: Pick<Source, 'types' | 'isDoubtful'>, value: Code, beside?: Code): One {
  return {
    kind: 'one',
    variants: types.map((type) => ({
      type,
      value,
      isMixed: true,
      isSolid: true,
      isDoubtful,
      ...(beside && { beside }),
    })),
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
    pairs: () => map(pairOf),
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
    pairs: () => map(pairOf),
  };
}

/** What stands in the expression itself, such as `('a' | 'b')`. */
export function literalsOf(session: Session, items: readonly One[]): Many {
  const distinct = [...new Map(items.map((item) => [item.literal, item])).values()];
  const literals = distinct.flatMap((item) => item.literal ?? []);
  const types = [...new Set(distinct.flatMap(({ variants }) => variants.map(({ type }) => type)))];
  const array = session.list(literals);
  return {
    ...resultOf(session, types, array),
    some: (test) => or(...distinct.map(test)),
    literals,
    isDistinct: true,
  };
}
