/** The state of the fast walk. */
import type { ClaimLookup } from './claims.js';
import type { FollowedRules, TypeRules } from './rules.js';
import type { BoundSet, Node, Row } from './node.js';
import type { Run } from './run.js';

export type MayUse = (canonical: string, row: Row, w: Walk) => boolean;

/** The definitions that the walk uses besides its tables. */
export interface WalkSurroundings {
  /** Returns the rules of a resource type; undefined for an unknown type, `unlisted` for one that is not checked. */
  readonly typeNamed: ((type: string) => TypeRules | 'unlisted' | undefined) | undefined;
  /** Returns the meaning of a claim in `meta.profile`; undefined if claims are ignored. */
  readonly claim: ClaimLookup | undefined;
  /** Returns the rules of an extension, wherever it is used. */
  readonly extension: ((url: string) => FollowedRules | undefined) | undefined;
  /** Returns whether an extension may be used in a property; without it, extensions may be used anywhere. */
  readonly mayUse: MayUse | undefined;
  /** Returns whether an extension is known; without it, unknown extensions produce no notes. */
  readonly hasExtension: ((url: string) => boolean) | undefined;
}

/** One walk over a value. */
export class Walk {
  /** A run that stops at the first fault; knows the surrounding Bundle and resource. */
  readonly run: Run;
  readonly surroundings: WalkSurroundings;
  /**
   * The objects that may produce notes, and all objects around them, with their tables; undefined if only a verdict is
   * wanted.
   */
  readonly noted: Map<unknown, Node | undefined> | undefined;
  /** The coded values that cannot be decided here, and the value sets in question. */
  readonly open: Map<unknown, BoundSet[]> | undefined;
  /** Number of possible notes that `open` explains. */
  openings = 0;
  /** The verdict. */
  isSound = false;
  /** True if the walk met something that only the explaining walk can check. */
  isUnsure = false;
  /** The additional rules for resources of a message, by their roles. */
  roles: ReadonlyMap<unknown, readonly FollowedRules[]> | undefined = undefined;
  /** Finds `roles` in the outermost Bundle, once its entries are known. */
  rolesIn: ((value: unknown, run: Run) => Walk['roles']) | undefined = undefined;
  /** The text of the reference visited last. */
  reference: unknown = undefined;
  /** The type of its target; undefined if that is no entry of the Bundle. */
  target: string | undefined = undefined;
  /**
   * By level, the property through which the walk has gone on from the object there; undefined if it does not matter
   * where an extension is used.
   */
  readonly trail: Row[] | undefined;
  /** Number of possible notes so far. */
  notes = 0;
  level = 0;
  readonly depth: number;

  constructor(run: Run, surroundings: WalkSurroundings, isNoting: boolean) {
    this.run = run;
    this.surroundings = surroundings;
    this.noted = isNoting ? new Map() : undefined;
    this.open = isNoting ? new Map() : undefined;
    this.depth = run.depth + 1;
    this.trail = surroundings.mayUse && [];
  }

  /**
   * Marks the current object, and all objects around it, as a possible source of notes; true, so that the walk goes on.
   */
  note(): true {
    this.notes++;
    return true;
  }

  /** Keeps an object that may produce notes, and its table. */
  keep(value: unknown, node?: Node): void {
    this.noted?.set(value, node);
  }

  /** Keeps a coded value that cannot be decided here. */
  leaveOpen(value: unknown, set: BoundSet): void {
    const sets = this.open?.get(value);
    if (sets === undefined) this.open?.set(value, [set]);
    // The same object in two places meets the same set twice.
    else if (sets.includes(set)) return;
    else sets.push(set);
    this.openings++;
  }

  /** Gives up; false, so that the walk ends. */
  unsure(): false {
    this.isUnsure = true;
    return false;
  }
}
