import type { CodeSystem, ValueSet, ValueSetFilter } from '../fhir/definitions.ts';

/** A code that is known to be in a value set. Surrounding white space of code and display has been removed. */
export interface ExpandedConcept {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * A part of a value set whose codes cannot be listed here. Without `system` it may contain codes of any system.
 * `filter` is the condition that a terminology service would have to decide, if there is one.
 */
export interface OpenPart {
  readonly system?: string;
  /** The reason: one sentence without a full stop. */
  readonly reason: string;
  readonly filter?: ValueSetFilter;
}

/**
 * What is known about a value set. `concepts` are certain members, in the order of the definition. Any other code is no
 * member, unless an open part covers its system: then its membership is unknown. `enumerable` means that there is no
 * open part.
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

/** A value set that comes with its codes already listed, as those of the base. */
export interface ListedValueSet {
  readonly url: string;
  readonly name: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enumerable: boolean;
  readonly concepts: readonly ExpandedConcept[];
  /** The reason why it is not enumerable. */
  readonly reason?: string;
}

/** Where the expansion finds definitions. Each function receives a URL without version. */
export interface TerminologyLookup {
  valueSet(url: string): ValueSet | undefined;
  codeSystem(url: string): CodeSystem | undefined;
  /** Called if `valueSet` does not know the URL. */
  expanded?(url: string): ListedValueSet | undefined;
  /** The URLs that may be meant where one is misspelt; none if unknown. */
  valueSetUrls?(): Iterable<string>;
  codeSystemUrls?(): Iterable<string>;
  /** Returns whether a definition with the URL was read and left out because of an error. */
  isRefused?(url: string): boolean;
}
