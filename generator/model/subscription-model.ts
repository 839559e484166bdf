/** A service that is subscribed to: one module, with builders of subscriptions and the grammar of their criteria. */
import type {
  CriteriaFormDefinition,
  CriteriaParameterDefinition,
  NarrowedDefinition,
  SubscriptionDefinition,
} from '../fhir/subscription-definition.ts';
import type { StructureModel, ValueSetRef } from './model.ts';

export type { SubscriptionTextDefinition } from '../fhir/subscription-definition.ts';

export interface SubscriptionModel extends Omit<SubscriptionDefinition, 'forms' | 'parameters' | 'heldAs'> {
  readonly subpath: string;
  readonly module: string;
  /** The module with requests to the service; absent where nothing says how they are made. */
  readonly requests?: string;
  /** Profile of what is sent. */
  readonly created: StructureModel;
  /** Profile of what the service gives back. */
  readonly held: StructureModel;
  readonly forms: readonly CriteriaFormDefinition[];
  readonly parameters: readonly CriteriaParameterModel[];
}

export interface CriteriaParameterModel extends Omit<CriteriaParameterDefinition, 'valueSet' | 'narrowed'> {
  readonly valueSet?: ValueSetRef;
  readonly narrowed?: Omit<NarrowedDefinition, 'valueSet'> & { readonly valueSet: ValueSetRef };
}
