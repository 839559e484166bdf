/**
 * Verdicts and issues. The fast walk goes first; the explaining walk follows if there are issues to produce, or if the
 * fast walk could not decide.
 */
import { formIssuesOf, isMisread } from '../core/form-issues.js';
import { isObject, type Properties } from '../core/json.js';
import type { Issue } from '../core/issue.js';
import { issuesOf, passes } from './explained.js';
import type { Node } from './node.js';
import type { FollowedRules } from './rules.js';
import {
  start,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from './run.js';
import { walk } from './walk.js';
import { Walk, type WalkSurroundings } from './walk-state.js';

/** The rules for a value, for both walks. */
export interface Judged {
  /** Returns the table for the fast walk; undefined if only the explaining walk can check the value. */
  readonly node: ((value: Properties, w: Walk) => Node | undefined) | undefined;
  readonly surroundings: WalkSurroundings;
  /** The guard of the explaining walk. */
  readonly guard: Guard;
  /** The start of expressions. */
  readonly root: string;
  readonly resources?: ResourceGuards | undefined;
  readonly known?: Known | undefined;
  readonly profiles?: ProfileLookup | undefined;
  /** A test that follows once all objects are sound; true means that it found a fault. */
  readonly after?: ((value: unknown, run: Run) => boolean) | undefined;
  /** The rules for resources by their roles in a message. */
  readonly roles?:
    ((value: unknown, run: Run) => ReadonlyMap<unknown, readonly FollowedRules[]> | undefined) | undefined;
  /** True if the value itself may produce notes. */
  readonly isNoted?: boolean | undefined;
}

/** Returns whether a value keeps all rules. Never throws. */
export function isSound(judged: Judged, value: unknown, options: CheckOptions = {}): boolean {
  const w = fastWalk(judged, value, options, false);
  if (w?.isSound) return true;
  // A received message may break some rules, which the fast walk does not take into account.
  const isCertain = w !== undefined && !w.isUnsure && options.direction !== 'receive';
  return isCertain ? false : passes(judged.guard, value, options, judged.resources, judged.known, judged.profiles);
}

/** Returns all issues of a value, in element order. Never throws. */
export function issuesFor(judged: Judged, value: unknown, options: CheckOptions = {}): Issue[] {
  const { guard, root, resources, known, profiles } = judged;
  // A terminology should be asked once, so only the explaining walk asks it.
  const w = options.terminology === undefined ? fastWalk(judged, value, options, true) : undefined;
  if (!w?.isSound) return issuesOf(guard, root, value, options, resources, known, profiles);
  if (judged.isNoted) w.noted.add(value);
  if (w.noted.size === 0) return [];
  return issuesOf(guard, root, value, options, resources, known, profiles, { only: w.noted, indexed: w.indexed });
}

interface Walked {
  readonly isSound: boolean;
  readonly isUnsure: boolean;
  readonly noted: Set<unknown>;
  readonly indexed: Run['indexed'];
}

/** Runs the fast walk; returns undefined if it cannot be used. */
function fastWalk(judged: Judged, value: unknown, options: CheckOptions, isNoting: boolean): Walked | undefined {
  const { node, surroundings } = judged;
  if (node === undefined || options.maxDepth !== undefined || options.maxElements !== undefined) return undefined;
  try {
    if (isMisread(value) || (isNoting && isObject(value) && formIssuesOf(value).length > 0)) return undefined;
    const run = start('is', options, judged.resources, judged.known);
    run.profiles = judged.profiles;
    run.env = { resource: value };
    const w = new Walk(run, surroundings, isNoting);
    w.rolesIn = judged.roles;
    const table = isObject(value) ? node(value, w) : undefined;
    if (table === undefined) return undefined;
    const isSoundValue = walk(w, value, table) && judged.after?.(value, run) !== true;
    return { isSound: isSoundValue, isUnsure: w.isUnsure, noted: w.noted ?? NOTHING, indexed: run.bundle };
  } catch {
    return undefined;
  }
}

const NOTHING = /*@__PURE__*/ new Set<unknown>();
