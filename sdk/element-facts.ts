/** What is said of an element, by FHIR itself and by the profiles of a chain. */
export interface ElementFacts {
  /** As definitions name it: `Patient.name:officialName.family`. */
  readonly id: string;
  readonly min: number;
  /** A number, or `*`. */
  readonly max: string;
  /** `string`, `HumanName`, `Reference(Organization | Practitioner)`. */
  readonly types: readonly string[];
  /** In a few words; null where no profile says anything. */
  readonly short: string | null;
  readonly definition: string | null;
  /** The only value that it may have, as JSON, or what has to be in it. */
  readonly fixed: unknown;
  readonly pattern: unknown;
  readonly binding: BindingFacts | null;
  /** What tells the items of a list apart: `value of system`. */
  readonly slicedBy: readonly string[];
  readonly invariants: readonly InvariantFacts[];
  /** Canonical URLs of the profiles that speak of it, the most general first. */
  readonly statedBy: readonly string[];
}

export interface BindingFacts {
  readonly strength: string;
  /** Canonical URL, or the name of a value set of FHIR itself. */
  readonly valueSet: string;
  /** The codes of a value set of FHIR itself, where all of them are known; null otherwise. */
  readonly codes: readonly string[] | null;
}

export interface InvariantFacts {
  readonly key: string;
  readonly severity: string;
  /** What is wrong where it is broken, or what holds. */
  readonly text: string;
  /** Id of the element that it is stated on. */
  readonly element: string;
  /** Canonical URL of the profile; null for an invariant of FHIR itself. */
  readonly profile: string | null;
}
