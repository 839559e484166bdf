/** Makes one value: tries until no rule is broken. */
import type { Issue } from '../core/issue.js';
import { isFault } from '../core/issue.js';
import type { Properties } from '../core/json.js';
import { Adjustments } from './adjustments.js';
import type { Maker } from './maker.js';
import { adjust, type Patterns } from './repair.js';
import { RandomError } from './random-error.js';

/** The number of tries after which a value is given up. */
const TRIES = 80;

/** Returns a value without faults; throws a RandomError if none is found. */
export function tryToMake(
  name: string,
  makeOne: (adjustments: Adjustments) => { readonly value: Properties; readonly maker: Maker },
  check: (value: Properties) => readonly Issue[],
  patterns: Patterns,
): Properties {
  const adjustments = new Adjustments();
  let faults: readonly Issue[] = [];
  for (let i = 0; i < TRIES; i++) {
    const { value, maker } = makeOne(adjustments);
    faults = check(value).filter(isFault);
    if (faults.length === 0) return value;
    adjust(adjustments, maker.made, faults, patterns);
  }
  throw new RandomError(name, faults);
}
