/**
 * What the compiler asks about the types of a FHIR release. A type is named by its name (`HumanName`, `Patient`), a
 * part of a type that has no name by its path (`Patient.contact`). A content reference refers to the path that it names.
 */
export interface TypeLookup {
  /** Undefined for a name that is no type. */
  kindOf(type: string): TypeKind | undefined;
  /** True when both are the same, or the first is derived from the second. */
  isA(type: string, ancestor: string): boolean;
  /**
   * The element of a type that FHIRPath calls by a name (`value` for `value[x]`). One; none where the type has no such
   * element; for an abstract resource one for each different element of that name among the resources, and for `*`
   * among all types.
   */
  membersOf(type: string, name: string): readonly Member[];
  /** Types of all elements of a type. */
  childTypesOf(type: string): readonly string[];
  /** Types of the element at a path as in an ElementDefinition, such as `Patient.contact`; empty where there is none. */
  typesAt(path: string): readonly string[];
}

export type TypeKind = 'primitive' | 'complex' | 'resource';

/** An element as JSON holds it. */
export interface Member {
  /** Properties and the type of each: several for a choice. */
  readonly properties: readonly { readonly name: string; readonly type: string }[];
  readonly isChoice: boolean;
  readonly isList: boolean;
  readonly isRequired: boolean;
}
