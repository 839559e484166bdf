import type fc from 'fast-check';

/** What is tried: a function or several that belong together, with the values they are given. */
export interface Target<Recipe = unknown> {
  readonly name: string;
  /** The functions that it calls, as `subpath name`, besides those of a pattern. */
  readonly calls: readonly string[];
  /** The errors that they document. */
  readonly throws: string;
  /** Its share of the values, beside those of the others. */
  readonly share: number;
  readonly recipes: fc.Arbitrary<Recipe>;
  /**
   * Tries one value. Returns whether it was accepted, or refused as documented; throws, or rejects with, what is a
   * finding.
   */
  readonly run: (recipe: Recipe) => boolean | Promise<boolean>;
}

/** Hides the type of the recipe, which only the target itself needs. */
export function target<Recipe>(one: Target<Recipe>): Target {
  return one as unknown as Target;
}
