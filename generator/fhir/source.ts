/** The file from which a definition was read; `line` counts from 1. */
export interface Source {
  readonly file: string;
  readonly line?: number;
  /** The resource as it was read. */
  readonly resource?: Readonly<Record<string, unknown>>;
}
