/** How long the first messages of a process take, all together; milliseconds. */
export interface MixedStart {
  readonly count: number;
  readonly total: number;
}

/** What was measured of the guards of all events in mixed traffic: microseconds per message. */
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
