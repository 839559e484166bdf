/** Thrown inside the compiler for what it does not know how to compile; never leaves it. */
export class Unsupported extends Error {}

/** Gives up on an expression; the reason is read after "unsupported: ". */
export function unsupported(reason: string): never {
  throw new Unsupported(reason);
}
