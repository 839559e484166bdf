import type { RefInput } from '../core/references.js';

/** The input for a reference: a resource of one of the target types, or a reference from `ref` or `refTo`. */
export type ReferenceInput<Target extends string = string> = ReferableResource<Target> | RefInput<Target>;

/** As much of a resource as a reference to it needs. */
export interface ReferableResource<Type extends string> {
  readonly resourceType: Type;
  readonly id?: string | undefined;
}
