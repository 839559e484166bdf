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
}

export const facts: PackageFacts = about;

/** The rules that a package has: those of events come last. */
export const ownLayers: readonly ValidateOptions['rules'][] = facts.event ? layers : layers.slice(0, -1);
