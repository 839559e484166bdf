import type { Constraint } from '../fhir/definitions.ts';
import type { PartSource } from './inherited-parts.ts';
import type { BindingModel, ContentModel } from './model.ts';
import type { ScopeNames } from './scope-names.ts';

/** Where the builder is: what the interface at hand is called and which base type or backbone it is a form of. */
export interface Scope {
  /** Name of the interface whose elements are being built. */
  readonly name: string;
  /** `Patient`, `Patient.contact`, `Identifier`. */
  readonly basePath: string;
  /** Path of the element around it in its base type: `Patient.name`. */
  readonly at: string;
  /** What the names of slices here need not repeat. */
  readonly owner: string;
  /** Names decided further out: the extensions of a primitive are named with its neighbours. */
  readonly names?: ScopeNames | undefined;
  /** For a slice: the rules for every item of its list. */
  readonly around?: ContentModel | undefined;
  /** Rules stated already, by the base profile of the structure and by profiles of the datatypes around. */
  readonly said: readonly PartSource[];
  /** A required binding of the Coding or CodeableConcept around: it speaks of the code inside. */
  readonly inherited?: BindingModel | undefined;
  /** Of a type of a choice: invariants that hold whatever the type is, so that the choice itself states them. */
  readonly shared?: readonly Constraint[] | undefined;
  /** True for one type of a choice that has others. */
  readonly isMember?: boolean | undefined;
}

/** Invariants of one type of a choice, without those that the choice itself states. */
export function withoutShared(constraints: readonly Constraint[], { shared = [] }: Scope): Constraint[] {
  const isShared = ({ key, expression }: Constraint): boolean =>
    shared.some((other) => other.key === key && other.expression === expression);
  return constraints.filter((constraint) => !isShared(constraint));
}
