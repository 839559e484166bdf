import { type Code, literal, code } from '../code/code.ts';
import { always, and, simple, isOrdered, isPresent, or, type Condition } from './condition.ts';
import { mapOne, onlyIf, someOf, typesOf } from './items.ts';
import { mentions, type Session } from './session.ts';
import { none, itemOf, pairOf, type Many, type One, type Value } from './value.ts';

/** A JavaScript array from which a list is made. */
interface Source {
  readonly types: readonly string[];
  readonly array: Code;
  /** Returns whether there are items, without testing them. */
  readonly exists: Condition;
  readonly isDoubtful: boolean;
  /** The same with the sibling of each item: see `Many`. */
  readonly pairs?: (() => Code) | undefined;
}

/**
 * Makes a list from an array of the data, which may be undefined. `siblings` is the array of a list of primitives'
 * siblings.
 */
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

/** Makes a list from an array that a function returned: empty if it found nothing. */
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

/** Calls `some` or `select` on the items, or on pairs if the code uses the sibling of an item. */
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

/** Returns an item of an array, which is known to be present. */
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

/** Returns the list of all values that `body` returns for the items. */
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

/**
 * Does the same if the value is absent with its item: steps from a single item are then taken in one go
 * (`a.meta?.versionId`).
 */
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

/** Returns the items that pass a test. */
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

/** Makes a list from literals of the expression, such as `('a' | 'b')`. */
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
