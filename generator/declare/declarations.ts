/** What emitted files declare, as plain frozen data: the second model, of TypeScript instead of FHIR. */
import type { Doc } from './doc.ts';
import type { NameRef, TypeExpression, TypeMember, ValueExpression } from './expressions.ts';
import type { MessageDeclaration } from './message/message-declarations.ts';

export type { Doc };

export interface MemberDeclaration extends TypeMember {
  readonly doc: Doc;
}

export interface InterfaceDeclaration {
  readonly kind: 'interface';
  readonly name: string;
  readonly doc: Doc;
  readonly extends: readonly TypeExpression[];
  readonly members: readonly MemberDeclaration[];
  /** True for one that only its own file uses. */
  readonly isLocal?: true;
}

export interface TypeDeclaration {
  readonly kind: 'type';
  readonly name: string;
  readonly doc: Doc;
  readonly type: TypeExpression;
}

export interface ConstantDeclaration {
  readonly kind: 'constant';
  readonly name: string;
  readonly doc: Doc;
  readonly type: TypeExpression;
  readonly value: ValueExpression;
}

/** A function that reads a slice, with an overload for each type from which it is read. */
export interface AccessorDeclaration {
  readonly kind: 'accessor';
  readonly name: string;
  /** True if it returns all items; otherwise it returns the only one, or undefined. */
  readonly isList: boolean;
  readonly overloads: readonly OverloadDeclaration[];
  /** The runtime function that reads, and where it looks. */
  readonly read: NameRef;
  readonly places: readonly ValueExpression[];
}

export interface OverloadDeclaration {
  readonly doc: Doc;
  readonly owner: TypeExpression;
  /** The type of an item. */
  readonly result: TypeExpression;
}

/** The codes of a value set as constants, the types of their names and codes, and the set that guards use. */
export interface ValueSetDeclaration {
  readonly kind: 'value-set';
  readonly name: string;
  readonly doc: Doc;
  /** Constants for the URLs of the code systems. */
  readonly systems: readonly { readonly name: string; readonly url: string }[];
  /** The constants; in several parts if a compiler would not write out their type in full. */
  readonly parts: readonly (readonly ConceptDeclaration[])[];
  readonly namesType: { readonly name: string; readonly doc: Doc };
  /** The comment of the type of the codes; absent if the set is open and has no such type. */
  readonly codesDoc?: Doc;
  /** Absent from a package of types alone. */
  readonly codes?: { readonly name: string; readonly type: TypeExpression; readonly value: ValueExpression };
}

/** The functions that check a structure: `isX`, `checkX`, `assertX`, and the Standard Schema. */
export interface GuardDeclaration {
  readonly kind: 'guard';
  readonly is: NamedFunction;
  readonly check: NamedFunction;
  readonly assert: NamedFunction;
  readonly schema: NamedFunction;
  /** The type of a valid value. */
  readonly type: TypeExpression;
  /** The rules to check. */
  readonly rules: ValueExpression;
  readonly packageName: string;
}

export interface NamedFunction {
  readonly name: string;
  readonly doc: Doc;
}

export interface ConceptDeclaration {
  readonly name: string;
  readonly doc: Doc;
  readonly value: ValueExpression;
}

export type Declaration =
  | InterfaceDeclaration
  | TypeDeclaration
  | ConstantDeclaration
  | AccessorDeclaration
  | ValueSetDeclaration
  | GuardDeclaration
  | MessageDeclaration;

export interface SourceFileDeclaration {
  /** Path from the root of the package, without an extension: `base/patient`. */
  readonly module: string;
  /** Canonical URL of its definition, or another description of its origin. */
  readonly source: string;
  /** Every name that the file declares, so that an import of the same name gets another one. */
  readonly declared: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** A file that only re-exports what others export. */
export interface IndexDeclaration {
  readonly module: string;
  readonly exports: readonly ExportDeclaration[];
}

/** What an index passes on: all of a file, only some types, all under one name, or a value set. */
export type ExportDeclaration =
  | { readonly kind: 'all'; readonly from: string }
  | { readonly kind: 'types'; readonly names: readonly string[]; readonly from: string }
  | { readonly kind: 'namespace'; readonly name: string; readonly from: string }
  | { readonly kind: 'value-set'; readonly name: string; readonly namesType: string; readonly from: string };

/** All that the package declares. */
export interface PackageDeclarations {
  readonly extensionValues: readonly SourceFileDeclaration[];
  readonly families: readonly FamilyDeclarations[];
  /** The modules of events. */
  readonly messages: readonly SourceFileDeclaration[];
  /** Element tables, one file for each type of FHIR. */
  readonly elements: readonly SourceFileDeclaration[];
  readonly elementsIndex: IndexDeclaration;
}

/** The files of a subpath of the package. */
export interface FamilyDeclarations {
  /** In the order of the structures in the model. */
  readonly structures: readonly SourceFileDeclaration[];
  readonly valueSets: readonly SourceFileDeclaration[];
  /** At most one file. */
  readonly accessors: readonly SourceFileDeclaration[];
  readonly index: IndexDeclaration;
}
