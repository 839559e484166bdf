declare const onlyInResource: unique symbol;

/**
 * Stands where an input must not have a member of its resource, such as `deceasedBoolean` for `deceased: { boolean }`:
 * nothing fits it. Unlike `never` it does not make the compiler believe that a resource is meant.
 */
export interface OnlyInResource {
  readonly [onlyInResource]: never;
}
