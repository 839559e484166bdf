/**
 * The types of a FHIR release, for the compiler. A type is identified by its name (`HumanName`, `Patient`), a part of a
 * type without a name of its own by its path (`Patient.contact`). A content reference has the path that it names.
 */
export interface TypeLookup {
  /** Returns undefined for a name that is no type. */
  kindOf(type: string): TypeKind | undefined;
  /** Returns true if both are the same, or the first specialises the second. */
  isA(type: string, ancestor: string): boolean;
  /**
   * Returns the elements of a type with a FHIRPath name (`value` for `value[x]`): one, or none if the type has no such
   * element; for an abstract resource, one for each different element of that name among the resources, and for `*`
   * among all types.
   */
  membersOf(type: string, name: string): readonly Member[];
  /** Returns the types of all elements of a type. */
  childTypesOf(type: string): readonly string[];
  /**
   * Returns the types of the element at a path as in an ElementDefinition, such as `Patient.contact`; none if there is
   * no such element.
   */
  typesAt(path: string): readonly string[];
}

export type TypeKind = 'primitive' | 'complex' | 'resource';

/** An element with its JSON properties. */
export interface Member {
  /** Each property with its type: several for a choice. */
  readonly properties: readonly { readonly name: string; readonly type: string }[];
  readonly isChoice: boolean;
  readonly isList: boolean;
  readonly isRequired: boolean;
}
