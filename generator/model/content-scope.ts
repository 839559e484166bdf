import type { Constraint } from '../fhir/definitions.ts';
import type { PartSource } from './inherited-parts.ts';
import type { BindingModel, ContentModel } from './model.ts';
import type { ScopeNames } from './scope-names.ts';

/** The place of the builder: the name of the current interface, and its base type or backbone element. */
export interface Scope {
  /** Name of the interface whose elements are being built. */
  readonly name: string;
  /** `Patient`, `Patient.contact`, `Identifier`. */
  readonly basePath: string;
  /** Path of the surrounding element in its base type: `Patient.name`. */
  readonly at: string;
  /** A prefix that names of slices here need not repeat. */
  readonly owner: string;
  /** Names decided outside: the extensions of a primitive are named together with its neighbours. */
  readonly names?: ScopeNames | undefined;
  /** For a slice: the rules for every item of its list. */
  readonly around?: ContentModel | undefined;
  /** Rules that are stated already, by the base profile of the structure and by profiles of surrounding datatypes. */
  readonly said: readonly PartSource[];
  /** A required binding of the surrounding Coding or CodeableConcept, which applies to the code inside. */
  readonly inherited?: BindingModel | undefined;
  /** Of a type of a choice: invariants that apply to every type, so that the choice itself states them. */
  readonly shared?: readonly Constraint[] | undefined;
  /** True for one of several types of a choice. */
  readonly isMember?: boolean | undefined;
}

/** Returns the invariants of one type of a choice, without those that the choice itself states. */
export function withoutShared(constraints: readonly Constraint[], { shared = [] }: Scope): Constraint[] {
  const isShared = ({ key, expression }: Constraint): boolean =>
    shared.some((other) => other.key === key && other.expression === expression);
  return constraints.filter((constraint) => !isShared(constraint));
}
