/** What the fast walk knows on its way. */
import type { ClaimLookup } from './claims.js';
import type { FollowedRules, TypeRules } from './rules.js';
import type { Run } from './run.js';

/** What the walk knows besides its tables. */
export interface WalkSurroundings {
  /** The rules of a resource type; undefined for a type that is none. `unlisted` where it is not looked into. */
  readonly typeNamed: ((type: string) => TypeRules | 'unlisted' | undefined) | undefined;
  /** What a claim in `meta.profile` of a resource of a type asks for; undefined where claims say nothing. */
  readonly claim: ClaimLookup | undefined;
  /** The rules of an extension wherever it stands. */
  readonly extension: ((url: string) => FollowedRules | undefined) | undefined;
  /** Extensions that are known; without them unknown ones are not noted. */
  readonly hasExtension: ((url: string) => boolean) | undefined;
}

/** One walk over a value. */
export class Walk {
  /** Stops at the first fault; knows the Bundle and the resource around. */
  readonly run: Run;
  readonly surroundings: WalkSurroundings;
  /** Where not undefined: the objects of which there is something to note, with all that they are in. */
  readonly noted: Set<unknown> | undefined;
  /** True where the walk met something of which only the explaining walk can tell. */
  isUnsure = false;
  /** What resources of a message follow besides, by the roles that they play in it. */
  roles: ReadonlyMap<unknown, readonly FollowedRules[]> | undefined = undefined;
  /** Finds them in the outermost Bundle, once its entries are known. */
  rolesIn: ((value: unknown, run: Run) => Walk['roles']) | undefined = undefined;
  /** The text of the reference that was walked over last. */
  reference: unknown = undefined;
  /** How often there was something to note so far. */
  notes = 0;
  level = 0;
  readonly depth: number;

  constructor(run: Run, surroundings: WalkSurroundings, isNoting: boolean) {
    this.run = run;
    this.surroundings = surroundings;
    this.noted = isNoting ? new Set() : undefined;
    this.depth = run.depth + 1;
  }

  /** Notes the object that is being walked over, and all that it is in; true, so that the walk goes on. */
  note(): true {
    this.notes++;
    return true;
  }

  /** Keeps an object in which there was something to note. */
  keep(value: unknown): void {
    this.noted?.add(value);
  }

  /** Gives up; false, so that the walk ends. */
  unsure(): false {
    this.isUnsure = true;
    return false;
  }
}
