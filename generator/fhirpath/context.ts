import type { Session } from './session.ts';
import type { TypeLookup } from './type-lookup.ts';
import type { One, Value } from './value.ts';

/** What an expression is compiled in. */
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
