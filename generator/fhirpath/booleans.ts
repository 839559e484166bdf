import { literal } from '../code/code.ts';
import { and, constant, differ, isEqual, not, or, type Condition } from './condition.ts';
import type { Context } from './context.ts';
import { hasValue } from './variants.ts';
import { anyType, sortOf } from './type-sorts.ts';
import { unsupported } from './unsupported.ts';
import { existsOf, notPassed, test, total, type Bool, type Many, type One, type Value } from './value.ts';

/**
 * Converts a value where a single boolean is expected. A boolean element yields its value, and empty if it has none;
 * any other item counts as true.
 *
 * @see http://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections
 */
export function toBool(value: Value, context: Context): Bool {
  switch (value.kind) {
    case 'none':
      return notPassed;
    case 'bool':
      return value;
    case 'one':
      return itemToBool(value, context);
    case 'many':
      return listToBool(value, context);
  }
}

/** Of several items FHIRPath makes an error; published invariants, and the reference validator, mean that there are any. */
function listToBool(list: Many, context: Context): Bool {
  const mayBeBoolean = list.types.some((type) => type === anyType || sortOf(type, context.types) === 'boolean');
  if (mayBeBoolean) return unsupported('a list of booleans where one is expected');
  return total(existsOf(list));
}

function itemToBool(one: One, context: Context): Bool {
  if (typeof one.literal === 'boolean') return total(constant(one.literal));
  const booleans = one.variants.filter(({ type }) => sortOf(type, context.types) === 'boolean');
  const others = one.variants.filter((variant) => !booleans.includes(variant));
  const says = (value: boolean): Condition => or(...booleans.map((variant) => isEqual(variant.value, literal(value))));
  const isTrue = or(says(true), someValue(one, others, context));
  return test(
    isTrue,
    () => or(isTrue, says(false)),
    () => says(false),
  );
}

function someValue(one: One, variants: One['variants'], context: Context): Condition {
  if (variants.length === 0) return constant(false);
  const isLeaf = variants.every(
    ({ type }) => !['complex', 'resource', 'quantity'].includes(sortOf(type, context.types)),
  );
  const part = { ...one, variants };
  return isLeaf ? hasValue(part, context) : one.exists();
}

export function negate({ isTrue, isFalse, holds, fails, isTotal }: Bool): Bool {
  return { kind: 'bool', isTrue: isFalse, isFalse: isTrue, holds: fails, fails: holds, isTotal };
}

type Reading = readonly ['isTrue', 'isFalse'] | readonly ['holds', 'fails'];

/**
 * Combines both readings of two booleans by the same rule, which returns when the result is true and when it is false.
 */
function combine(a: Bool, b: Bool, rule: (yes: Reading[0], no: Reading[1]) => readonly [Condition, Condition]): Bool {
  return {
    kind: 'bool',
    isTrue: () => rule('isTrue', 'isFalse')[0],
    isFalse: () => rule('isTrue', 'isFalse')[1],
    holds: () => rule('holds', 'fails')[0],
    fails: () => rule('holds', 'fails')[1],
    isTotal: a.isTotal && b.isTotal,
  };
}

const logic: Readonly<Record<string, (a: Bool, b: Bool) => Bool>> = {
  or: (a, b) => combine(a, b, (yes, no) => [or(a[yes](), b[yes]()), and(a[no](), b[no]())]),
  and: (a, b) => combine(a, b, (yes, no) => [and(a[yes](), b[yes]()), or(a[no](), b[no]())]),
  implies: (a, b) => combine(a, b, (yes, no) => [or(a[no](), b[yes]()), and(a[yes](), b[no]())]),
  xor: (a, b) => exclusive(a, b),
};

function exclusive(a: Bool, b: Bool): Bool {
  if (a.isTotal && b.isTotal) return total(differ(a.isTrue(), b.isTrue()));
  return combine(a, b, (yes, no) => [
    or(and(a[yes](), b[no]()), and(a[no](), b[yes]())),
    or(and(a[yes](), b[yes]()), and(a[no](), b[no]())),
  ]);
}

/** Compiles `and`, `or`, `xor` and `implies`; returns undefined for any other operator. */
export function combineBools(op: string, left: Value, right: Value, context: Context): Bool | undefined {
  const rule = Object.hasOwn(logic, op) ? logic[op] : undefined;
  return rule?.(toBool(left, context), toBool(right, context));
}

/** Compiles `=` of two booleans. */
export function sameBools(a: Bool, b: Bool): Bool {
  return negate(exclusive(a, b));
}

/** Returns a boolean that is true if every item passes; an empty test already makes it false. */
export function everyTrue(fails: Condition): Bool {
  return test(
    not(fails),
    () => constant(true),
    () => fails,
  );
}
