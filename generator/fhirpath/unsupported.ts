/** Thrown inside the compiler for anything that it cannot compile; never leaves it. */
export class Unsupported extends Error {}

/** Gives up on an expression; the reason follows "unsupported: ". */
export function unsupported(reason: string): never {
  throw new Unsupported(reason);
}
