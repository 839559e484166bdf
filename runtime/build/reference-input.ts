import type { RefInput } from '../core/references.js';

/** What a builder takes for a reference: a resource of one of the target types, or what `ref` and `refTo` return. */
export type ReferenceInput<Target extends string = string> = ReferableResource<Target> | RefInput<Target>;

/** As much of a resource as a reference to it needs. */
export interface ReferableResource<Type extends string> {
  readonly resourceType: Type;
  readonly id?: string | undefined;
}
