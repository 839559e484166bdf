/** Total time of a process's first messages, in milliseconds. */
export interface MixedStart {
  readonly count: number;
  readonly total: number;
}

/** Times of the guards of all events in mixed traffic, in microseconds per message. */
export interface MixedGuardTiming {
  /** `is` or `check`. */
  readonly which: string;
  readonly messages: number;
  readonly parse: number;
  readonly warm: number;
  /** Just after parsing. */
  readonly fresh: number;
  readonly starts: readonly MixedStart[];
  /** Milliseconds to load all events. */
  readonly load: number;
}
