/** What programs are written from: all that a package can build. */
import type { Issue } from '../core/issue.js';
import type { ProfileRules, TypeRules } from '../guard/rules.js';
import type { MessageMaking } from '../message/message-parts.js';
import type { MessageRules } from '../message/message-guard.js';
import type { MessageReading } from '../message/message-reader.js';
import type { Shape } from '../build/shape.js';
import type { Concepts } from '../build/concepts.js';

/** An event: where its builders are, what its messages are known by, and how they are made. */
export interface ProgramEvent {
  /** Of the package, without its name: `events/admission-1`. */
  readonly subpath: string;
  /** What its builders are exported under. */
  readonly namespace: string;
  readonly rules: MessageRules;
  readonly reading: MessageReading;
  /** By the codes of the kinds. */
  readonly makings: Readonly<Record<string, MessageMaking>>;
}

/** A builder of resources: its name, the subpath that exports it, the type, how it builds, and what it builds is held to. */
export type BuilderRow = readonly [
  name: string,
  subpath: string,
  type: string,
  shape: Shape,
  rules: ProfileRules | TypeRules,
];

export interface ProgramTables {
  readonly packageName: string;
  readonly check: (value: unknown) => readonly Issue[];
  readonly events: () => readonly ProgramEvent[];
  readonly builders: () => readonly BuilderRow[];
  readonly valueSets: () => readonly (readonly [name: string, subpath: string, set: Concepts])[];
}
