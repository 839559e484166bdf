/** The tables from which programs are written: everything that a package can build. */
import type { Issue } from '../core/issue.js';
import type { ProfileRules, TypeRules } from '../guard/rules.js';
import type { MessageMaking } from '../message/message-parts.js';
import type { MessageRules } from '../message/message-guard.js';
import type { MessageReading } from '../message/message-reader.js';
import type { Shape } from '../build/shape.js';
import type { Concepts } from '../build/concepts.js';

/** An event: the place of its builders, how its messages are recognised, and how they are made. */
export interface ProgramEvent {
  /** Without the name of the package: `events/admission-1`. */
  readonly subpath: string;
  /** Name under which its builders are exported. */
  readonly namespace: string;
  readonly rules: MessageRules;
  readonly reading: MessageReading;
  /** By the codes of the kinds. */
  readonly makings: Readonly<Record<string, MessageMaking>>;
}

/**
 * A builder of resources: its name, the subpath that exports it, the type, how it builds, and the rules for the result.
 */
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
