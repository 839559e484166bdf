/** What is changed between one try and the next: see `repair.ts`. */
export class Adjustments {
  /** How often the value of a key has been made anew. */
  readonly #tries = new Map<string, number>();
  /** Keys of optional values that are left out. */
  readonly #dropped = new Set<string>();

  /** Regular expressions that texts have to match, by the key of the text. */
  readonly #patterns = new Map<string, string>();

  triesOf(key: string): number {
    return this.#tries.get(key) ?? 0;
  }

  isDropped(key: string): boolean {
    return this.#dropped.has(key);
  }

  tryAgain(key: string): void {
    this.#tries.set(key, this.triesOf(key) + 1);
  }

  patternOf(key: string): string | undefined {
    return this.#patterns.get(key);
  }

  match(key: string, pattern: string): void {
    this.#patterns.set(key, pattern);
  }

  drop(key: string): void {
    this.#dropped.add(key);
  }
}

/** A value that was made: where it is, and what it depends on. */
export interface Made {
  /** Stays the same when other values are left out. */
  readonly key: string;
  readonly isOptional: boolean;
  readonly parent: Made | undefined;
}
