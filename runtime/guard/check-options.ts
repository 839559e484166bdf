import type { Accept } from '../core/policy.js';
import type { GuardSchema } from './standard-schema.js';

/** Decides whether codes are members of value sets: an application's own look-up, such as a table in memory. */
export interface Terminology {
  /**
   * Returns whether a code is a member of a value set, given by its canonical URL; undefined if that is not known. A
   * code without a system comes from an element of type code.
   */
  validateCode(
    valueSet: string,
    system: string | undefined,
    code: string,
    display: string | undefined,
  ): boolean | undefined;
}

/** Options of every check. */
export interface CommonCheckOptions {
  /** Which rules to apply, where those for publishers and receivers differ: `publish` by default. */
  readonly direction?: 'publish' | 'receive' | undefined;
  /** Looks up value sets that cannot be expanded offline. Without one, their codes are reported as not checked. */
  readonly terminology?: Terminology | undefined;
  /**
   * Profiles and types beyond those that the check of a message knows, such as `[observationSchema]`: resources in it that
   * claim one of these profiles are held to it, and resources of their types are looked into even if the event does not
   * list them. Keep the list in a constant, since its rules are prepared once for each list. The check throws an
   * InputError for the schema of another library.
   */
  readonly profiles?: readonly GuardSchema<unknown>[] | undefined;
  /** Maximum depth of nested objects, 64 by default. Without recursion no type of FHIR needs 20. */
  readonly maxDepth?: number | undefined;
  /** Maximum number of objects, 10 million by default: more than the longest JSON text contains. A check stops there. */
  readonly maxElements?: number | undefined;
  /** Maximum number of issues, 10,000 by default. A check stops there. */
  readonly maxIssues?: number | undefined;
}

/** Options of a check that accepts nothing beyond the rules. */
export interface CheckOptions extends CommonCheckOptions {
  readonly accept?: undefined;
}

/** Options of a check that accepts faults: in a value that is valid under them, anything may be missing. */
export interface AcceptingOptions extends CommonCheckOptions {
  /**
   * Which faults become warnings: a list, or a function that decides for each issue. Unreadable content is never
   * accepted.
   */
  readonly accept: Accept | undefined;
}
