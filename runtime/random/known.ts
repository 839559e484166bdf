/** What is known of a package. */
import type { Registry } from '../check.js';
import type { Terminology } from './codings.js';
import type { Patterns } from './repair.js';

export interface Known {
  readonly registry: Registry;
  readonly terminology: Terminology;
  readonly patterns: Patterns;
}
