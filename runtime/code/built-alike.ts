/** Tries what builders make of less than there is. */
import { buildItem } from '../build/build.js';
import { fillMarks } from '../build/fill-marks.js';
import type { Content } from '../build/shape.js';
import { isSame } from '../core/json.js';
import type { Mark } from '../guard/profile.js';
import { evaluate } from './evaluate.js';
import { memberNamed, type ObjectExpression } from './expression.js';

/** Whether a builder that is given nothing makes the value. */
export function isBuiltOfNothing(of: Content, value: unknown): boolean {
  return isMade(() => buildItem(of, {}, '', {}), value);
}

/** The input of an item of a slice, without what the builder fills in because the slice is known by it. */
export function withoutMarks(
  input: ObjectExpression,
  of: Content,
  marks: readonly Mark[],
  item: unknown,
): ObjectExpression {
  // The types of codings that have constants ask for all that tells the code.
  if (of.kind === 'coded' && of.constants) return input;
  let shortest = input;
  for (const mark of marks) {
    const name = typeof mark === 'function' ? undefined : mark[0].at(-1);
    if (name === undefined || !memberNamed(shortest, name)) continue;
    const shorter = { ...shortest, members: shortest.members.filter((one) => one.name !== name) };
    const build = (): unknown => fillMarks(buildItem(of, evaluate(shorter, new Map()), '', {}), of, marks);
    if (shorter.members.length > 0 && isMade(build, item)) shortest = shorter;
  }
  return shortest;
}

/** A builder that throws makes nothing; so does one that needs a resource that is not made yet. */
function isMade(build: () => unknown, value: unknown): boolean {
  try {
    return isSame(build(), value);
  } catch {
    return false;
  }
}
