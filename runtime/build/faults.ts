/** Collects the faults of an input, so that all of them are told at once. */
import { InputError, joinedErrors } from '../core/errors.js';

/** After so many faults the rest of an input is not looked at. */
export const MOST_FAULTS = 100;

/** The faults that were found in an input so far. */
export class Faults {
  readonly #found: InputError[] = [];

  get all(): readonly InputError[] {
    return this.#found;
  }

  get count(): number {
    return this.#found.length;
  }

  /** Runs a step and notes its fault, in which case it returns undefined. */
  note<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.add(error);
      return undefined;
    }
  }

  /** Notes a fault; one too many is thrown. */
  add(error: InputError): void {
    if (this.count >= MOST_FAULTS) throw error;
    this.#found.push(error);
  }

  /** Whether one of the first faults is of what stands at a path of the input, of a part of it, or of what it is part of. */
  concern(path: string, first: number = this.count): boolean {
    return this.#found.slice(0, first).some((fault) => isAround(fault.path, path) || isAround(path, fault.path));
  }

  /** What was found as one error; undefined where nothing was. */
  joined(): InputError | undefined {
    const [first, ...others] = this.#found;
    return first && joinedErrors(first, others);
  }

  /** The same with a fault that kept the rest of the input from being looked at. */
  joinedWith(last: InputError): InputError {
    const [first = last, ...others] = this.#found;
    return first === last ? last : joinedErrors(first, [...others, last]);
  }
}

function isAround(outer: string, path: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
