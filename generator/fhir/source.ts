/** Where a definition was read from; `line` counts from 1. */
export interface Source {
  readonly file: string;
  readonly line?: number;
  /** The resource as it was read. */
  readonly resource?: Readonly<Record<string, unknown>>;
}
