/**
 * The shape of `derived.json`: the facts about FHIR STU3 in `@types/fhir` and fhirpath. Types list only the elements
 * that they add to their base; the loader puts the inherited ones first.
 */
export interface DerivedModel {
  readonly types: readonly DerivedType[];
  /** Interfaces of `fhir/r3` that take a type parameter. */
  readonly generics: readonly string[];
}

export interface DerivedType {
  readonly name: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource';
  /** Name of the type that this one specialises; absent on Element and Resource. */
  readonly base?: string;
  /** Name of the interface in `fhir/r3`; absent on primitive types. */
  readonly interface?: string;
  readonly elements: readonly DerivedElement[];
}

export interface DerivedElement {
  readonly path: string;
  readonly min: number;
  readonly max: '1' | '*';
  /** Type codes in order; absent if there is a `contentReference`. */
  readonly types?: readonly string[];
  /** The only target type of a Reference, if the sources name exactly one; never known for a choice. */
  readonly target?: string;
  /** The number of targets of a Reference, if it is more than one; never known for a choice. */
  readonly targets?: number;
  /** Path of the element whose content is repeated here. */
  readonly contentReference?: string;
  /** Interface of a backbone element, or of the one that a content reference repeats. */
  readonly interface?: string;
  /** `one` or `list`: the JSON property has a `_` sibling of that form (of a choice: its primitive members). */
  readonly sibling?: 'one' | 'list';
}
