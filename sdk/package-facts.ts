import { about } from '#package/cli/about.js';
import { layers, type Command, type Listed, type ValidateOptions } from './options.ts';

/** What the commands know of the package that they belong to. The generator writes it. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  /** As it is called: the name without a scope. */
  readonly command: string;
  /** The commands that the package has. */
  readonly commands: readonly Command[];
  /** What `list` shows; the first unless something else is named. */
  readonly lists: readonly Listed[];
  /** An event, with a kind of its messages, for examples of usage; undefined for a package without events. */
  readonly event?: { readonly name: string; readonly type: string } | undefined;
  /** A profile, for the same purpose; undefined for a package without any. */
  readonly profile?: { readonly url: string; readonly id: string; readonly element: string } | undefined;
  /** How messages say whom they are about; undefined where their headers say nothing of that. */
  readonly patient?: MessagePatient | undefined;
  /** A kind of message that an event refuses, as its header says it; undefined where no event refuses one. */
  readonly refused?:
    | {
        readonly event: { readonly system: string; readonly code: string };
        /** URL of the extension that states the kind. */
        readonly extension: string;
        readonly type: { readonly system: string; readonly code: string };
      }
    | undefined;
}

export interface MessagePatient {
  /** The identifier by which messages are routed: its name as a property and in words, and its system. */
  readonly identifier?: { readonly name: string; readonly label: string; readonly system: string } | undefined;
  /** Where the header repeats what the Patient says: URLs of extensions, and at the end a property. */
  readonly header: {
    readonly identifier?: readonly string[] | undefined;
    readonly name?: readonly string[] | undefined;
    readonly birthDate?: readonly string[] | undefined;
  };
}

export const facts: PackageFacts = about;

/** The rules that a package has: those of events come last. */
export const ownLayers: readonly ValidateOptions['rules'][] = facts.event ? layers : layers.slice(0, -1);
