/** Tests whether builders make the same value from less input. */
import { builder as builderOf } from '../build/builder.js';
import { fillMarks } from '../build/fill-marks.js';
import type { Content } from '../build/shape.js';
import { isSame } from '../core/json.js';
import type { Mark } from '../guard/profile.js';
import { evaluate } from './evaluate.js';
import { memberNamed, type ObjectExpression } from './expression.js';

/** Returns whether a builder makes the value without any input. */
export function isBuiltOfNothing(of: Content, value: unknown): boolean {
  return isMade(() => builderOf('', of)({}), value);
}

/** Returns the input of a slice's item without what the builder fills in because it discriminates the slice. */
export function withoutMarks(
  input: ObjectExpression,
  of: Content,
  marks: readonly Mark[],
  item: unknown,
): ObjectExpression {
  // The types of codings that have constants require everything that identifies the code.
  if (of.kind === 'coded' && of.constants) return input;
  let shortest = input;
  for (const mark of marks) {
    const name = typeof mark === 'function' ? undefined : mark[0].at(-1);
    if (name === undefined || !memberNamed(shortest, name)) continue;
    const shorter = { ...shortest, members: shortest.members.filter((one) => one.name !== name) };
    const build = (): unknown => fillMarks(builderOf('', of)(evaluate(shorter, new Map())), of, marks);
    if (shorter.members.length > 0 && isMade(build, item)) shortest = shorter;
  }
  return shortest;
}

/** A builder that throws makes nothing; nor does one that needs a resource that is not made yet. */
function isMade(build: () => unknown, value: unknown): boolean {
  try {
    return isSame(build(), value);
  } catch {
    return false;
  }
}
