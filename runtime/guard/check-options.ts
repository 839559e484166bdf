/** Knows members of value sets: a look-up of an application's own, such as a table that it has in memory. */
export interface Terminology {
  /**
   * Whether a code is a member of a value set, given by its canonical URL; undefined where that is not known. A code
   * without a system comes from an element that has codes only.
   */
  validateCode(
    valueSet: string,
    system: string | undefined,
    code: string,
    display: string | undefined,
  ): boolean | undefined;
}

/** What a check may be told. */
export interface CheckOptions {
  /** Whose view to take where a rule differs between what is published and what is received. */
  readonly direction?: 'publish' | 'receive' | undefined;
  /** Knows value sets that cannot be known offline. Without one their codes are reported as not checked. */
  readonly terminology?: Terminology | undefined;
  /** How many objects may stand inside each other: 64 unless told. Without recursion no type of FHIR needs 20. */
  readonly maxDepth?: number | undefined;
  /** After how many objects a check gives up: 10 million unless told, more than a JSON text of the longest kind holds. */
  readonly maxElements?: number | undefined;
  /** After how many issues a check gives up: 10,000 unless told. */
  readonly maxIssues?: number | undefined;
}
