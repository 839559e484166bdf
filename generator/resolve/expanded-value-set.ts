import type { CodeSystem, ValueSet, ValueSetFilter } from '../fhir/definitions.ts';

/** A code that is known to be in a value set. White space around code and display is already gone. */
export interface ExpandedConcept {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * A part of a value set whose codes cannot be listed here. Without `system` it may hold codes of any
 * system. `filter` is the condition a terminology service would have to decide, where there is one.
 */
export interface OpenPart {
  readonly system?: string;
  /** Why it is open: one sentence without a full stop. */
  readonly reason: string;
  readonly filter?: ValueSetFilter;
}

/**
 * What is known of a value set. `concepts` stand in the order of the definition and are members for
 * certain. A code that is not among them is no member, unless an open part covers its system: then
 * nothing is known of it. `enumerable` says that there is no open part.
 */
export interface ExpandedValueSet {
  readonly url: string;
  readonly name: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enumerable: boolean;
  readonly concepts: readonly ExpandedConcept[];
  readonly open: readonly OpenPart[];
}

/** A value set that comes with its codes already listed, as those of the base do. */
export interface ListedValueSet {
  readonly url: string;
  readonly name: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enumerable: boolean;
  readonly concepts: readonly ExpandedConcept[];
  /** Why it is not enumerable. */
  readonly reason?: string;
}

/** Where the expansion finds definitions. Each function gets a URL without version. */
export interface TerminologyLookup {
  valueSet(url: string): ValueSet | undefined;
  codeSystem(url: string): CodeSystem | undefined;
  /** Asked when `valueSet` knows nothing of the URL. */
  expanded?(url: string): ListedValueSet | undefined;
}
