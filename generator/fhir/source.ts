/** The file from which a definition was read; `line` counts from 1. */
export interface Source {
  readonly file: string;
  readonly line?: number;
  /** The resource as it was read; `loadDefinitions` keeps no more of it than `id` and `json`. */
  readonly resource?: Readonly<Record<string, unknown>>;
  /** The logical id of the resource. */
  readonly id?: string;
  /** The resource as it was read: JSON in UTF-8, indented by two blanks. As an object it takes five times as much memory. */
  readonly json?: Uint8Array;
}
