declare const onlyInResource: unique symbol;

/**
 * The type of a member that belongs to the resource and must not be in an input, such as `deceasedBoolean` for
 * `deceased: { boolean }`: no value has it. Unlike `never` it does not make the compiler believe that a resource is
 * meant.
 */
export interface OnlyInResource {
  readonly [onlyInResource]: never;
}
