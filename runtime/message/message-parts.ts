/** What is known at build time of how the messages of an event are made. */
import type { Shape } from '../build/shape.js';
import type { Issue } from '../core/issue.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import type { DerivedPart, Select } from './message.js';

/** Something that the builder of a message takes: resources of one kind. */
export interface EntryPart {
  readonly type: string;
  /** How a resource is made from an input; where there is none, resources are taken as they are. */
  readonly shape?: Shape | undefined;
  /** References that lead to other resources of the message unless the input says where. */
  readonly filled?: readonly FilledReference[] | undefined;
}

/** A reference of a resource to the one that plays a role in the message. */
export interface FilledReference {
  readonly role: string;
  readonly select: Select;
  /** Names that lead to it in the input. */
  readonly to: readonly string[];
}

/** One of the alternative cases of a message. */
export interface MessageCase {
  /** Whether a message is of it. */
  readonly when: (bundle: Json, env: FhirPathEnv) => boolean;
  /** What stands in place of the entries of these names. */
  readonly entries: Readonly<Record<string, EntryPart>>;
}

/** What goes into the messages of one kind, beside what is fixed in their header. */
export interface SharedParts {
  /** Where in the input of the header what the builder takes for it belongs. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Resources by the names they are given under; what the message is about comes first. */
  readonly entries: Readonly<Record<string, EntryPart>>;
  /** The same, gathered under one name. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, EntryPart>>>> | undefined;
  /** Name of what the message is about. */
  readonly focus?: string | undefined;
  readonly derived: readonly DerivedPart[];
  /** References of the header that lead to other resources of the message unless the input says where. */
  readonly filled?: readonly FilledReference[] | undefined;
  /** The alternatives; the input says which by its property `case`. */
  readonly cases?: Readonly<Record<string, MessageCase>> | undefined;
  /** What the Bundle says it is. */
  readonly claims?: string | undefined;
}

/** How the messages of one kind are made. */
export interface MessageParts extends SharedParts {
  /** The header: what is fixed in it is filled in. */
  readonly header: Shape;
  /** What holds in messages of this kind, beyond what holds in each of its parts. */
  readonly check: (message: unknown) => readonly Issue[];
}

/** How the messages of one kind are built; programs that build them are written from this. */
export interface MessageMaking {
  /** What its builder is called in the namespace of the event. */
  readonly name: string;
  readonly parts: () => MessageParts;
  /** What the input of the builder has to give; in a group by both names, `outcomes.heart`. */
  readonly needs: readonly string[];
}

/** All kinds of resources that a message takes, by their names. */
export function namedParts({ entries, groups = {} }: MessageParts): [name: string, part: EntryPart][] {
  return [entries, ...Object.values(groups)].flatMap((parts) => Object.entries(parts));
}
