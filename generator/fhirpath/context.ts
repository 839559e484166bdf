import type { Session } from './session.ts';
import type { TypeLookup } from './type-lookup.ts';
import type { One, Value } from './value.ts';

/** The context in which an expression is compiled. */
export interface Context {
  readonly session: Session;
  readonly types: TypeLookup;
  /** `$this`. */
  readonly self: Value;
  /** `%context`. */
  readonly root: One;
  /** `%resource`. */
  readonly resource: One;
}
