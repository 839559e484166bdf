/** How much of what is optional a value has. */
import type { Prng } from './prng.js';

/**
 * `minimal`: only what has to be there; `some`: a random part of what is optional; `everything`: each optional element
 * that the rules allow, down to the fourth level.
 */
export type RandomSize = 'minimal' | 'some' | 'everything';

const PERCENT: Readonly<Record<RandomSize, readonly number[]>> = {
  minimal: [],
  some: [45, 30, 20, 10],
  everything: [100, 100, 60, 10],
};

/** What decides how much is made at a place. */
export interface Draw {
  readonly random: Prng;
  readonly size: RandomSize;
  /** Number of levels below the resource. */
  readonly depth: number;
}

/** Returns whether an optional element is made, `depth` levels below the resource. */
export function isWanted(size: RandomSize, depth: number, random: Prng): boolean {
  return random.inPercent(PERCENT[size][depth] ?? 0);
}

/** Sizes with which a value is made anew that breaks a rule. */
const LATER: readonly RandomSize[] = ['some', 'everything', 'minimal', 'some'];

/** Returns the size of a value that has been made `tries` times before. */
export function sizeAt(size: RandomSize, tries: number): RandomSize {
  if (tries < 2) return size;
  return LATER[(tries - 2) % LATER.length] ?? size;
}
