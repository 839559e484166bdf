import type { Registry } from '../check.js';
import type { KnownCodes } from './codings.js';
import type { Patterns } from './repair.js';

/** What is known of a package. */
export interface Knowledge {
  readonly registry: Registry;
  readonly codes: KnownCodes;
  readonly patterns: Patterns;
}
